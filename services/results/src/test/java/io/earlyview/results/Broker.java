package io.earlyview.results;

import com.google.protobuf.MessageLite;
import io.earlyview.topics.Topics;
import io.earlyview.v1.AcquisitionEvent;
import io.earlyview.v1.Frame;
import io.earlyview.v1.Label;
import io.earlyview.v1.ReleaseManifest;
import io.earlyview.v1.Score;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** The other services' side of the topics. */
@ApplicationScoped
public class Broker {
    private final String bootstrapServers;
    private final KafkaProducer<byte[], byte[]> producer;

    Broker(@ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "max.request.size", 3 << 20),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    public void send(MessageLite message) {
        switch (message) {
            case AcquisitionEvent event -> send(Topics.ACQUISITIONS, event.getAcquisitionId(), event.toByteArray());
            case Frame frame -> send(Topics.FRAMES, frame.getAcquisitionId(), frame.toByteArray());
            case Score score -> send(Topics.SCORES, score.getAcquisitionId(), score.toByteArray());
            case Label label -> send(Topics.LABELS, label.getAcquisitionId(), label.toByteArray());
            case ReleaseManifest release ->
                send(Topics.MODELS, Topics.modelsKey(release.getExam(), "champion"), release.toByteArray());
            default -> throw new IllegalArgumentException("no topic for " + message.getClass());
        }
    }

    public void send(Topics topic, String key, byte @Nullable [] value) {
        try {
            producer.send(new ProducerRecord<>(topic.topicName(), key.getBytes(StandardCharsets.UTF_8), value))
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("the test's broker does not take a record", e);
        }
    }

    /** Sends many without waiting for each. */
    public void sendAll(List<? extends Score> scores) {
        scores.forEach(score -> producer.send(new ProducerRecord<>(
                "scores", score.getAcquisitionId().getBytes(StandardCharsets.UTF_8), score.toByteArray())));
        producer.flush();
    }

    /** Everything that lies on a topic now, tombstones included. */
    public List<ConsumerRecord<byte[], byte[]>> everythingOn(String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }

    @PreDestroy
    void close() {
        producer.close();
    }
}
