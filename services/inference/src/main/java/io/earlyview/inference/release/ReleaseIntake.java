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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Follows topic {@code models} from its beginning: every process reads all of it, without a consumer group. A manifest
 * that cannot be used is refused with a reason in the log and a count; its bytes stay where they are, in the topic, and the
 * champion before it stays in use.
 */
@ApplicationScoped
public class ReleaseIntake {
    private static final Logger LOG = Logger.getLogger(ReleaseIntake.class);
    private static final Duration POLL = Duration.ofMillis(500);

    private final ReleaseLoading loading;
    private final ReleasesInUse releases;
    private final Counter refused;
    private volatile boolean caughtUp;
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
        try (KafkaConsumer<byte[], byte[]> own =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer = own;
            List<TopicPartition> partitions = own.partitionsFor(Topics.MODELS.topicName()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            own.assign(partitions);
            own.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = own.endOffsets(partitions);
            while (!Thread.currentThread().isInterrupted()) {
                // Of what waited, only the last manifest of each stage matters.
                Map<String, ConsumerRecord<byte[], byte[]>> last = new HashMap<>();
                own.poll(POLL).forEach(record -> last.put(new String(record.key(), StandardCharsets.UTF_8), record));
                last.values().forEach(record -> take(record));
                caughtUp = caughtUp
                        || ends.entrySet().stream().allMatch(end -> own.position(end.getKey()) >= end.getValue());
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
        KafkaConsumer<byte[], byte[]> following = consumer;
        if (following != null) {
            following.wakeup();
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return; // a stage without a release: what is in use stays until another comes
        }
        try {
            ReleaseManifest manifest = ReleaseManifest.parseFrom(record.value());
            if (manifest.getStage() == ReleaseStage.RELEASE_STAGE_CHAMPION) {
                releases.offer(loading.load(manifest));
                LOG.infof("Release ready: exam=%s release=%s", manifest.getExam(), manifest.getReleaseId());
            }
        } catch (InvalidProtocolBufferException e) {
            refuse("offset " + record.offset() + " of partition " + record.partition() + " is no ReleaseManifest");
        } catch (RefusedRelease e) {
            refuse(String.valueOf(e.getMessage()));
        }
    }

    private void refuse(String reason) {
        LOG.errorf("Release refused, the champion stays: %s", reason);
        refused.increment();
    }
}
