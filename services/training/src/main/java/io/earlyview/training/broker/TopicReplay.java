package io.earlyview.training.broker;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads topics from the beginning up to end offsets pinned once. What is appended while reading does not count, so two
 * topics can be read one after the other and still belong to the same moment. Sees committed records only.
 */
public final class TopicReplay implements AutoCloseable {
    private static final Duration POLL_WAIT = Duration.ofMillis(200);
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);

    private final Consumer<String, byte[]> consumer;
    private final Map<TopicPartition, Long> ends;

    private TopicReplay(Consumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
        this.consumer = consumer;
        this.ends = ends;
    }

    /** Pins the ends of these topics. The replay closes the consumer. A topic that does not exist has no partitions. */
    public static TopicReplay pinned(Consumer<String, byte[]> consumer, Collection<String> topics) {
        List<TopicPartition> partitions =
                topics.stream().flatMap(topic -> partitions(consumer, topic)).toList();
        TreeMap<TopicPartition, Long> ends = new TreeMap<>(TopicReplay::byName);
        ends.putAll(consumer.endOffsets(partitions));
        return new TopicReplay(consumer, ends);
    }

    private static Stream<TopicPartition> partitions(Consumer<?, ?> consumer, String topic) {
        List<PartitionInfo> found = consumer.partitionsFor(topic);
        return found == null
                ? Stream.empty()
                : found.stream().map(partition -> new TopicPartition(topic, partition.partition()));
    }

    private static int byName(TopicPartition left, TopicPartition right) {
        int topics = left.topic().compareTo(right.topic());
        return topics == 0 ? Integer.compare(left.partition(), right.partition()) : topics;
    }

    /** The pinned ends (exclusive), in order of topic and partition. */
    public Map<TopicPartition, Long> ends() {
        return ends;
    }

    /** Takes one record. Records of one key come in the order they were written; a null value is a tombstone. */
    public interface Taker {
        void take(ConsumerRecord<String, byte[]> kafkaRecord);
    }

    /**
     * Hands every record of the topic that lies before the pinned end to {@code taker}.
     *
     * @throws KafkaException if the broker gives nothing for a minute, or refuses
     */
    public void read(String topic, Taker taker) {
        List<TopicPartition> partitions = ends.keySet().stream()
                .filter(partition -> partition.topic().equals(topic))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        long silentSince = System.nanoTime();
        long progress = -1;
        while (partitions.stream().anyMatch(this::unread)) {
            ConsumerRecords<String, byte[]> records = consumer.poll(POLL_WAIT);
            for (ConsumerRecord<String, byte[]> kafkaRecord : records) {
                if (kafkaRecord.offset() < endOf(kafkaRecord)) {
                    taker.take(kafkaRecord);
                }
            }
            long now = partitions.stream().mapToLong(consumer::position).sum();
            if (now != progress) {
                progress = now;
                silentSince = System.nanoTime();
            } else if (System.nanoTime() - silentSince > LONGEST_SILENCE.toNanos()) {
                throw new KafkaException("topic " + topic + " gave nothing for " + LONGEST_SILENCE.toSeconds() + " s");
            }
        }
    }

    private long endOf(ConsumerRecord<?, ?> kafkaRecord) {
        return ends.getOrDefault(new TopicPartition(kafkaRecord.topic(), kafkaRecord.partition()), 0L);
    }

    private boolean unread(TopicPartition partition) {
        // Compaction and transaction markers leave gaps: the position passes them, record offsets would not.
        return consumer.position(partition) < ends.getOrDefault(partition, 0L);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
