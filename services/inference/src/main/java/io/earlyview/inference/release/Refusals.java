package io.earlyview.inference.release;

import com.google.protobuf.Timestamp;
import io.earlyview.topics.Topics;
import io.earlyview.v1.ReleaseManifest;
import io.earlyview.v1.ReleaseRefusal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** What this process says on topic {@code models} of releases that it does not take; taken back once it takes them. */
final class Refusals implements AutoCloseable {
    private final KafkaProducer<byte[], byte @Nullable []> producer;
    private final String instance;
    private final Set<String> standing = new HashSet<>();

    Refusals(Map<String, Object> brokerSettings, String instance) {
        this.instance = instance;
        Map<String, Object> settings = new HashMap<>(brokerSettings);
        settings.put("acks", "all");
        settings.put("enable.idempotence", true);
        settings.put("max.block.ms", 5_000);
        this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** A refusal was read from the topic; it may be one of ours from before. */
    void seen(String key, boolean tombstone) {
        if (tombstone) {
            standing.remove(key);
        } else {
            standing.add(key);
        }
    }

    void say(ReleaseManifest manifest, String reason) {
        String key = Topics.refusalKey(manifest.getExam(), manifest.getReleaseId(), instance);
        Instant now = Instant.now();
        ReleaseRefusal refusal = ReleaseRefusal.newBuilder()
                .setReleaseId(manifest.getReleaseId())
                .setExam(manifest.getExam())
                .setInstance(instance)
                .setReason(reason)
                .setRefusedAt(
                        Timestamp.newBuilder().setSeconds(now.getEpochSecond()).setNanos(now.getNano()))
                .build();
        standing.add(key);
        send(key, refusal.toByteArray());
    }

    void takeBack(ReleaseManifest manifest) {
        String key = Topics.refusalKey(manifest.getExam(), manifest.getReleaseId(), instance);
        if (standing.remove(key)) {
            send(key, null);
        }
    }

    private void send(String key, byte @Nullable [] value) {
        producer.send(new ProducerRecord<>(Topics.MODELS.topicName(), key.getBytes(StandardCharsets.UTF_8), value));
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
    }
}
