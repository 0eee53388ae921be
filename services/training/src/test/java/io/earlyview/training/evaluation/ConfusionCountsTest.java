package io.earlyview.training.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ConfusionCountsTest {
    private static final double[] SCORES = {.9, .6, .4, .5, .1};
    private static final boolean[] POSITIVE = {true, true, true, false, false};

    @Test
    void countsByHand() {
        ConfusionCounts counts = ConfusionCounts.at(0.5, SCORES, POSITIVE);

        assertEquals(new ConfusionCounts(2, 1, 1, 1), counts);
        assertEquals(new Proportion(2, 3), counts.sensitivity());
        assertEquals(new Proportion(1, 2), counts.specificity());
        assertEquals(new Proportion(3, 5), counts.accuracy());
        assertEquals((2.0 / 3 + 0.5) / 2, counts.balancedAccuracy(), 1e-12);
    }

    @Test
    void netBenefitByHand() {
        // 0.2: odds 1 to 4. Decided positive: .9 .6 .4 | .5.
        ConfusionCounts counts = ConfusionCounts.at(0.2, SCORES, POSITIVE);

        assertEquals((3 - 1 * 0.25) / 5, counts.netBenefit(0.2), 1e-12);
        assertEquals((3 - 2 * 0.25) / 5, counts.netBenefitOfAllPositive(0.2), 1e-12);
        assertEquals(0, ConfusionCounts.at(2, SCORES, POSITIVE).netBenefit(0.2));
    }

    @Test
    void netBenefitAtCertaintyIsRefused() {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> new ConfusionCounts(1, 0, 1, 0).netBenefit(1));

        assertEquals("probability must lie between 0 and 1, but is 1.0", refused.getMessage());
    }

    @Test
    void reclassificationByHand() {
        double[] second = {.4, .6, .7, .1, .8};

        assertEquals(new Reclassification(1, 1, 1, 1), Reclassification.between(SCORES, second, POSITIVE, 0.5));
        assertEquals(new Reclassification(0, 0, 0, 0), Reclassification.between(SCORES, SCORES, POSITIVE, 0.5));
    }
}
