package io.earlyview.training.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.training.checks.TinyNetwork.Ended;
import io.earlyview.training.checks.TinyNetwork.Treatment;
import io.earlyview.training.checks.finding.Finding;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Faults put into a network that is really fitted, twenty seeds each: named, stopped early, and never without a fault. */
class SeededFaultTest {
    private static final int SEEDS = 20;
    private static final double EARLY = 0.1;

    @Test
    void aSoundNetworkIsLeftAlone() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Ended ended = TinyNetwork.fit(Treatment.SOUND, seed);
            assertEquals(List.of(), ended.watch().findings(), "seed " + seed);
            assertEquals(1, ended.share(), "seed " + seed);
        }
    }

    @Test
    void rawOutputsInALikelihoodAreNamedBeforeTheFirstStep() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Ended ended = TinyNetwork.fit(new Treatment(0.1, 1, 0, false), seed);
            assertTrue(rules(ended).contains("unbounded-loss"), "seed " + seed);
            assertEquals(0, ended.share(), "seed " + seed);
        }
    }

    @Test
    void unitsThatNeverAnswerAreNamedEarly() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Ended ended = TinyNetwork.fit(new Treatment(0.1, 1, -100, true), seed);
            Set<String> rules = rules(ended);
            assertTrue(rules.contains("dead-units") || rules.contains("collapsed-outputs"), seed + " " + rules);
            assertEarly(ended, seed);
        }
    }

    @Test
    void aLearningRateFarTooHighIsNamedEarly() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Ended ended = TinyNetwork.fit(new Treatment(300, 1, 0, true), seed);
            Set<String> rules = rules(ended);
            assertTrue(
                    rules.contains("gradient-exploding")
                            || rules.contains("dead-units")
                            || rules.contains("not-a-number"),
                    seed + " " + rules);
            assertEarly(ended, seed);
        }
    }

    @Test
    void aLearningRateFarTooLowIsNamed() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Set<String> rules = rules(TinyNetwork.fit(new Treatment(1e-5, 1, 0, true), seed));
            assertTrue(rules.contains("update-ratio"), seed + " " + rules);
        }
    }

    @Test
    void inputsThatWereNotScaledAreNamedBeforeTheRun() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Finding first = TinyNetwork.fit(new Treatment(0.1, 1000, 0, true), seed)
                    .watch()
                    .findings()
                    .getFirst();
            assertEquals("input-range", first.rule(), "seed " + seed);
        }
    }

    private static Set<String> rules(Ended ended) {
        return ended.watch().findings().stream().map(Finding::rule).collect(Collectors.toSet());
    }

    private static void assertEarly(Ended ended, long seed) {
        assertEquals(Verdict.STOP, ended.watch().verdict(), "seed " + seed);
        assertTrue(ended.share() <= EARLY, "seed " + seed + " stopped after " + ended.share());
    }
}
