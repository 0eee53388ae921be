package io.earlyview.training.checks.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.training.checks.finding.Evidence;
import io.earlyview.training.checks.finding.Finding;
import io.earlyview.training.checks.finding.Grade;
import io.earlyview.training.checks.observation.Observation;
import java.util.List;
import java.util.Optional;

/** Shows a rule some observations and asks what it said to the last one. */
public final class Looks {
    private Looks() {}

    public static Optional<Finding> last(Rule rule, List<? extends Observation> observations) {
        Optional<Finding> said = Optional.empty();
        for (Observation observation : observations) {
            said = rule.look(observation);
        }
        return said;
    }

    /** Asserts that the last observation is found this grave, on evidence that begins outside its limits. */
    public static Finding found(Grade grade, Rule rule, List<? extends Observation> observations) {
        Finding finding = last(rule, observations).orElseThrow(() -> new AssertionError("nothing was found"));
        assertEquals(grade, finding.grade(), finding.inWords());
        Evidence deciding = finding.evidence().getFirst();
        assertTrue(!deciding.healthy(), finding.inWords());
        return finding;
    }

    public static Finding found(Grade grade, Rule rule, Observation observation) {
        return found(grade, rule, List.of(observation));
    }

    public static void silent(Rule rule, List<? extends Observation> observations) {
        assertEquals(Optional.empty(), last(rule, observations));
    }

    public static void silent(Rule rule, Observation observation) {
        silent(rule, List.of(observation));
    }
}
