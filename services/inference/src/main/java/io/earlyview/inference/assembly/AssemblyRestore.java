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
    private static final Duration POLL = Duration.ofMillis(200);
    // An earlier owner's open transaction ends after its own 10 s at the latest.
    private static final Duration LONGEST_STANDSTILL = Duration.ofSeconds(30);
    private static final int REQUEST_MILLIS = 15_000;

    private final Map<String, Object> brokerSettings;

    public AssemblyRestore(Map<String, Object> brokerSettings) {
        Map<String, Object> settings = new HashMap<>(brokerSettings);
        settings.put("enable.auto.commit", false);
        settings.put("max.partition.fetch.bytes", 16 << 20);
        settings.put("default.api.timeout.ms", REQUEST_MILLIS);
        settings.remove("group.id");
        settings.remove("group.instance.id");
        this.brokerSettings = settings;
    }

    /** Fills the assembly with what was committed for these partitions; returns how many acquisitions that were. */
    public int restore(Collection<Integer> partitions, FrameAssembly assembly) {
        if (partitions.isEmpty()) {
            return 0;
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
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    keepLast(record, last.computeIfAbsent(record.partition(), p -> new HashMap<>()));
                }
                long now =
                        topicPartitions.stream().mapToLong(consumer::position).sum();
                if (now > read) {
                    read = now;
                    progress = System.nanoTime();
                } else if (System.nanoTime() - progress > LONGEST_STANDSTILL.toNanos()) {
                    throw new TimeoutException(
                            "state of partitions " + partitions + " not restored: no record in " + LONGEST_STANDSTILL);
                }
            }
        }
        int acquisitions = 0;
        for (Map.Entry<Integer, Map<String, byte[]>> partition : last.entrySet()) {
            for (OpenAcquisition acquisition :
                    StateRecords.joined(partition.getValue().values())) {
                assembly.restore(partition.getKey(), acquisition);
                acquisitions++;
            }
        }
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
