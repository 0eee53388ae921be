package io.earlyview.training.curation;

import com.google.protobuf.InvalidProtocolBufferException;
import io.earlyview.exams.ExamDescriptor;
import io.earlyview.topics.Topics;
import io.earlyview.v1.Label;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Which acquisitions have a label and an example, and since which offsets. Holds labels and keys; an example's tensor is
 * not looked at.
 *
 * <p>A label that says what the one before it said is no news, nor is an example that is sent again: both happen when work
 * is repeated.
 */
final class JoinedLabels {
    private final Map<String, Placed> labels = new HashMap<>();
    private final Map<String, Place> examples = new HashMap<>();
    private final Map<String, Erased> erased = new HashMap<>();

    /** Where a record lies. */
    private record Place(TopicPartition partition, long offset) {
        static Place of(ConsumerRecord<?, ?> kafkaRecord) {
            return new Place(new TopicPartition(kafkaRecord.topic(), kafkaRecord.partition()), kafkaRecord.offset());
        }

        boolean isBehind(Map<TopicPartition, Long> ends) {
            return offset >= ends.getOrDefault(partition, 0L);
        }
    }

    private record Placed(Label label, Place place) {}

    private record Erased(String exam, Place place) {}

    /** Takes a record of {@code labels} or {@code examples}. */
    void take(ConsumerRecord<String, byte[]> kafkaRecord) {
        byte @Nullable [] value = kafkaRecord.value();
        boolean isLabel = kafkaRecord.topic().equals(Topics.LABELS.topicName());
        if (value == null) {
            erase(kafkaRecord, isLabel);
        } else if (isLabel) {
            label(kafkaRecord.key(), value, Place.of(kafkaRecord));
        } else {
            examples.putIfAbsent(kafkaRecord.key(), Place.of(kafkaRecord));
        }
    }

    private void erase(ConsumerRecord<String, byte[]> tombstone, boolean isLabel) {
        Placed label = labels.get(tombstone.key());
        if (label != null && examples.containsKey(tombstone.key())) {
            erased.put(tombstone.key(), new Erased(label.label().getExam(), Place.of(tombstone)));
        }
        if (isLabel) {
            labels.remove(tombstone.key());
        } else {
            examples.remove(tombstone.key());
        }
    }

    private void label(String acquisitionId, byte[] value, Place place) {
        try {
            Label label = Label.parseFrom(value).toBuilder().clearLabelledAt().build();
            Placed before = labels.get(acquisitionId);
            if (before == null || !before.label().equals(label)) {
                labels.put(acquisitionId, new Placed(label, place));
            }
        } catch (InvalidProtocolBufferException e) {
            labels.remove(acquisitionId); // as a data set sees it
        }
    }

    /** What there is of an exam, and what of it came behind these offsets. */
    LabelTally tally(ExamDescriptor exam, Map<TopicPartition, Long> ends) {
        int joined = 0;
        int fresh = 0;
        for (Map.Entry<String, Placed> entry : labels.entrySet()) {
            Placed label = entry.getValue();
            Place example = examples.get(entry.getKey());
            if (example != null
                    && label.label().getExam().equals(exam.exam())
                    && LabelJoin.usable(label.label(), exam)) {
                joined++;
                fresh += label.place().isBehind(ends) || example.isBehind(ends) ? 1 : 0;
            }
        }
        int gone = (int) erased.values().stream()
                .filter(each -> each.exam().equals(exam.exam()) && each.place().isBehind(ends))
                .count();
        return new LabelTally(joined, fresh, gone);
    }
}
