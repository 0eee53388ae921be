package io.earlyview.inference.publication;

import io.earlyview.inference.domain.RefusedRecord;
import io.earlyview.inference.domain.ScoreRevision;
import io.earlyview.topics.Topics;
import io.earlyview.v1.Score;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes scores, state, dead letters and the offsets of the frames they come from in one transaction: after a crash either
 * all of it stands, or none and the frames are taken again. Any failure leaves the transaction open; the owner closes this
 * object and builds a new one, whose first act ends what was left (same transactional id).
 */
public final class TransactionalPublication implements Publication {
    private final KafkaProducer<byte[], byte @Nullable []> producer;

    public TransactionalPublication(Map<String, Object> brokerSettings, String transactionalId) {
        Map<String, Object> settings = new HashMap<>(brokerSettings);
        settings.put("transactional.id", transactionalId);
        settings.put("acks", "all");
        settings.put("linger.ms", 0);
        settings.put("max.request.size", 16 << 20);
        settings.put("transaction.timeout.ms", 10_000);
        settings.put("delivery.timeout.ms", 9_000);
        settings.put("request.timeout.ms", 4_000);
        settings.put("max.block.ms", 15_000);
        producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
    }

    @Override
    public void begin() {
        producer.beginTransaction();
    }

    @Override
    public void score(ScoreRevision revision) {
        send(Topics.SCORES, revision);
    }

    @Override
    public void shadow(ScoreRevision revision) {
        send(Topics.SHADOW_SCORES, revision);
    }

    private void send(Topics topic, ScoreRevision revision) {
        Score score = ScoreEncoding.score(revision, Instant.now());
        var record = new ProducerRecord<byte[], byte @Nullable []>(
                topic.topicName(), key(score.getAcquisitionId()), score.toByteArray());
        revision.due()
                .trigger()
                .ifPresent(
                        frame -> TraceHeaders.continueTrace(frame.traceParent(), score.getScoreId(), record.headers()));
        producer.send(record);
    }

    @Override
    public void state(int partition, String key, byte @Nullable [] state) {
        producer.send(new ProducerRecord<>(Topics.ASSEMBLY.topicName(), partition, key(key), state));
    }

    @Override
    public void deadLetter(RefusedRecord refused, Instant now) {
        producer.send(new ProducerRecord<>(
                refused.topic() + ".dead",
                ScoreEncoding.deadLetterKey(refused),
                ScoreEncoding.deadLetter(refused, now).toByteArray()));
    }

    @Override
    public void commit(Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
        if (!offsets.isEmpty()) {
            producer.sendOffsetsToTransaction(offsets, group);
        }
        producer.commitTransaction();
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
    }

    private static byte[] key(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }
}
