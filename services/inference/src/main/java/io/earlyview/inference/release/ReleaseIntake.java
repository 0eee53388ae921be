package io.earlyview.inference.release;

import com.google.protobuf.InvalidProtocolBufferException;
import io.earlyview.exams.ExamCatalogue;
import io.earlyview.topics.Topics;
import io.earlyview.v1.ReleaseManifest;
import io.earlyview.v1.ReleaseStage;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Follows topic {@code models} from its beginning: every process reads all of it, without a consumer group. A manifest
 * that cannot be used is refused with a reason in the log and a count; its bytes stay where they are, in the topic, and the
 * champion before it stays in use. Nothing is offered until all that was there at the start has been read: a champion of long
 * ago must not score in the meantime.
 */
@ApplicationScoped
public class ReleaseIntake {
    private static final Logger LOG = Logger.getLogger(ReleaseIntake.class);
    private static final Duration POLL = Duration.ofMillis(500);

    private final ReleaseLoading loading;
    private final ReleasesInUse releases;
    private final Counter refused;
    private volatile boolean caughtUp;
    private volatile boolean stopping;
    private volatile @Nullable KafkaConsumer<byte[], byte[]> consumer;

    ReleaseIntake(ExamCatalogue exams, ArtifactStore artifacts, ReleasesInUse releases, MeterRegistry metrics) {
        this.loading = new ReleaseLoading(exams, artifacts);
        this.releases = releases;
        this.refused = metrics.counter("earlyview_inference_releases_refused");
    }

    /** Follows the topic until {@link #stop()} is called. */
    public void follow(Map<String, Object> brokerSettings) {
        Map<String, Object> settings = new HashMap<>(brokerSettings);
        settings.put("isolation.level", "read_committed");
        settings.put("enable.auto.commit", false);
        settings.put("default.api.timeout.ms", 15_000);
        try (KafkaConsumer<byte[], byte[]> own =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer = own;
            List<TopicPartition> partitions = own.partitionsFor(Topics.MODELS.topicName()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            if (partitions.isEmpty()) {
                throw new UnknownTopicOrPartitionException("there is no topic " + Topics.MODELS.topicName());
            }
            own.assign(partitions);
            own.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = own.endOffsets(partitions);
            Map<String, Deque<ConsumerRecord<byte[], byte[]>>> newestFirst = new HashMap<>();
            while (!stopping) {
                own.poll(POLL).forEach(record -> newestFirst
                        .computeIfAbsent(key(record), k -> new ArrayDeque<>())
                        .addFirst(record));
                if (ends.entrySet().stream().allMatch(end -> own.position(end.getKey()) >= end.getValue())) {
                    newestFirst.forEach(this::takeNewest);
                    newestFirst.clear();
                    caughtUp = true;
                }
            }
        } catch (WakeupException e) {
            LOG.info("Stopped following releases");
        }
    }

    /** Whether every release that was there at the start has been taken or refused. */
    public boolean caughtUp() {
        return caughtUp;
    }

    /** Ends {@link #follow} from another thread. */
    public void stop() {
        stopping = true;
        KafkaConsumer<byte[], byte[]> following = consumer;
        if (following != null) {
            following.wakeup();
        }
    }

    /** Of one stage's manifests only the last matters, or the last that is fit: the champion that it would have met. */
    private void takeNewest(String key, Deque<ConsumerRecord<byte[], byte[]>> newestFirst) {
        for (ConsumerRecord<byte[], byte[]> record : newestFirst) {
            // A tombstone is a stage without a release: what is in use stays until another comes.
            if (record.value() == null || take(key, record)) {
                return;
            }
        }
    }

    /** Whether the manifest was fit, or none of this service's business. */
    private boolean take(String key, ConsumerRecord<byte[], byte[]> record) {
        if (Topics.isReleaseKey(key)) {
            return true; // What is known of a release; who scores stands under its stage's key.
        }
        try {
            ReleaseManifest manifest = ReleaseManifest.parseFrom(record.value());
            if (manifest.getStage() != ReleaseStage.RELEASE_STAGE_CHAMPION) {
                return true;
            }
            String expectedKey = Topics.modelsKey(manifest.getExam(), "champion");
            if (!key.equals(expectedKey)) {
                throw new RefusedRelease(
                        "a champion of exam '" + manifest.getExam() + "' has key '" + key + "', not " + expectedKey);
            }
            releases.offer(loading.load(manifest));
            LOG.infof("Release ready: exam=%s release=%s", manifest.getExam(), manifest.getReleaseId());
            return true;
        } catch (InvalidProtocolBufferException e) {
            refuse("offset " + record.offset() + " of partition " + record.partition() + " is no ReleaseManifest");
        } catch (RefusedRelease e) {
            refuse(String.valueOf(e.getMessage()));
        }
        return false;
    }

    private static String key(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
    }

    private void refuse(String reason) {
        LOG.errorf("Release refused, the champion stays: %s", reason);
        refused.increment();
    }
}
