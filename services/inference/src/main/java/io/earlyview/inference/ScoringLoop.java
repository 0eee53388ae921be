package io.earlyview.inference;

import io.earlyview.exams.ExamCatalogue;
import io.earlyview.inference.assembly.Deadlines;
import io.earlyview.inference.assembly.FrameAssembly;
import io.earlyview.inference.intake.CoPartitioned;
import io.earlyview.inference.intake.RecordDecoding;
import io.earlyview.inference.publication.TransactionalPublication;
import io.earlyview.inference.release.ReleaseLoading;
import io.earlyview.inference.release.Releases;
import io.earlyview.topics.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One worker: the thread that takes frames, scores and publishes. Its state in memory is always what the last committed
 * transaction says: if anything fails, consumer, producer and state are thrown away and built anew from the broker, so there
 * is one way to recover, whether from a lost broker, a fenced producer or {@code kill -9}.
 */
final class ScoringLoop {
    private static final Logger LOG = Logger.getLogger(ScoringLoop.class);
    private static final String GROUP = "inference";
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration POLL_WHILE_RESTORING = Duration.ofMillis(5);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(500);
    private static final Duration LAST_WORDS = Duration.ofSeconds(3);

    private final ScoringSettings settings;
    private final String name;
    private final ScoringMetrics metrics;
    private final Releases releases;
    private final ReleaseLoading loading;
    private final ExamCatalogue exams;
    private final InstantSource clock;
    private final Map<String, Object> brokerSettings;
    private final Deadlines deadlines;
    private final WorkerReleases leases;
    private final FrameAssembly assembly;
    private final ShadowScoring shadow;
    private volatile @Nullable KafkaConsumer<byte[], byte @Nullable []> consumer;
    private volatile boolean stopping;
    private volatile boolean joined;
    private volatile Instant lastTurn;

    /** @param name of this worker among all, the same over restarts */
    ScoringLoop(
            ScoringSettings settings,
            String name,
            ScoringMetrics metrics,
            Releases releases,
            ReleaseLoading loading,
            ExamCatalogue exams,
            InstantSource clock,
            Map<String, Object> brokerSettings) {
        this.settings = settings;
        this.name = name;
        this.metrics = metrics;
        this.releases = releases;
        this.loading = loading;
        this.exams = exams;
        this.clock = clock;
        this.brokerSettings = brokerSettings;
        this.deadlines = new Deadlines(settings.lateFrames(), settings.silence(), settings.forgetAfter());
        this.leases = WorkerReleases.champions(releases);
        this.assembly = new FrameAssembly(exams, deadlines, leases, clock);
        this.shadow = new ShadowScoring(exams, deadlines, WorkerReleases.shadows(releases), clock);
        this.lastTurn = clock.instant();
    }

    /** Scores until {@link #stop()}; starts anew after every failure. */
    void run() {
        while (!stopping) {
            lastTurn = clock.instant();
            try {
                scoreUntilFailure();
            } catch (WakeupException e) {
                LOG.infof("Scoring stopped: worker=%s", name);
            } catch (KafkaException | IllegalStateException e) {
                // The broker, a fenced producer, or a broken invariant: everything in hand is uncommitted and is taken
                // again.
                LOG.warnf("Scoring starts anew: worker=%s cause=\"%s\" because=\"%s\"", name, e, e.getCause());
                metrics.restarted();
                pause(PAUSE_AFTER_FAILURE);
            } catch (RuntimeException e) {
                // The thread's boundary: nobody foresaw this one, but what is uncommitted is safe all the same.
                LOG.errorf(e, "Scoring starts anew after an unforeseen failure: worker=%s", name);
                metrics.restarted();
                pause(PAUSE_AFTER_FAILURE);
            }
        }
        leases.letAllGo();
        shadow.forgetAll();
    }

