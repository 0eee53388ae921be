package io.earlyview.gateway.source.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoissonCountsTest {

    private static final int DRAWS = 100_000;

    @ParameterizedTest
    @ValueSource(doubles = {0.15, 1, 7.5, 23.9, 24.1, 180})
    void meanAndVarianceAreTheSame(double mean) {
        Chance chance = Chance.of(11, Chance.Purpose.NOISE, 0);
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < DRAWS; i++) {
            int count = PoissonCounts.draw(mean, chance);
            sum += count;
            squares += (count - mean) * (count - mean);
        }
        // Five standard errors; the fourth central moment of a Poisson count is mean + 3 mean².
        assertEquals(mean, sum / DRAWS, 5 * Math.sqrt(mean / DRAWS));
        assertEquals(mean, squares / DRAWS, 5 * Math.sqrt((mean + 2 * mean * mean) / DRAWS));
    }

    @Test
    void nothingExpectedGivesNothing() {
        assertEquals(0, PoissonCounts.draw(0, Chance.of(1, Chance.Purpose.NOISE, 0)));
    }

    @Test
    void refusesWhatIsNoMean() {
        Chance chance = Chance.of(1, Chance.Purpose.NOISE, 0);
        assertThrows(IllegalArgumentException.class, () -> PoissonCounts.draw(-0.1, chance));
        assertThrows(IllegalArgumentException.class, () -> PoissonCounts.draw(Double.NaN, chance));
        assertThrows(IllegalArgumentException.class, () -> PoissonCounts.draw(1e6, chance));
    }
}
