package io.earlyview.training.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PairedRocDifferenceTest {
    private static final boolean[] POSITIVE = {true, true, true, true, true, false, false, false, false};
    private static final double[] FIRST = {.9, .6, .5, .8, .7, .6, .4, .3, .2};
    private static final double[] SECOND = {.8, .9, .7, .6, .95, .5, .65, .1, .3};

    /** Reference: the 2 x 2 covariance matrix of the paper, from all pairs, in NumPy. */
    @Test
    void agreesWithTheCovarianceMatrix() {
        PairedRocDifference found = PairedRocDifference.of(FIRST, SECOND, POSITIVE);

        assertEquals(0.025, found.difference(), 1e-12);
        assertEquals(0.1322875655532295, found.standardError(), 1e-12);
        assertEquals(0.8501067391385264, found.p(), 1e-9);
        assertEquals(0.025 - 1.959963985 * 0.1322875656, found.estimate().low(), 1e-8);
        assertEquals(0.025 + 1.959963985 * 0.1322875656, found.estimate().high(), 1e-8);
    }

    @Test
    void exchangingTheScoresTurnsTheSign() {
        PairedRocDifference there = PairedRocDifference.of(FIRST, SECOND, POSITIVE);
        PairedRocDifference back = PairedRocDifference.of(SECOND, FIRST, POSITIVE);

        assertEquals(-there.difference(), back.difference(), 1e-12);
        assertEquals(there.p(), back.p(), 1e-12);
    }

    @Test
    void aScoreDoesNotDifferFromARisingFunctionOfItself() {
        double[] cubed = new double[FIRST.length];
        for (int i = 0; i < cubed.length; i++) {
            cubed[i] = Math.pow(FIRST[i], 3);
        }

        assertEquals(1, PairedRocDifference.of(FIRST, cubed, POSITIVE).p());
    }

    @Test
    void pairingMakesTheIntervalNarrower() {
        SplittableRandom random = new SplittableRandom(4);
        boolean[] positive = Cohorts.halfPositive(200);
        double[] first = Cohorts.scores(positive, 1, random);
        double[] second = new double[first.length];
        for (int i = 0; i < second.length; i++) {
            second[i] = first[i] + 0.3 * random.nextGaussian();
        }

        double paired = PairedRocDifference.of(first, second, positive).standardError();
        double unpaired = Math.hypot(
                RocArea.of(first, positive).standardError(),
                RocArea.of(second, positive).standardError());

        assertTrue(paired < 0.5 * unpaired, paired + " against " + unpaired);
    }

    @Test
    void equallyGoodScoresDifferAtFivePercentAboutOneTimeInTwenty() {
        SplittableRandom random = new SplittableRandom(5);
        boolean[] positive = Cohorts.halfPositive(120);
        int found = 0;
        for (int round = 0; round < 1000; round++) {
            double[] first = Cohorts.scores(positive, 1, random);
            double[] second = Cohorts.scores(positive, 1, random);
            found += PairedRocDifference.of(first, second, positive).p() < 0.05 ? 1 : 0;
        }
        assertEquals(0.05, found / 1000.0, 0.02);
    }

    @Test
    void scoresOfOtherCasesAreRefused() {
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class, () -> PairedRocDifference.of(FIRST, new double[4], POSITIVE));

        assertEquals("second scores must have 9 cases, but have 4", refused.getMessage());
    }
}
