package io.earlyview.training.release;

import io.earlyview.v1.GateOutcome;
import io.earlyview.v1.GateVerdict;
import io.earlyview.v1.ReleaseManifest;
import io.earlyview.v1.ReleaseStage;

/** Whether a release may become champion. */
sealed interface Promotability {
    /** It may. */
    record Free() implements Promotability {}

    /** It may, with a reason that is recorded. */
    record WithReason(String why) implements Promotability {}

    /** It may not. */
    record Never(String why) implements Promotability {}

    /** By the gate's verdict; {@code champion} is the id of the champion now, or empty. */
    static Promotability of(ReleaseManifest release, String champion) {
        String name = "Release " + release.getReleaseId();
        if (release.getReleaseId().equals(champion)) {
            return new Never(name + " is champion already.");
        }
        if (release.getStage() == ReleaseStage.RELEASE_STAGE_REJECTED) {
            return new Never(name + " was refused by the gate and can never be promoted. " + why(release.getGate()));
        }
        if (!release.hasGate()) {
            return new WithReason(name + " has no gate's verdict: it is older than the gate, or came with the system.");
        }
        GateVerdict gate = release.getGate();
        if (!gate.getCriteriaSha256().equals(release.getLineage().getCriteriaSha256())) {
            return new Never(name + " was judged by criteria with the SHA-256 " + gate.getCriteriaSha256()
                    + ", fixed before fitting were those with "
                    + release.getLineage().getCriteriaSha256() + ".");
        }
        if (gate.getOutcome() == GateOutcome.GATE_OUTCOME_WORSE) {
            return new WithReason(name + " is worse than the champion it was compared with. " + why(gate));
        }
        if (gate.getOutcome() != GateOutcome.GATE_OUTCOME_PASSED) {
            return new Never(name + " did not pass the gate. " + why(gate));
        }
        if (!gate.getChampionReleaseId().equals(champion)) {
            return new WithReason(name + " was compared with " + orNone(gate.getChampionReleaseId())
                    + ", champion now is " + orNone(champion) + ".");
        }
        return new Free();
    }

    private static String why(GateVerdict gate) {
        return String.join(" ", gate.getSentencesList());
    }

    private static String orNone(String releaseId) {
        return releaseId.isEmpty() ? "no champion" : releaseId;
    }
}
