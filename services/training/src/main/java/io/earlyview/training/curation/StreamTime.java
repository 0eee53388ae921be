package io.earlyview.training.curation;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * How far reading has come, as a time: that of the partition furthest behind, by its records' timestamps. A partition
 * read to its end is as far as the clock, or a silent scanner would hold the offsets for ever; one that is still being
 * read is not, or a backlog would make its acquisitions look old before their frames have been read.
 */
final class StreamTime {
    private final Clock clock;
    private final Map<TopicPartition, Long> lastTimestamps = new HashMap<>();

    StreamTime(Clock clock) {
        this.clock = clock;
    }

    void note(ConsumerRecord<?, ?> kafkaRecord) {
        lastTimestamps.merge(
                new TopicPartition(kafkaRecord.topic(), kafkaRecord.partition()), kafkaRecord.timestamp(), Math::max);
    }

    /** Milliseconds since 1970; 0 while a partition has given no sign. */
    long millis(Consumer<?, ?> consumer) {
        long earliest = clock.millis();
        for (TopicPartition partition : consumer.assignment()) {
            OptionalLong lag = consumer.currentLag(partition);
            if (lag.isEmpty() || lag.getAsLong() > 0) {
                earliest = Math.min(earliest, lastTimestamps.getOrDefault(partition, 0L));
            }
        }
        return earliest;
    }

    void clear() {
        lastTimestamps.clear();
    }
}
