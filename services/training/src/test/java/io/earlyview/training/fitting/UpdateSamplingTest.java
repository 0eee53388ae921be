package io.earlyview.training.fitting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class UpdateSamplingTest {
    /** What the rule on updates needs: twenty in a row after the warm-up, or four in a hundred steps of a short run. */
    @Test
    void enoughIsMeasuredBeforeATenthIsOver() {
        for (long steps : new long[] {100, 300, 500, 1500, 5000, 80_000}) {
            UpdateSampling sampling = new UpdateSampling(steps);
            long needed = Math.clamp(Math.round(0.04 * steps), 5, 20);
            assertTrue(measured(sampling, steps / 20 + 1, steps / 10) >= needed, steps + " steps");
        }
    }

    @Test
    void afterThatItIsMeasuredNoMoreThanItCosts() {
        assertEquals(90, measured(new UpdateSampling(1000), 101, 1000));
        assertEquals(90, measured(new UpdateSampling(3000), 301, 3000));
        assertEquals(900, measured(new UpdateSampling(50_000), 5001, 50_000));
    }

    private static long measured(UpdateSampling sampling, long from, long to) {
        return LongStream.rangeClosed(from, to).filter(sampling::at).count();
    }
}
