package io.earlyview.training.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CalibrationLineTest {
    /** Reference: Newton's method with the 2 x 2 information matrix in NumPy. */
    @Test
    void agreesWithAnotherFit() {
        double[] probabilities = {.1, .2, .3, .4, .5, .6, .7, .8, .9, .95};
        boolean[] positive = {false, false, true, false, true, false, true, true, false, true};

        CalibrationLine line = CalibrationLine.of(probabilities, positive).orElseThrow();

        assertEquals(-0.15703023763412266, line.intercept(), 1e-8);
        assertEquals(0.5545698458124096, line.slope(), 1e-8);
        assertEquals(0.6950060252977539, line.interceptError(), 1e-7);
        assertEquals(0.49316856116766, line.slopeError(), 1e-7);
    }

    @Test
    void twoProbabilitiesHaveAClosedForm() {
        // 1 of 4 at 0.5 and 3 of 4 at 0.9: logits 0 and ln 9, observed log-odds -ln 3 and ln 3.
        double[] probabilities = {.5, .5, .5, .5, .9, .9, .9, .9};
        boolean[] positive = {true, false, false, false, true, true, true, false};

        CalibrationLine line = CalibrationLine.of(probabilities, positive).orElseThrow();

        assertEquals(-Math.log(3), line.intercept(), 1e-8);
        assertEquals(1, line.slope(), 1e-8);
        assertEquals(Math.sqrt(4.0 / 3), line.interceptError(), 1e-7);
    }

    @Test
    void calibratedProbabilitiesLieOnTheDiagonalAndOverconfidentOnesDoNot() {
        SplittableRandom random = new SplittableRandom(6);
        int covered = 0;
        for (int round = 0; round < 400; round++) {
            double[] calibrated = new double[300];
            boolean[] positive = new boolean[300];
            for (int i = 0; i < 300; i++) {
                calibrated[i] = 1 / (1 + Math.exp(-1.5 * random.nextGaussian()));
                positive[i] = random.nextDouble() < calibrated[i];
            }
            CalibrationLine line = CalibrationLine.of(calibrated, positive).orElseThrow();
            covered += Math.abs(line.slope() - 1) < 1.96 * line.slopeError() ? 1 : 0;
            if (round == 0) {
                double[] tooSure = new double[300];
                for (int i = 0; i < 300; i++) {
                    double odds = Math.pow(calibrated[i] / (1 - calibrated[i]), 2);
                    tooSure[i] = odds / (1 + odds);
                }
                CalibrationLine halved = CalibrationLine.of(tooSure, positive).orElseThrow();
                assertEquals(line.slope() / 2, halved.slope(), 1e-3);
            }
        }
        assertEquals(0.95, covered / 400.0, 0.025);
    }

    @Test
    void certaintyOfTheWrongKindStillFits() {
        double[] probabilities = {0, 1, 0, 1, 1, 0};
        boolean[] positive = {true, false, false, true, true, false};

        assertTrue(Double.isFinite(
                CalibrationLine.of(probabilities, positive).orElseThrow().slope()));
    }

    @Test
    void noLineIsBestWithoutOverlapOrSpreadOrOneClass() {
        boolean[] positive = {true, true, false, false};

        assertEquals(Optional.empty(), CalibrationLine.of(new double[] {.8, .7, .2, .1}, positive));
        assertEquals(Optional.empty(), CalibrationLine.of(new double[] {.6, .6, .6, .6}, positive));
        assertEquals(Optional.empty(), CalibrationLine.of(new double[] {.8, .7, .2, .1}, new boolean[4]));
    }
}
