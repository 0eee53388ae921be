package io.earlyview.training.runs;

import io.earlyview.training.curation.DataSet;
import io.earlyview.training.domain.LabelledExample;
import io.earlyview.v1.DatasetOffset;
import java.util.List;
import java.util.Map;

/** What a run was trained on, without the tensors. */
public record DataSetEntry(
        int examples,
        Map<String, Integer> perClass,
        DataSet.LeftOut leftOut,
        boolean simulated,
        String sha256,
        List<OffsetEntry> offsets) {

    /** One partition that was read up to {@code endOffset}, exclusive. */
    public record OffsetEntry(String topic, int partition, long endOffset) {}

    static DataSetEntry of(DataSet dataSet) {
        return new DataSetEntry(
                dataSet.examples().size(),
                dataSet.perClass(),
                dataSet.left(),
                dataSet.examples().stream().anyMatch(LabelledExample::simulated),
                dataSet.sha256(),
                dataSet.offsets().stream()
                        .map(offset -> new OffsetEntry(offset.getTopic(), offset.getPartition(), offset.getEndOffset()))
                        .toList());
    }

    /** The same offsets in the contract's words. */
    List<DatasetOffset> toOffsets() {
        return offsets.stream()
                .map(end -> DatasetOffset.newBuilder()
                        .setTopic(end.topic())
                        .setPartition(end.partition())
                        .setEndOffset(end.endOffset())
                        .build())
                .toList();
    }

    /** Why this is too little to train on, with the counts and the limit. */
    String tooFew(String exam, int limit) {
        StringBuilder sentence = new StringBuilder("There are " + examples + " labelled examples of " + exam + " (");
        sentence.append(String.join(
                ", ",
                perClass.entrySet().stream()
                        .map(each -> each.getKey() + " " + each.getValue())
                        .toList()));
        sentence.append("); a run needs at least ").append(limit).append(".");
        if (leftOut.withoutLabel() > 0) {
            sentence.append(" Examples without a label: ")
                    .append(leftOut.withoutLabel())
                    .append(".");
        }
        if (leftOut.withoutExample() > 0) {
            sentence.append(" Labels whose acquisition has no example: ")
                    .append(leftOut.withoutExample())
                    .append(".");
        }
        if (leftOut.authorSawScore() > 0) {
            sentence.append(" Labels left out because their author had seen the score: ")
                    .append(leftOut.authorSawScore())
                    .append(".");
        }
        return sentence.toString();
    }
}
