package io.earlyview.training.curation;

import io.earlyview.exams.ExamDescriptor;
import io.earlyview.topics.Topics;
import io.earlyview.training.broker.BrokerClients;
import io.earlyview.training.broker.TopicReplay;
import io.earlyview.training.domain.FurtherViewSource;
import io.earlyview.v1.DatasetOffset;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Reads the data set of an exam from the topics {@code labels} and {@code examples}. */
@ApplicationScoped
public class DataSetReader {
    private final BrokerClients clients;

    public DataSetReader(BrokerClients clients) {
        this.clients = clients;
    }

    /**
     * The data set as it stands now. Takes 4 bytes a pixel of memory: 128 KiB for a labelled DaTscan, 8 MiB for a volume.
     *
     * @throws KafkaException if the broker does not answer
     * @throws IllegalStateException if the examples would take more than 0.7 of the heap
     */
    public DataSet read(ExamDescriptor exam) {
        String labels = Topics.LABELS.topicName();
        String examples = Topics.EXAMPLES.topicName();
        try (TopicReplay replay = TopicReplay.pinned(clients.reader(), List.of(labels, examples))) {
            LabelJoin join = new LabelJoin(exam);
            replay.read(labels, label -> join.label(label.key(), label.value()));
            replay.read(examples, example -> join.example(example.key(), example.value()));
            return join.joined(offsets(replay));
        }
    }

    /**
     * The data set as it stood at the offsets of an earlier reading, as far as the topics still hold it: its hash tells.
     * Also looks at what came behind those offsets, for what has been erased since.
     *
     * @throws KafkaException if the broker does not answer
     */
    public Again readAgain(ExamDescriptor exam, List<DatasetOffset> offsets) {
        String labels = Topics.LABELS.topicName();
        String examples = Topics.EXAMPLES.topicName();
        Map<TopicPartition, Long> ends = ends(offsets);
        Set<String> erased = new HashSet<>();
        try (TopicReplay replay = TopicReplay.pinned(clients.reader(), List.of(labels, examples))) {
            LabelJoin join = new LabelJoin(exam);
            replay.read(labels, label -> {
                if (isBefore(ends, label)) {
                    join.label(label.key(), label.value());
                } else {
                    noteErased(label, erased);
                }
            });
            replay.read(examples, example -> {
                if (isBefore(ends, example)) {
                    join.example(example.key(), example.value());
                } else {
                    noteErased(example, erased);
                }
            });
            DataSet then = join.joined(offsets);
            return new Again(then, (int) then.examples().stream()
                    .filter(example -> erased.contains(example.acquisitionId()))
                    .count());
        }
    }

    /**
     * The views of a data set's examples beyond the needed ones, from the same records as far as compaction has left them. Read
     * from the broker each time they are asked for.
     */
    public FurtherViewSource further(DataSet dataSet) {
        return new FurtherReading(clients, dataSet);
    }

    /**
     * A data set read again.
     *
     * @param erasedSince how many of its examples or their labels have been erased since
     */
    public record Again(DataSet dataSet, int erasedSince) {}

    /** The same offsets in the broker's words. */
    static Map<TopicPartition, Long> ends(List<DatasetOffset> offsets) {
        Map<TopicPartition, Long> ends = new HashMap<>();
        offsets.forEach(end -> ends.put(new TopicPartition(end.getTopic(), end.getPartition()), end.getEndOffset()));
        return ends;
    }

    static boolean isBefore(Map<TopicPartition, Long> ends, ConsumerRecord<?, ?> kafkaRecord) {
        return kafkaRecord.offset()
                < ends.getOrDefault(new TopicPartition(kafkaRecord.topic(), kafkaRecord.partition()), 0L);
    }

    /** A tombstone counts whatever came behind it: who was erased did not agree to what was read before. */
    private static void noteErased(ConsumerRecord<String, byte[]> kafkaRecord, Set<String> erased) {
        byte @Nullable [] value = kafkaRecord.value();
        if (value == null) {
            erased.add(kafkaRecord.key());
        }
    }

    private static List<DatasetOffset> offsets(TopicReplay replay) {
        return replay.ends().entrySet().stream()
                .map(end -> DatasetOffset.newBuilder()
                        .setTopic(end.getKey().topic())
                        .setPartition(end.getKey().partition())
                        .setEndOffset(end.getValue())
                        .build())
                .toList();
    }
}
