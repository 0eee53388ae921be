package io.earlyview.local.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a read-committed subscriber of topic {@code scores} has been given, from the topic's beginning on. */
final class SubscriberView {
    private final Map<String, AcquisitionHistory> histories = new HashMap<>();
    private final Map<String, Told> told = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private int records;

    /** What is remembered of a score: whose it is, and a digest of its bytes. */
    record Told(String acquisitionId, String bytes) {}

    void take(Revision revision) {
        records++;
        histories
                .computeIfAbsent(revision.acquisitionId(), id -> new AcquisitionHistory())
                .take(revision)
                .ifPresent(findings::add);
        told.putIfAbsent(revision.scoreId(), new Told(revision.acquisitionId(), revision.bytes()));
    }

    /** Scores that another subscriber was given, acquisition id by score id, and that are no longer there. */
    List<Finding> vanished(Map<String, String> seen) {
        return seen.entrySet().stream()
                .filter(score -> !told.containsKey(score.getKey()))
                .map(score -> Finding.lost(
                        score.getValue(),
                        "a subscriber was given score " + score.getKey() + ", and it is no longer on the topic"))
                .toList();
    }

    /** How many records came. */
    int records() {
        return records;
    }

    Optional<AcquisitionHistory> of(String acquisitionId) {
        return Optional.ofNullable(histories.get(acquisitionId));
    }

    /** The most frames that any acquisition's first score rested on. */
    int firstFrames() {
        return histories.values().stream()
                .mapToInt(AcquisitionHistory::firstFrames)
                .max()
                .orElse(0);
    }

    Map<String, AcquisitionHistory> histories() {
        return histories;
    }

    /** By score id. */
    Map<String, Told> told() {
        return told;
    }

    /** What was wrong with the order of what came. */
    List<Finding> findings() {
        return findings;
    }
}
