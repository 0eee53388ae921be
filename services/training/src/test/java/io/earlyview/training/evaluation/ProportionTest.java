package io.earlyview.training.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.hipparchus.distribution.discrete.BinomialDistribution;
import org.junit.jupiter.api.Test;

class ProportionTest {
    @Test
    void tenOfAHundredAsInTheTextbooks() {
        Proportion tenth = new Proportion(10, 100);

        assertEquals(0.1, tenth.value(), 1e-12);
        assertEquals(0.0490, tenth.low(), 5e-5);
        assertEquals(0.1762, tenth.high(), 5e-5);
    }

    @Test
    void endsHaveAClosedForm() {
        Proportion none = new Proportion(0, 59);
        Proportion all = new Proportion(59, 59);

        assertEquals(0, none.low());
        assertEquals(1 - Math.pow(0.025, 1.0 / 59), none.high(), 1e-8);
        assertEquals(Math.pow(0.025, 1.0 / 59), all.low(), 1e-8);
        assertEquals(1, all.high());
    }

    @Test
    void theIntervalHoldsTheTruthAtLeastAsOftenAsItSays() {
        for (double truth : new double[] {0.02, 0.3, 0.5, 0.95}) {
            BinomialDistribution hits = new BinomialDistribution(40, truth);
            double covered = 0;
            for (int k = 0; k <= 40; k++) {
                Proportion seen = new Proportion(k, 40);
                covered += seen.low() <= truth && truth <= seen.high() ? hits.probability(k) : 0;
            }
            assertTrue(covered >= 0.95, covered + " at " + truth);
        }
    }

    @Test
    void noCasesSayNothing() {
        Estimate nothing = new Proportion(0, 0).estimate();

        assertTrue(Double.isNaN(nothing.value()));
        assertEquals(0, nothing.low());
        assertEquals(1, nothing.high());
    }

    @Test
    void moreHitsThanCasesAreRefused() {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> new Proportion(4, 3));

        assertEquals("hits must lie in 0..3, but are 4", refused.getMessage());
    }
}
