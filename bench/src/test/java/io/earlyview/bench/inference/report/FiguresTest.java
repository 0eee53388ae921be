package io.earlyview.bench.inference.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FiguresTest {
    private static final LoadFigures.InProcess QUICK = new LoadFigures.InProcess(40, 300, 30, 60);

    @Test
    void percentilesAreValuesThatOccurred() {
        long[] values = LongStream.rangeClosed(1, 200).map(i -> 201 - i).toArray();

        assertEquals(100, Spread.percentile(values, 0.5));
        assertEquals(198, Spread.percentile(values, 0.99));
        assertEquals(200, Spread.percentile(values, 1));
        assertEquals(7, Spread.percentile(new long[] {7}, 0.99));
    }

    @Test
    void aSpreadIsMedianAndEnds() {
        assertEquals(new Spread(2, 1, 9), Spread.of(DoubleStream.of(9, 1, 2)));
        assertEquals(new Spread(3, 1, 9), Spread.of(DoubleStream.of(9, 1, 2, 4)));
    }

    @Test
    void aShareOfRawIsThatOfTheSameRound() {
        // A machine that got three times slower after the first round: each round says 0.9.
        NetworkFigures network = network(
                List.of(raw(300), raw(100)),
                List.of(visit("EarlyView", 1, 270, QUICK), visit("EarlyView", 2, 90, QUICK)));

        assertEquals(0.9, network.ofRaw("EarlyView").median(), 1e-12);
        assertEquals(0.9, network.ofRaw("EarlyView").least(), 1e-12);
    }

    @Test
    void aPeerThatIsFasterIsNamedAndTheAimMissed() {
        NetworkFigures network = network(
                List.of(raw(100)), List.of(visit("EarlyView", 1, 98, QUICK), visit("plain clients", 1, 98.5, null)));

        List<Aims.Aim> aims = Aims.of(List.of(network), "EarlyView");

        assertTrue(aim(aims, "at least 0.97 of raw").met());
        assertFalse(aim(aims, "no peer faster").met());
        assertTrue(aim(aims, "no peer faster").measured().startsWith("plain clients is the fastest, 98.5"));
        assertTrue(aim(aims, "p50 at most 50 µs").met());
        assertFalse(aim(aims, "p99 at most 250 µs").met());
        assertFalse(
                aims.stream().anyMatch(each -> each.wanted().contains("latency")),
                "that is asked of the other network");
    }

    @Test
    void aShortNetworkHasItsOwnLimitAndLatencies() {
        NetworkFigures network = network(List.of(raw(3000)), List.of(visit("EarlyView", 1, 2500, null)));

        List<Aims.Aim> aims = Aims.of(List.of(network), "EarlyView");

        assertFalse(aim(aims, "at least 0.85 of raw").met());
        assertTrue(aim(aims, "latency p50 at most 3 ms").met());
        assertFalse(aim(aims, "latency p99 at most 10 ms").met());
        assertFalse(aims.stream().anyMatch(each -> each.wanted().contains("µs")), "the scores do not tell");
    }

    @Test
    void aPageSaysWhatWasMeasuredAndWhatWasNot() {
        NetworkFigures network = network(
                List.of(raw(100), raw(102)),
                List.of(
                        visit("EarlyView", 1, 98, null),
                        visit("Flink", 1, 60, QUICK),
                        visit("Flink", 2, 62, QUICK),
                        visit("EarlyView", 2, 99, null)));
        InferenceFigures figures = new InferenceFigures(
                LocalDate.of(2026, 11, 29),
                "./earlyview bench inference",
                new Machine("a processor", 2, "23 GiB", "Linux", "25", 0.1),
                "the contestant alone on processor 1",
                Map.of("Flink", "2.2.0"),
                2,
                8,
                List.of(network));

        String page = InferencePage.of(figures, "EarlyView");

        assertTrue(page.contains("Research use only"), page);
        assertTrue(page.contains("| raw ONNX Runtime | 101.0 (100.0 to 102.0) | 1 |"), page);
        assertTrue(page.contains("| Flink | 61.0 (60.0 to 62.0) | 0.604 (0.600 to 0.608) |"), page);
        assertTrue(page.contains("| EarlyView | 2.00 (2.00 to 2.00) | 12.00 (12.00 to 12.00) | not told |"), page);
        assertTrue(page.contains("EarlyView is the fastest, 98.5 a second | met |"), page);
        assertTrue(page.lines().filter(line -> line.startsWith("|")).allMatch(line -> line.endsWith("|")), page);
    }

    private static Aims.Aim aim(List<Aims.Aim> aims, String words) {
        return aims.stream()
                .filter(each -> each.wanted().contains(words))
                .findFirst()
                .orElseThrow(() -> new AssertionError(words + " is not among " + aims));
    }

    private static NetworkFigures network(List<Drain> raw, List<VisitFigures> visits) {
        return new NetworkFigures("some", 100, "ab".repeat(32), 128, 50, raw, visits);
    }

    private static Drain raw(double perSecond) {
        return new Drain((int) (10 * perSecond), 10, 10);
    }

    private static VisitFigures visit(
            String contestant, int round, double perSecond, LoadFigures.@Nullable InProcess inProcess) {
        List<LoadFigures> loads = List.of(
                new LoadFigures(0.5, 25, 200, 2, 12, 0.2, inProcess),
                new LoadFigures(0.8, 40, 320, 3, 30, 0.2, inProcess));
        return new VisitFigures(contestant, round, new Drain((int) (10 * perSecond), 10, 9), loads);
    }
}
