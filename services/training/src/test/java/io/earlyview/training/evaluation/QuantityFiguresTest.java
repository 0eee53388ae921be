package io.earlyview.training.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class QuantityFiguresTest {
    @Test
    void figuresByHand() {
        double[] truth = {1, 2, 3, 4};
        double[] predicted = {2, 2, 4, 4};

        QuantityFigures figures = QuantityFigures.of(predicted, truth, new String[] {"a", "b", "c", "c"}, 1);

        assertEquals(3, figures.patients());
        assertEquals(4, figures.cases());
        // Squared errors 2, spread 2.25 + .25 + .25 + 2.25 = 5.
        assertEquals(0.6, figures.determination().value(), 1e-12);
        assertEquals(0.5, figures.meanAbsoluteError().value(), 1e-12);
        assertEquals(0.5, figures.bias().value(), 1e-12);
        // Differences 1 0 1 0: variance 1/3.
        assertEquals(0.5 - 1.959964 * Math.sqrt(1.0 / 3), figures.limitLow().value(), 1e-6);
        assertEquals(0.5 + 1.959964 * Math.sqrt(1.0 / 3), figures.limitHigh().value(), 1e-6);
    }

    @Test
    void theMeanHasNoDeterminationAndAConstantTruthNoNumber() {
        String[] patients = Cohorts.onePatientEach(3);
        double[] mean = {2, 2, 2};

        assertEquals(
                0,
                QuantityFigures.of(mean, new double[] {1, 2, 3}, patients, 1)
                        .determination()
                        .value(),
                1e-12);
        assertTrue(Double.isNaN(
                QuantityFigures.of(mean, mean, patients, 1).determination().value()));
    }

    @Test
    void theBiasIntervalCoversTheTruthWhenPatientsHaveSeveralCases() {
        SplittableRandom random = new SplittableRandom(13);
        int covered = 0;
        int rounds = 60;
        for (int round = 0; round < rounds; round++) {
            double[] truth = new double[120];
            double[] predicted = new double[120];
            String[] patients = new String[120];
            double ofPatient = 0;
            for (int i = 0; i < 120; i++) {
                ofPatient = i % 4 == 0 ? random.nextGaussian() : ofPatient;
                patients[i] = "p" + i / 4;
                truth[i] = i;
                predicted[i] = i + 2 + ofPatient + 0.2 * random.nextGaussian();
            }
            Estimate bias =
                    QuantityFigures.of(predicted, truth, patients, round).bias();
            covered += bias.low() <= 2 && 2 <= bias.high() ? 1 : 0;
        }
        // 30 patients: a percentile interval is known to be a little short.
        assertEquals(0.94, covered / (double) rounds, 0.08);
    }

    @Test
    void beatingTheMeanByHand() {
        double[] truth = {1, 2, 3, 4};
        double[] predicted = {1, 2, 3, 3};

        PairedErrorDifference absolute = PairedErrorDifference.againstMean(
                predicted, 2.5, truth, Cohorts.onePatientEach(4), PairedErrorDifference.Cost.ABSOLUTE, 1);
        PairedErrorDifference squared = PairedErrorDifference.againstMean(
                predicted, 2.5, truth, Cohorts.onePatientEach(4), PairedErrorDifference.Cost.SQUARED, 1);

        assertEquals(1 - 0.25, absolute.gain().value(), 1e-12);
        assertEquals(1.25 - 0.25, squared.gain().value(), 1e-12);
    }

    @Test
    void whatIsBetterHasASmallPAndWhatIsNoiseOneTimeInTwenty() {
        SplittableRandom random = new SplittableRandom(14);
        String[] patients = Cohorts.onePatientEach(40);
        int found = 0;
        int rounds = 200;
        for (int round = 0; round < rounds; round++) {
            double[] truth = gaussians(40, random);
            double[] noise = gaussians(40, random);
            double[] otherNoise = gaussians(40, random);
            found += PairedErrorDifference.of(
                                            noise,
                                            otherNoise,
                                            truth,
                                            patients,
                                            PairedErrorDifference.Cost.ABSOLUTE,
                                            round)
                                    .p()
                            < 0.05
                    ? 1
                    : 0;
        }
        assertEquals(0.06, found / (double) rounds, 0.035);

        double[] truth = gaussians(40, random);
        double[] near = new double[40];
        Arrays.setAll(near, i -> truth[i] + 0.3 * random.nextGaussian());
        PairedErrorDifference better =
                PairedErrorDifference.againstMean(near, 0, truth, patients, PairedErrorDifference.Cost.ABSOLUTE, 1);
        assertTrue(better.p() < 0.01 && better.gain().low() > 0, better.toString());
    }

    @Test
    void predictionsOfOtherCasesAreRefused() {
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> QuantityFigures.of(new double[2], new double[3], new String[3], 1));

        assertEquals("predictions must have 3 cases, but have 2", refused.getMessage());
    }

    private static double[] gaussians(int count, SplittableRandom random) {
        double[] values = new double[count];
        Arrays.setAll(values, i -> random.nextGaussian());
        return values;
    }
}