    private void scoreUntilFailure() {
        assembly.forgetAll();
        shadow.forgetAll();
        awaitReleases();
        String transactionalId = "earlyview-" + name;
        try (TransactionalPublication publication = new TransactionalPublication(brokerSettings, transactionalId);
                Membership member = new Membership(new KafkaConsumer<>(
                        consumerSettings(), new ByteArrayDeserializer(), new ByteArrayDeserializer()))) {
            KafkaConsumer<byte[], byte @Nullable []> own = member.consumer();
            consumer = own;
            ScoringTurn turn = new ScoringTurn(
                    new RecordDecoding(exams),
                    assembly,
                    leases,
                    shadow,
                    publication,
                    metrics,
                    clock,
                    settings.waitingLimit().asLongValue(),
                    transactionalId);
            Ownership ownership = new Ownership(
                    own,
                    assembly,
                    turn,
                    leases,
                    releases,
                    loading,
                    brokerSettings,
                    new Fencing(brokerSettings, GROUP, transactionalId));
            own.subscribe(List.of(Topics.FRAMES.topicName(), Topics.ACQUISITIONS.topicName()), ownership);
            while (!stopping) {
                lastTurn = clock.instant();
                boolean restoring = ownership.takeRestored();
                ConsumerRecords<byte[], byte @Nullable []> records = own.poll(restoring ? POLL_WHILE_RESTORING : POLL);
                turn.take(records, own.groupMetadata(), framesReadToEnd(own));
                joined = ownership.settled();
                metrics.inHand(name, assembly, records.count(), own);
            }
        } finally {
            joined = false;
            metrics.idle(name);
        }
    }

    /** Partitions of which no frame lies unread on the broker, as far as the last answer told. */
    private static Set<Integer> framesReadToEnd(KafkaConsumer<?, ?> consumer) {
        Set<Integer> atEnd = new HashSet<>();
        for (TopicPartition partition : consumer.assignment()) {
            if (partition.topic().equals(Topics.FRAMES.topicName())
                    && consumer.currentLag(partition).orElse(1) == 0) {
                atEnd.add(partition.partition());
            }
        }
        return atEnd;
    }

    /** A champion of long ago, or none at all, must not decide what becomes of a frame. */
    private void awaitReleases() {
        while (!releases.caughtUp() && !stopping) {
            lastTurn = clock.instant();
            pause(POLL);
        }
    }

    /** A member of the group: it leaves when this process stops, and stays when it only starts anew. */
    private final class Membership implements AutoCloseable {
        private final KafkaConsumer<byte[], byte @Nullable []> member;

        Membership(KafkaConsumer<byte[], byte @Nullable []> member) {
            this.member = member;
        }

        KafkaConsumer<byte[], byte @Nullable []> consumer() {
            return member;
        }

        @Override
        public void close() {
            member.close(CloseOptions.timeout(LAST_WORDS)
                    .withGroupMembershipOperation(
                            stopping
                                    ? GroupMembershipOperation.LEAVE_GROUP
                                    : GroupMembershipOperation.REMAIN_IN_GROUP));
        }
    }

    /** Ends {@link #run} from another thread, after the turn in hand. */
    void stop() {
        stopping = true;
        KafkaConsumer<byte[], byte @Nullable []> polling = consumer;
        if (polling != null) {
            polling.wakeup();
        }
    }

    /** Whether the broker has told this worker which partitions it owns, and it has their state. */
    boolean joined() {
        return joined;
    }

    /** When the loop last went round. */
    Instant lastTurn() {
        return lastTurn;
    }

    private Map<String, Object> consumerSettings() {
        Map<String, Object> consumerSettings = new HashMap<>(brokerSettings);
        consumerSettings.put("group.id", GROUP);
        consumerSettings.put("group.instance.id", name);
        consumerSettings.put(
                "session.timeout.ms", (int) settings.sessionTimeout().toMillis());
        consumerSettings.put("heartbeat.interval.ms", (int)
                settings.sessionTimeout().dividedBy(12).toMillis());
        consumerSettings.put("partition.assignment.strategy", CoPartitioned.class.getName());
        consumerSettings.put("isolation.level", "read_committed");
        consumerSettings.put("enable.auto.commit", false);
        consumerSettings.put("auto.offset.reset", "earliest");
        consumerSettings.put("default.api.timeout.ms", 15_000);
        consumerSettings.put("max.poll.records", 200);
        consumerSettings.put("max.partition.fetch.bytes", 4 << 20);
        return consumerSettings;
    }

    private void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping = true;
        }
    }
}
