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

    /** What is remembered of a score: whose it is, and a digest of its bytes. */
    record Told(String acquisitionId, String bytes) {}

    void take(Revision revision) {
        histories
                .computeIfAbsent(revision.acquisitionId(), id -> new AcquisitionHistory())
                .take(revision)
                .ifPresent(findings::add);
        told.putIfAbsent(revision.scoreId(), new Told(revision.acquisitionId(), revision.bytes()));
    }

    /** Asks for a score that another subscriber was given. */
    void mustHave(String scoreId, String acquisitionId) {
        if (!told.containsKey(scoreId)) {
            findings.add(Finding.lost(
                    acquisitionId, "a subscriber was given score " + scoreId + ", and it is no longer on the topic"));
        }
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
