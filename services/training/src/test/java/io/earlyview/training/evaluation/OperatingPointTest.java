package io.earlyview.training.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OperatingPointTest {
    private static final double[] SCORES = {.9, .6, .4, .3, .5, .35, .1, .05};
    private static final boolean[] POSITIVE = {true, true, true, true, false, false, false, false};

    @Test
    void thresholdsByHand() {
        assertEquals(
                new OperatingPoint(.4, new Proportion(3, 4), new Proportion(3, 4)),
                OperatingPoint.atSensitivity(0.75, SCORES, POSITIVE));
        assertEquals(
                new OperatingPoint(.3, new Proportion(4, 4), new Proportion(2, 4)),
                OperatingPoint.atSensitivity(0.98, SCORES, POSITIVE));
        assertEquals(
                new OperatingPoint(Math.nextUp(.35), new Proportion(3, 4), new Proportion(3, 4)),
                OperatingPoint.atSpecificity(0.75, SCORES, POSITIVE));
    }

    @Test
    void theWantedShareIsReachedAndAFurtherStepWouldMissIt() {
        SplittableRandom random = new SplittableRandom(8);
        for (int round = 0; round < 100; round++) {
            boolean[] positive = Cohorts.halfPositive(60);
            double[] scores = Cohorts.scores(positive, 1, random);
            double wanted = random.nextInt(1, 31) / 30.0;

            OperatingPoint sensitive = OperatingPoint.atSensitivity(wanted, scores, positive);
            OperatingPoint specific = OperatingPoint.atSpecificity(wanted, scores, positive);

            assertEquals(wanted, sensitive.sensitivity().value(), 1e-9);
            assertEquals(wanted, specific.specificity().value(), 1e-9);
            assertTrue(OperatingPoint.at(Math.nextUp(sensitive.threshold()), scores, positive)
                            .sensitivity()
                            .value()
                    < wanted);
        }
    }

    @Test
    void tiedScoresGoTogether() {
        double[] tied = {.5, .5, .5, .5, .5, .5, .1, .1};

        assertEquals(
                new OperatingPoint(.5, new Proportion(4, 4), new Proportion(2, 4)),
                OperatingPoint.atSensitivity(0.5, tied, POSITIVE));
    }

    @Test
    void withoutTheClassNothingCanBeChosen() {
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class, () -> OperatingPoint.atSensitivity(0.9, new double[3], new boolean[3]));

        assertEquals("no case of the class that the threshold is chosen for, of 3", refused.getMessage());
    }
}
