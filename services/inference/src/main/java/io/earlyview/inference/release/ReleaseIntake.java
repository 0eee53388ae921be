package io.earlyview.inference.release;

import com.google.protobuf.InvalidProtocolBufferException;
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
 * that cannot be used is refused with a reason in the log, on the topic and in a count; the champion before it stays in use.
 * Nothing is offered until all that was there at the start has been read: a champion of long ago must not score in the
 * meantime.
 */
@ApplicationScoped
public class ReleaseIntake {
    private static final Logger LOG = Logger.getLogger(ReleaseIntake.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final String CHAMPION = "champion";
    private static final String SHADOW = "shadow";

    private final ReleaseLoading loading;
    private final Releases releases;
    private final Counter refused;
    private volatile boolean stopping;
    private volatile @Nullable KafkaConsumer<byte[], byte[]> consumer;

    ReleaseIntake(ReleaseLoading loading, Releases releases, MeterRegistry metrics) {
        this.loading = loading;
        this.releases = releases;
        this.refused = metrics.counter("earlyview_inference_releases_refused");
    }

    /** Follows the topic until {@link #stop()} is called; {@code instance} is this process's name among its peers. */
    public void follow(Map<String, Object> brokerSettings, String instance) {
        Map<String, Object> settings = new HashMap<>(brokerSettings);
        settings.put("isolation.level", "read_committed");
        settings.put("enable.auto.commit", false);
        settings.put("default.api.timeout.ms", 15_000);
        try (Refusals refusals = new Refusals(brokerSettings, instance);
                KafkaConsumer<byte[], byte[]> own =
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
                own.poll(POLL).forEach(record -> {
                    know(record);
                    newestFirst
                            .computeIfAbsent(key(record), k -> new ArrayDeque<>())
                            .addFirst(record);
                });
                if (ends.entrySet().stream().allMatch(end -> own.position(end.getKey()) >= end.getValue())) {
                    // First what this process has refused before, so that it knows what it takes back.
                    newestFirst.forEach((key, records) -> seeRefusal(key, records, refusals));
                    newestFirst.forEach((key, records) -> takeNewest(key, records, refusals));
                    newestFirst.clear();
                    releases.catchUp();
                }
            }
        } catch (WakeupException e) {
            LOG.info("Stopped following releases");
        }
    }

    /** Ends {@link #follow} from another thread. */
    public void stop() {
        stopping = true;
        KafkaConsumer<byte[], byte[]> following = consumer;
        if (following != null) {
            following.wakeup();
        }
    }

    private static void seeRefusal(String key, Deque<ConsumerRecord<byte[], byte[]>> newestFirst, Refusals refusals) {
        if (Topics.isRefusalKey(key)) {
            refusals.seen(key, newestFirst.getFirst().value() == null);
        }
    }

    /** Of one stage's manifests only the last matters, or the last that is fit: the champion that it would have met. */
    private void takeNewest(String key, Deque<ConsumerRecord<byte[], byte[]>> newestFirst, Refusals refusals) {
        if (Topics.isRefusalKey(key) || Topics.isReleaseKey(key)) {
            return; // What is known of a release; who scores stands under its stage's key.
        }
        for (ConsumerRecord<byte[], byte[]> record : newestFirst) {
            if (record.value() == null) {
                withdraw(key);
                return;
            }
            if (take(key, record, refusals)) {
                return;
            }
        }
    }

    /** Every manifest may be needed again, for acquisitions that stay on its release: the last of each. */
    private void know(ConsumerRecord<byte[], byte[]> record) {
        try {
            if (record.value() != null && !Topics.isRefusalKey(key(record))) {
                releases.know(ReleaseManifest.parseFrom(record.value()));
            }
        } catch (InvalidProtocolBufferException e) {
            LOG.debugf("offset %d of topic models is no ReleaseManifest", record.offset());
        }
    }

    /** A champion stays in use until another comes; a shadow ends. */
    private void withdraw(String key) {
        int slash = key.indexOf('/');
        if (slash > 0 && key.substring(slash + 1).equals(SHADOW)) {
            releases.shadow(key.substring(0, slash), null);
        }
    }

    /** Whether the manifest was fit, or none of this service's business. */
    private boolean take(String key, ConsumerRecord<byte[], byte[]> record, Refusals refusals) {
        ReleaseManifest manifest;
        try {
            manifest = ReleaseManifest.parseFrom(record.value());
        } catch (InvalidProtocolBufferException e) {
            count("offset " + record.offset() + " of partition " + record.partition() + " is no ReleaseManifest");
            return false;
        }
        try {
            return switch (manifest.getStage()) {
                case RELEASE_STAGE_CHAMPION -> {
                    checkKey(key, manifest, CHAMPION);
                    releases.champion(loading.load(manifest));
                    yield ready(manifest, refusals);
                }
                case RELEASE_STAGE_SHADOW -> {
                    checkKey(key, manifest, SHADOW);
                    releases.shadow(manifest.getExam(), loading.load(manifest));
                    yield ready(manifest, refusals);
                }
                default -> true;
            };
        } catch (RefusedRelease e) {
            count("%s: %s".formatted(manifest.getReleaseId(), e.getMessage()));
            refusals.say(manifest, String.valueOf(e.getMessage()));
            return false;
        }
    }

    private static boolean ready(ReleaseManifest manifest, Refusals refusals) {
        refusals.takeBack(manifest);
        LOG.infof(
                "Release ready: exam=%s release=%s stage=%s",
                manifest.getExam(), manifest.getReleaseId(), stage(manifest.getStage()));
        return true;
    }

    private static String stage(ReleaseStage stage) {
        return stage == ReleaseStage.RELEASE_STAGE_CHAMPION ? CHAMPION : SHADOW;
    }

    private static void checkKey(String key, ReleaseManifest manifest, String stage) throws RefusedRelease {
        String expected = Topics.modelsKey(manifest.getExam(), stage);
        if (!key.equals(expected)) {
            throw new RefusedRelease(
                    "a %s of exam '%s' has key '%s', not %s".formatted(stage, manifest.getExam(), key, expected));
        }
    }

    private static String key(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
    }

    private void count(String reason) {
        LOG.errorf("Release refused, the champion stays: %s", reason);
        refused.increment();
    }
}
