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
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the committed state of partitions back from topic {@code assembly}, before their first frame is taken. */
public final class AssemblyRestore {
    private static final Duration POLL = Duration.ofMillis(200);

    private final Map<String, Object> brokerSettings;

    public AssemblyRestore(Map<String, Object> brokerSettings) {
        Map<String, Object> settings = new HashMap<>(brokerSettings);
        settings.put("isolation.level", "read_committed");
        settings.put("enable.auto.commit", false);
        settings.put("max.partition.fetch.bytes", 16 << 20);
        settings.remove("group.id");
        settings.remove("group.instance.id");
        this.brokerSettings = settings;
    }

    /** Fills the assembly with what was committed for these partitions; returns how many acquisitions that were. */
    public int restore(Collection<Integer> partitions, FrameAssembly assembly) {
        List<TopicPartition> topicPartitions = partitions.stream()
                .map(partition -> new TopicPartition(Topics.ASSEMBLY.topicName(), partition))
                .toList();
        Map<Integer, Map<String, OpenAcquisition>> last = new HashMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(brokerSettings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(topicPartitions);
            consumer.seekToBeginning(topicPartitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(topicPartitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    keepLast(record, last.computeIfAbsent(record.partition(), p -> new HashMap<>()));
                }
            }
        }
        last.forEach((partition, open) -> open.values().forEach(acquisition -> assembly.put(partition, acquisition)));
        return last.values().stream().mapToInt(Map::size).sum();
    }

    private static void keepLast(ConsumerRecord<byte[], byte[]> record, Map<String, OpenAcquisition> open) {
        String acquisitionId = new String(record.key(), StandardCharsets.UTF_8);
        if (record.value() == null) {
            open.remove(acquisitionId);
        } else {
            open.put(acquisitionId, AssemblyStateCoding.decode(record.value()));
        }
    }
}
