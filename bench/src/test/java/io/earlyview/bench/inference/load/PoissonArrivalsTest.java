package io.earlyview.bench.inference.load;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PoissonArrivalsTest {
    private static final double RATE = 200;
    private static final double SECONDS = 500;

    @Test
    void gapsAreExponentialAndNumbersInASecondArePoisson() {
        long[] times = PoissonArrivals.nanos(RATE, SECONDS, 11);

        double mean = RATE * SECONDS;
        assertEquals(mean, times.length, 4 * Math.sqrt(mean));
        double[] gaps = IntStream.range(1, times.length)
                .mapToDouble(i -> (times[i] - times[i - 1]) / 1e9)
                .toArray();
        // 1/e of exponential gaps are longer than their mean; of equal ones none would be.
        double longer = Arrays.stream(gaps).filter(gap -> gap > 1 / RATE).count() / (double) gaps.length;
        assertEquals(Math.exp(-1), longer, 0.01);
        double[] inASecond = new double[(int) SECONDS];
        Arrays.stream(times).forEach(time -> inASecond[(int) (time / 1e9)]++);
        double variance = Arrays.stream(inASecond)
                .map(n -> (n - RATE) * (n - RATE))
                .average()
                .orElseThrow();
        assertEquals(1, variance / RATE, 0.25, "of Poisson numbers the variance is the mean");
    }

    @Test
    void timesAreInOrderWithinTheTimeAndTheSeedsOwn() {
        long[] times = PoissonArrivals.nanos(RATE, 2, 5);

        assertTrue(IntStream.range(1, times.length).allMatch(i -> times[i - 1] <= times[i]));
        assertTrue(times[0] >= 0 && times[times.length - 1] < 2_000_000_000L);
        assertArrayEquals(times, PoissonArrivals.nanos(RATE, 2, 5));
        assertFalse(Arrays.equals(times, PoissonArrivals.nanos(RATE, 2, 6)));
    }

    @Test
    void noRateIsRefused() {
        String said = assertThrows(IllegalArgumentException.class, () -> PoissonArrivals.nanos(0, 3, 1))
                .getMessage();

        assertTrue(said.contains("0.0 a second for 3.0 s"), said);
    }
}
