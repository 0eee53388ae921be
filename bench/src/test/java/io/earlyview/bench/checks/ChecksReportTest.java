package io.earlyview.bench.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.bench.checks.Watched.Named;
import io.earlyview.training.domain.FittingOutcome;
import io.earlyview.training.domain.NamedFinding.Grade;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChecksReportTest {
    private static final SeededFault FAULT = new SeededFault('D', "spacing lost", Set.of("spacing-dropped"), _ -> {
        throw new IllegalStateException("not run here");
    });

    @Test
    void whatIsNamedLateOrNotAtAllIsAMiss() {
        FaultRow row = new FaultRow(
                FAULT,
                List.of(
                        run(new Named("spacing-dropped", Grade.WARNING, 0.1, "")),
                        run(new Named("spacing-dropped", Grade.ERROR, 0.11, "")),
                        run(new Named("memorising", Grade.ERROR, 0, ""))));

        assertEquals(1, row.namedEarly());
        assertEquals(2, row.named());
        String table = new ChecksReport(List.of(row), List.of(), List.of()).table();
        assertTrue(table.contains("| D | spacing lost | 1 of 3 **missed** | 2 of 3 | 0.110 |"), table);
        assertTrue(table.contains("Named in the first tenth: 1 of 3, 33.3 % (0.8 to 90.6)."), table);
    }

    @Test
    void anExactIntervalStandsWithEveryShare() {
        List<Watched> healthy = Collections.nCopies(200, run(new Named("dead-units", Grade.WARNING, 0.5, "")));
        String table = new ChecksReport(List.of(), healthy, healthy).table();

        assertTrue(table.contains("| with a finding of grade error | 0 of 200, 0.0 % (0.0 to 1.8) |"), table);
        assertTrue(table.contains("| WARNING `dead-units` | 200 of 200, 100.0 % (98.2 to 100.0) |"), table);
        assertTrue(table.startsWith("Simulated data. Research use only."), table);
    }

    @Test
    void refusalInWordsNamesAFaultThatComesBeforeAnyRun() {
        Watched refused = new Watched(new FittingOutcome.Failed("It holds the value NaN."), List.of());

        assertEquals(0, refused.namedBy(Set.of(SeededFault.REFUSED)).orElseThrow());
        assertTrue(refused.namedBy(Set.of("input-range")).isEmpty());
    }

    @Test
    void theFileKeepsWhatWasSaid() {
        String json = new ChecksReport(
                        List.of(), List.of(run(new Named("a", Grade.NOTE, 0.25, "so \"it\" is"))), List.of())
                .json(7);

        assertTrue(json.contains("\"seed\": 7"), json);
        assertTrue(json.contains("\"at\": 0.2500, \"sentence\": \"so \\\"it\\\" is\""), json);
    }

    private static Watched run(Named... named) {
        return new Watched(new FittingOutcome.Cancelled(0, List.of()), List.of(named));
    }
}
