package io.earlyview.inference;

import io.earlyview.exams.ExamCatalogue;
import io.earlyview.inference.assembly.AssemblyRestore;
import io.earlyview.inference.assembly.FrameAssembly;
import io.earlyview.inference.intake.FrameDecoding;
import io.earlyview.inference.publication.TransactionalPublication;
import io.earlyview.inference.release.ReleasesInUse;
import io.earlyview.topics.Topics;
import io.quarkus.arc.Unremovable;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that takes frames, scores and publishes. Its state in memory is always what the last committed transaction
 * says: if anything fails, consumer, producer and state are thrown away and built anew from the broker, so there is one way
 * to recover, whether from a lost broker, a fenced producer or {@code kill -9}.
 */
@ApplicationScoped
@Unremovable
public class ScoringLoop {
    private static final Logger LOG = Logger.getLogger(ScoringLoop.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(500);

    private final ScoringSettings settings;
    private final ScoringMetrics metrics;
    private final ReleasesInUse releases;
    private final InstantSource clock;
    private final Map<String, Object> brokerSettings;
    private final FrameDecoding decoding;
    private final FrameAssembly assembly;
    private volatile @Nullable KafkaConsumer<byte[], byte @Nullable []> consumer;
    private volatile boolean stopping;
    private volatile boolean joined;
    private volatile Instant lastTurn;

    ScoringLoop(
            ScoringSettings settings,
            ScoringMetrics metrics,
            ReleasesInUse releases,
            ExamCatalogue exams,
            InstantSource clock,
            @Identifier("default-kafka-broker") Map<String, Object> brokerSettings) {
        this.settings = settings;
        this.metrics = metrics;
        this.releases = releases;
        this.clock = clock;
        this.brokerSettings = brokerSettings;
        this.decoding = new FrameDecoding(exams);
        this.assembly = new FrameAssembly(exams);
        this.lastTurn = clock.instant();
    }

    /** Scores until {@link #stop()}; starts anew after every failure. */
    void run() {
        while (!stopping) {
            lastTurn = clock.instant();
            try {
                scoreUntilFailure();
            } catch (WakeupException e) {
                LOG.info("Scoring stopped");
            } catch (KafkaException | IllegalStateException e) {
                // The broker, a fenced producer, or a broken invariant: everything in hand is uncommitted and is taken
                // again.
                LOG.warnf("Scoring starts anew: cause=\"%s\" because=\"%s\"", e, e.getCause());
                metrics.restarted();
                pause();
            } catch (RuntimeException e) {
                // The thread's boundary: nobody foresaw this one, but what is uncommitted is safe all the same.
                LOG.error("Scoring starts anew after an unforeseen failure", e);
                metrics.restarted();
                pause();
            }
        }
    }

    private void scoreUntilFailure() {
        assembly.forgetAll();
        try (TransactionalPublication publication =
                        new TransactionalPublication(brokerSettings, "earlyview-inference-" + settings.instance());
                KafkaConsumer<byte[], byte @Nullable []> own = new KafkaConsumer<>(
                        consumerSettings(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer = own;
            FrameBatch batch = new FrameBatch(decoding, assembly, releases, publication, metrics, settings);
            own.subscribe(List.of(Topics.FRAMES.topicName()), new Ownership(own, batch));
            while (!stopping) {
                lastTurn = clock.instant();
                batch.take(own.poll(POLL), own.groupMetadata(), clock);
                metrics.waiting(assembly.waiting());
            }
        } finally {
            joined = false;
        }
    }

    /** Ends {@link #run} from another thread, after the batch in hand. */
    void stop() {
        stopping = true;
        KafkaConsumer<byte[], byte @Nullable []> polling = consumer;
        if (polling != null) {
            polling.wakeup();
        }
    }

    /** Whether the broker has told this process which partitions it owns. */
    boolean joined() {
        return joined;
    }

    /** When the loop last went round. */
    Instant lastTurn() {
        return lastTurn;
    }

    private Map<String, Object> consumerSettings() {
        Map<String, Object> consumerSettings = new HashMap<>(brokerSettings);
        consumerSettings.put("group.id", "inference");
        consumerSettings.put("group.instance.id", settings.instance());
        consumerSettings.put(
                "session.timeout.ms", (int) settings.sessionTimeout().toMillis());
        consumerSettings.put("heartbeat.interval.ms", (int)
                settings.sessionTimeout().dividedBy(4).toMillis());
        consumerSettings.put("partition.assignment.strategy", CooperativeStickyAssignor.class.getName());
        consumerSettings.put("isolation.level", "read_committed");
        consumerSettings.put("enable.auto.commit", false);
        consumerSettings.put("auto.offset.reset", "earliest");
        consumerSettings.put("default.api.timeout.ms", 15_000);
        consumerSettings.put("max.poll.records", 200);
        consumerSettings.put("max.partition.fetch.bytes", 4 << 20);
        return consumerSettings;
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE_AFTER_FAILURE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping = true;
        }
    }

    /** Restores the state of partitions that come, and lets go of those that leave. */
    private final class Ownership implements ConsumerRebalanceListener {
        private final KafkaConsumer<byte[], byte @Nullable []> own;
        private final FrameBatch batch;

        Ownership(KafkaConsumer<byte[], byte @Nullable []> own, FrameBatch batch) {
            this.own = own;
            this.batch = batch;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            // Waits until no transaction of an earlier owner is open on these offsets; only then is `assembly`
            // complete.
            Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
            partitions.forEach(partition -> positions.put(partition, new OffsetAndMetadata(own.position(partition))));
            int restored = new AssemblyRestore(brokerSettings).restore(numbers(partitions), assembly);
            batch.own(positions);
            joined = true;
            LOG.infof("Partitions taken: partitions=%s acquisitionsRestored=%d", numbers(partitions), restored);
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            assembly.forget(numbers(partitions));
            batch.forget(partitions);
        }

        private static List<Integer> numbers(Collection<TopicPartition> partitions) {
            return partitions.stream().map(TopicPartition::partition).sorted().collect(Collectors.toList());
        }
    }
}
