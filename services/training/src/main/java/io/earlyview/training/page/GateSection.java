package io.earlyview.training.page;

import io.earlyview.training.page.Markup.Fact;
import io.earlyview.training.runs.CriteriaEntry;
import io.earlyview.training.runs.GateEntry;
import io.earlyview.training.runs.LockedSetEntry;
import io.earlyview.training.runs.Run;
import io.earlyview.v1.GateVerdict;
import io.earlyview.v1.Lineage;
import io.earlyview.v1.LockedTestSet;
import io.earlyview.v1.ReleaseDecision;
import io.earlyview.v1.ReleaseManifest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What was asked of the network before it was fitted, the locked test set, what the gate found, what was decided. */
final class GateSection {
    private static final String KIND = "DECISION_KIND_";
    private static final String OUTCOME = "GATE_OUTCOME_";

    private GateSection() {}

    static void write(Markup page, Subject subject) {
        page.heading("Gate and locked test set");
        List<Fact> facts = new ArrayList<>();
        List<String> found = List.of();
        if (subject.run().isPresent()) {
            Run run = subject.run().get();
            asked(run).ifPresent(facts::add);
            locked(run).ifPresent(facts::add);
            GateEntry gate = run.gate();
            facts.add(new Fact(
                    "Gate", gate == null ? "it was not reached" : gate.outcome().name()));
            found = gate == null ? found : gate.sentences();
        } else if (subject.release().isPresent()) {
            ReleaseManifest release = subject.release().get();
            facts.addAll(facts(release.getLineage()));
            GateVerdict gate = release.getGate();
            facts.add(new Fact(
                    "Gate", release.hasGate() ? gate.getOutcome().name().replace(OUTCOME, "") : "older than the gate"));
            found = gate.getSentencesList();
        }
        page.facts(facts);
        found.forEach(page::paragraph);
        subject.release().ifPresent(release -> decisions(page, release));
    }

    private static Optional<Fact> asked(Run run) {
        CriteriaEntry criteria = run.criteria();
        return Optional.ofNullable(criteria)
                .map(fixed -> new Fact(
                        "Asked beforehand",
                        String.join("; ", fixed.lines()) + "; fixed " + fixed.fixedAt() + ", SHA-256 "
                                + fixed.sha256()));
    }

    private static Optional<Fact> locked(Run run) {
        LockedSetEntry set = run.lockedSet();
        return Optional.ofNullable(set)
                .map(each -> new Fact("Locked test set", each.sentence() + " Looked at " + times(each.reads()) + "."));
    }

    private static List<Fact> facts(Lineage lineage) {
        List<Fact> facts = new ArrayList<>();
        if (lineage.getCriteriaCount() > 0) {
            facts.add(new Fact(
                    "Asked beforehand",
                    String.join("; ", lineage.getCriteriaList()) + "; SHA-256 " + lineage.getCriteriaSha256()));
        }
        if (lineage.hasLockedTestSet()) {
            LockedTestSet set = lineage.getLockedTestSet();
            facts.add(new Fact(
                    "Locked test set",
                    set.getExamples() + " examples of " + set.getPatients() + " patients. Looked at "
                            + times(set.getReads()) + " when it was made."));
        }
        return facts;
    }

    private static void decisions(Markup page, ReleaseManifest release) {
        if (release.getDecisionsCount() > 0) {
            page.smallHeading("Decisions");
            page.table(
                    List.of("When", "What", "By", "Why"),
                    release.getDecisionsList().stream().map(GateSection::row).toList());
        }
    }

    private static List<String> row(ReleaseDecision decision) {
        String why = decision.getOverrideReason().isEmpty()
                ? decision.getReason()
                : decision.getReason() + " The gate's word was overridden: " + decision.getOverrideReason();
        return List.of(
                Instant.ofEpochSecond(decision.getAt().getSeconds()).toString(),
                decision.getKind().name().replace(KIND, "").replace('_', ' ').toLowerCase(Locale.ROOT),
                decision.getBy(),
                why);
    }

    private static String times(int reads) {
        return reads == 1 ? "once" : reads + " times";
    }
}
