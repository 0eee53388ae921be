package io.earlyview.inference.assembly;

import io.earlyview.inference.domain.OpenAcquisition;
import io.earlyview.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the committed state of partitions back from topic {@code assembly}, before their first frame is taken. */
public final class AssemblyRestore {
    private static final Duration POLL = Duration.ofMillis(50);
    // An earlier owner's open transaction ends when it is fenced, or after its own 10 s and the broker's next look.
    private static final Duration LONGEST_STANDSTILL = Duration.ofSeconds(30);
    private static final int REQUEST_MILLIS = 15_000;

    private static final Duration STUCK = Duration.ofSeconds(1);

    private final Map<String, Object> brokerSettings;
    private final Runnable whenStuck;

    /** @param whenStuck ends the transaction of an earlier owner that is gone; run once where nothing moves for a second */
    public AssemblyRestore(Map<String, Object> brokerSettings, Runnable whenStuck) {
        this.whenStuck = whenStuck;
        Map<String, Object> settings = new HashMap<>(brokerSettings);
        settings.put("enable.auto.commit", false);
        settings.put("max.partition.fetch.bytes", 16 << 20);
        settings.put("default.api.timeout.ms", REQUEST_MILLIS);
        settings.remove("group.id");
        settings.remove("group.instance.id");
        this.brokerSettings = settings;
    }

    /** The acquisitions that were committed, by partition. */
    public Map<Integer, Collection<OpenAcquisition>> read(Collection<Integer> partitions) {
        if (partitions.isEmpty()) {
            return Map.of();
        }
        List<TopicPartition> topicPartitions = partitions.stream()
                .map(partition -> new TopicPartition(Topics.ASSEMBLY.topicName(), partition))
                .toList();
        Map<TopicPartition, Long> ends = ends(topicPartitions);
        Map<Integer, Map<String, byte[]>> last = new HashMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer("read_committed")) {
            consumer.assign(topicPartitions);
            consumer.seekToBeginning(topicPartitions);
            long progress = System.nanoTime();
            long read = 0;
            boolean helped = false;
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    keepLast(record, last.computeIfAbsent(record.partition(), p -> new HashMap<>()));
                }
                long now =
                        topicPartitions.stream().mapToLong(consumer::position).sum();
                if (now > read) {
                    read = now;
                    progress = System.nanoTime();
                } else if (!helped && System.nanoTime() - progress > STUCK.toNanos()) {
                    helped = true;
                    whenStuck.run();
                } else if (System.nanoTime() - progress > LONGEST_STANDSTILL.toNanos()) {
                    throw new TimeoutException(
                            "state of partitions " + partitions + " not restored: no record in " + LONGEST_STANDSTILL);
                }
            }
        }
        Map<Integer, Collection<OpenAcquisition>> acquisitions = new HashMap<>();
        partitions.forEach(
                partition -> acquisitions.put(partition, StateRecords.joined(last.getOrDefault(partition, Map.of()))));
        return acquisitions;
    }

    /**
     * Where the partitions end, open transactions included: a transaction that an earlier owner left open hides what was
     * committed behind it, so reading must wait until it has ended.
     */
    private Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer("read_uncommitted")) {
            return consumer.endOffsets(partitions);
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer(String isolation) {
        Map<String, Object> settings = new HashMap<>(brokerSettings);
        settings.put("isolation.level", isolation);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static void keepLast(ConsumerRecord<byte[], byte[]> record, Map<String, byte[]> last) {
        String key = new String(record.key(), StandardCharsets.UTF_8);
        if (record.value() == null) {
            last.remove(key);
        } else {
            last.put(key, record.value());
        }
    }
}
