package io.earlyview.local.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rows of table {@code score}, compared with what a subscriber was given. */
final class StoredView {
    private final SubscriberView topic;
    private final Map<String, Row> current = new HashMap<>();
    private final Set<List<Object>> numbers = new HashSet<>();
    private final Map<String, SubscriberView.Told> missing;
    private final List<Finding> findings = new ArrayList<>();

    /**
     * A row: what its columns say, and the revision that its copy of the record holds.
     *
     * @param probability what column {@code probability} says; NaN where it is empty
     */
    record Row(String scoreId, String acquisitionId, int revision, double probability, Revision original) {}

    StoredView(SubscriberView topic) {
        this.topic = topic;
        this.missing = new HashMap<>(topic.told());
    }

    void take(Row row) {
        missing.remove(row.scoreId());
        SubscriberView.Told told = topic.told().get(row.scoreId());
        if (told == null) {
            findings.add(Finding.lost(
                    row.acquisitionId(), "the database has revision " + row.revision() + ", the topic has it not"));
        } else if (!told.bytes().equals(row.original().bytes()) || !agrees(row)) {
            findings.add(Finding.regressed(
                    row.acquisitionId(),
                    "revision " + row.revision() + " in the database (" + row.probability()
                            + ") is not what the topic says (" + row.original().probability() + ")"));
        }
        if (!numbers.add(List.of(row.acquisitionId(), row.revision()))) {
            findings.add(
                    Finding.duplicated(row.acquisitionId(), "the database has two rows of revision " + row.revision()));
        }
        current.merge(row.acquisitionId(), row, (one, other) -> one.revision() >= other.revision() ? one : other);
    }

    private static boolean agrees(Row row) {
        Revision original = row.original();
        return row.scoreId().equals(original.scoreId())
                && row.acquisitionId().equals(original.acquisitionId())
                && row.revision() == original.number()
                && Double.compare(row.probability(), original.probability().orElse(Double.NaN)) == 0;
    }

    /** What is wrong, once every row was taken. */
    List<Finding> findings() {
        List<Finding> all = new ArrayList<>(findings);
        missing.forEach((scoreId, told) ->
                all.add(Finding.lost(told.acquisitionId(), "score " + scoreId + " is not in the database")));
        topic.histories().forEach((id, history) -> {
            Row row = current.get(id);
            if (row != null && !row.scoreId().equals(history.last().scoreId())) {
                all.add(Finding.regressed(
                        id,
                        "the database's score is revision " + row.revision() + ", the topic's is "
                                + history.last().number()));
            }
        });
        return all;
    }
}
