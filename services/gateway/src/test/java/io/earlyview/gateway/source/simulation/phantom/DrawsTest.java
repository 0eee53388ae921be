package io.earlyview.gateway.source.simulation.phantom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DrawsTest {

    private static final int DRAWS = 100_000;

    @Test
    void seedPurposeAndNumberMakeTheStream() {
        long one = Draws.of(1, Draws.Purpose.CASE, 0).seed();
        assertEquals(one, Draws.of(1, Draws.Purpose.CASE, 0).seed());
        assertNotEquals(one, Draws.of(2, Draws.Purpose.CASE, 0).seed());
        assertNotEquals(one, Draws.of(1, Draws.Purpose.LABEL, 0).seed());
        assertNotEquals(one, Draws.of(1, Draws.Purpose.CASE, 1).seed());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.2, 3, 5.9, 6.1, 12, 150})
    void meanAndVarianceOfCountsAreTheSame(double mean) {
        Draws draws = Draws.of(5, Draws.Purpose.NOISE, 0);
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < DRAWS; i++) {
            int count = draws.poisson(mean);
            sum += count;
            squares += (count - mean) * (count - mean);
        }
        assertEquals(mean, sum / DRAWS, 5 * Math.sqrt(mean / DRAWS));
        // The bent normal count is rounded: up to a twelfth and a bit of variance too much.
        assertEquals(mean, squares / DRAWS, 5 * Math.sqrt((mean + 2 * mean * mean) / DRAWS) + 0.17);
    }

    @Test
    void refusesWhatIsNoMean() {
        Draws draws = Draws.of(5, Draws.Purpose.NOISE, 0);
        assertThrows(IllegalArgumentException.class, () -> draws.poisson(-0.1));
        assertThrows(IllegalArgumentException.class, () -> draws.poisson(Double.NaN));
    }
}
