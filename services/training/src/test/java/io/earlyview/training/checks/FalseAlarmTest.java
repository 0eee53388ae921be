package io.earlyview.training.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.training.checks.HealthyRuns.Kind;
import io.earlyview.training.checks.finding.Finding;
import io.earlyview.training.checks.finding.Grade;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A check that cries wolf is switched off: healthy runs must be left alone. */
class FalseAlarmTest {
    private static final int RUNS = 200;

    @Test
    void noHealthyRunIsStopped() {
        List<String> errors = new ArrayList<>();
        for (long seed = 0; seed < RUNS; seed++) {
            for (Finding finding : HealthyRuns.findings(seed)) {
                if (finding.grade() == Grade.ERROR) {
                    errors.add(seed + " " + HealthyRuns.kind(seed) + ": " + finding.inWords());
                }
            }
        }

        assertEquals(List.of(), errors);
    }

    /** A slow start, or a weak signal's, is a plateau while it lasts, and is called so; nothing else may be warned of. */
    @Test
    void onlyASlowStartIsWarnedOf() {
        TreeSet<String> warnings = new TreeSet<>();
        for (long seed = 0; seed < RUNS; seed++) {
            for (Finding finding : HealthyRuns.findings(seed)) {
                if (finding.grade() == Grade.WARNING) {
                    warnings.add(HealthyRuns.kind(seed) + " " + finding.rule());
                }
            }
        }

        assertTrue(
                List.of(Kind.SLOW + " prior-plateau", Kind.WEAK + " prior-plateau")
                        .containsAll(warnings),
                warnings.toString());
    }
}
