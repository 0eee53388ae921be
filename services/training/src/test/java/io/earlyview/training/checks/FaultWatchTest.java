package io.earlyview.training.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.earlyview.training.checks.finding.Finding;
import io.earlyview.training.checks.finding.Grade;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultWatchTest {
    private static final double PRIOR = Runs.BINARY.constantLoss();

    @Test
    void aFindingIsToldOnceAndAgainWhenItIsGraver() {
        FaultWatch watch = new FaultWatch(Runs.outline(Runs.BINARY, 100));
        List<String> told = new ArrayList<>();
        for (int number = 1; number <= 20; number++) {
            for (Finding finding : watch.take(Runs.epoch(number, PRIOR, 0.02))) {
                told.add(number + " " + finding.rule() + " " + finding.grade());
            }
        }

        assertEquals(List.of("3 prior-plateau WARNING", "9 prior-plateau ERROR", "9 no-evidence-of-signal NOTE"), told);
        assertEquals(3, watch.findings().size());
    }

    @Test
    void warningsLetTheRunGoOnAndErrorsStopIt() {
        FaultWatch watch = new FaultWatch(Runs.outline(Runs.BINARY, 100));
        for (int i = 1; i <= 3; i++) {
            watch.take(Runs.step(i, 0.7, 71));
        }
        assertEquals(Grade.WARNING, watch.findings().getFirst().grade());
        assertEquals(Verdict.GO_ON, watch.verdict());

        watch.take(Runs.step(4, Double.NaN, 71));

        assertEquals(Verdict.STOP, watch.verdict());
        watch.take(Runs.step(5, 0.7, 1));
        assertEquals(Verdict.STOP, watch.verdict());
    }

    @Test
    void theSameObservationsGiveTheSameFindings() {
        assertEquals(HealthyRuns.findings(5), HealthyRuns.findings(5));
    }
}
