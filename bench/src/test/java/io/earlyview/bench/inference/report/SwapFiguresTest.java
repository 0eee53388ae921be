package io.earlyview.bench.inference.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SwapFiguresTest {
    @Test
    void theTailIsThatOfAllStretchesTogether() {
        // One stretch with swaps has a long tail, the other none: 20 slow ones of 2,000 are the hundredth.
        SwapFigures figures =
                figures(List.of(stretch(1000, 0), stretch(1000, 0)), List.of(stretch(1000, 21), stretch(1000, 0)));

        assertEquals(1, figures.stillP99Millis());
        assertEquals(9, figures.swappingP99Millis());
        assertFalse(figures.met());
        assertEquals(5, figures.ratio().median());
        assertEquals(1, figures.ratio().least());
    }

    @Test
    void fewSlowOnesAreNoTail() {
        SwapFigures figures = figures(List.of(stretch(1000, 0)), List.of(stretch(1000, 9)));

        assertEquals(1, figures.swappingP99Millis());
        assertTrue(figures.met());
        assertTrue(SwapFigures.table(new Machine("p", 2, "1 GiB", "k", "j", 0), "apart", List.of(figures))
                .contains("| met |"));
    }

    private static SwapFigures figures(List<long[]> still, List<long[]> swapping) {
        return SwapFigures.of("small", 100, 80, 2, List.of(0.5, 0.7), still, swapping);
    }

    /** Latencies of 1 ms, and some of 9 ms. */
    private static long[] stretch(int count, int slow) {
        return LongStream.range(0, count)
                .map(i -> i < slow ? 9_000_000 : 1_000_000)
                .toArray();
    }
}
