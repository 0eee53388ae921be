package io.earlyview.bench.inference.contestant;

import ai.onnxruntime.OrtException;
import io.earlyview.v1.Frame;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The plain clients: one thread, one transaction for the scores of a poll and the offsets. Frames that wait are in memory only: after
 * a crash between two views the score never comes, which none of the others allows itself.
 */
public final class PlainConsumer {
    private static final Duration POLL = Duration.ofMillis(100);

    private PlainConsumer() {}

    public static void main(String[] arguments) throws IOException, OrtException {
        Task task = Task.of(arguments);
        Map<String, Frame> waiting = new HashMap<>();
        Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(task);
                KafkaProducer<byte[], byte[]> producer = producer(task);
                PairScoring scoring = new PairScoring(task.onnx())) {
            producer.initTransactions();
            consumer.subscribe(List.of(task.framesTopic()));
            while (true) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                Instant receivedAt = Instant.now();
                boolean open = false;
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    Frame frame = Frame.parseFrom(record.value());
                    Frame waited = waiting.remove(frame.getAcquisitionId());
                    if (waited == null) {
                        waiting.put(frame.getAcquisitionId(), frame);
                    } else {
                        if (!open) {
                            producer.beginTransaction();
                            open = true;
                        }
                        producer.send(new ProducerRecord<>(
                                task.scoresTopic(), record.key(), scoring.score(waited, frame, receivedAt)));
                    }
                }
                positions.putAll(records.nextOffsets());
                if (open) {
                    producer.sendOffsetsToTransaction(positions, consumer.groupMetadata());
                    producer.commitTransaction();
                }
            }
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer(Task task) {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        task.bootstrapServers(),
                        "group.id",
                        task.name(),
                        "isolation.level",
                        "read_committed",
                        "enable.auto.commit",
                        false,
                        "auto.offset.reset",
                        "earliest",
                        "max.partition.fetch.bytes",
                        4 << 20),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private static KafkaProducer<byte[], byte[]> producer(Task task) {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        task.bootstrapServers(),
                        "transactional.id",
                        task.name(),
                        "acks",
                        "all",
                        // A commit sends at once what lingers, so that this costs no time and saves requests.
                        "linger.ms",
                        100),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
