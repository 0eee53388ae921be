package io.earlyview.local.audit;

import io.earlyview.topics.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads what is committed on a topic: from its beginning to its present end, and each further time what came since. */
final class TopicReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LONGEST_STANDSTILL = Duration.ofSeconds(60);

    private final Topics topic;
    private final KafkaConsumer<String, byte[]> consumer;
    private final List<TopicPartition> partitions;

    TopicReader(Topics topic, String bootstrapServers) {
        this.topic = topic;
        this.consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        this.partitions = consumer.partitionsFor(topic.topicName()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    void readOn(Consumer<ConsumerRecord<String, byte[]>> taken) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        long sign = System.nanoTime();
        long position = -1;
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(POLL).forEach(taken);
            long now = partitions.stream().mapToLong(consumer::position).sum();
            if (now != position) {
                position = now;
                sign = System.nanoTime();
            } else if (System.nanoTime() - sign > LONGEST_STANDSTILL.toNanos()) {
                throw new TimeoutException("topic " + topic.topicName() + " gave no record in "
                        + LONGEST_STANDSTILL.toSeconds() + " s although its end was not reached");
            }
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
