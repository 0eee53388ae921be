package io.earlyview.training.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PermutationTestTest {
    @Test
    void fewCasesHaveAnExactP() {
        // 2 of 5 positive and both on top: 1 of 10 orders is as good.
        double[] scores = {5, 4, 3, 2, 1};
        boolean[] positive = {true, true, false, false, false};

        PermutationTest found = PermutationTest.auroc(scores, positive, Cohorts.onePatientEach(5), 4000, 1);

        assertEquals(1, found.observed());
        assertEquals(0.1, found.p(), 0.015);
        assertEquals(0.5, found.shuffledMean(), 0.02);
    }

    @Test
    void anOrderThatNoShuffleReachesHasTheLeastP() {
        SplittableRandom random = new SplittableRandom(15);
        boolean[] positive = Cohorts.halfPositive(100);

        PermutationTest found = PermutationTest.auroc(
                Cohorts.scores(positive, 3, random), positive, Cohorts.onePatientEach(100), 200, 1);

        assertEquals(0, found.atLeastAsHigh());
        assertEquals(1.0 / 201, found.p(), 1e-12);
    }

    @Test
    void manyCasesOfFewPatientsDoNotPassForEvidence() {
        // 8 patients, 4 of them positive, with 25 cases each that share the patient's score: 1 order in 70 is perfect.
        double[] scores = new double[200];
        boolean[] positive = new boolean[200];
        String[] patients = new String[200];
        for (int i = 0; i < 200; i++) {
            int patient = i / 25;
            patients[i] = "p" + patient;
            positive[i] = patient < 4;
            scores[i] = -patient;
        }

        PermutationTest byPatient = PermutationTest.auroc(scores, positive, patients, 2000, 1);
        PermutationTest byCase = PermutationTest.auroc(scores, positive, Cohorts.onePatientEach(200), 200, 1);

        assertEquals(1.0 / 70, byPatient.p(), 0.008);
        assertEquals(1.0 / 201, byCase.p(), 1e-12);
    }

    @Test
    void classesThatEveryPatientHasChangePlacesWithinThePatient() {
        // 4 patients of 10 cases each, every other case of each positive, all told right.
        boolean[] positive = new boolean[40];
        double[] scores = new double[40];
        String[] patients = new String[40];
        for (int i = 0; i < 40; i++) {
            patients[i] = "p" + i / 10;
            positive[i] = i % 2 == 0;
            scores[i] = positive[i] ? 1 : 0;
        }

        assertEquals(
                1.0 / 1000,
                PermutationTest.auroc(scores, positive, patients, 999, 1).p(),
                1e-12);
    }

    @Test
    void anAnswerThatIsAlwaysTheSameAndOneThatCannotBeToldAreNoEvidence() {
        boolean[] positive = Cohorts.halfPositive(40);
        String[] patients = Cohorts.onePatientEach(40);

        assertEquals(
                1,
                PermutationTest.auroc(new double[40], positive, patients, 200, 1)
                        .p());
        assertEquals(
                1,
                PermutationTest.auroc(new double[40], new boolean[40], patients, 200, 1)
                        .p());
    }

    @Test
    void withoutSignalPIsUniform() {
        SplittableRandom random = new SplittableRandom(16);
        boolean[] positive = Cohorts.halfPositive(40);
        int belowTenth = 0;
        int belowHalf = 0;
        for (int round = 0; round < 300; round++) {
            double p = PermutationTest.auroc(
                            Cohorts.scores(positive, 0, random), positive, Cohorts.onePatientEach(40), 200, round)
                    .p();
            belowTenth += p <= 0.1 ? 1 : 0;
            belowHalf += p <= 0.5 ? 1 : 0;
        }

        assertEquals(0.1, belowTenth / 300.0, 0.05);
        assertEquals(0.5, belowHalf / 300.0, 0.08);
    }

    @Test
    void theBestOfThirtyEpochsIsNoEvidenceByItself() {
        SplittableRandom random = new SplittableRandom(17);
        boolean[] positive = Cohorts.halfPositive(40);
        String[] patients = Cohorts.onePatientEach(40);
        int uncorrected = 0;
        int corrected = 0;
        for (int round = 0; round < 40; round++) {
            double[][] epochs = new double[30][];
            Arrays.setAll(epochs, epoch -> Cohorts.scores(positive, 0, random));
            double[] picked = Arrays.stream(epochs)
                    .max(Comparator.comparingDouble(
                            scores -> RocArea.of(scores, positive).area()))
                    .orElseThrow();
            uncorrected += PermutationTest.auroc(picked, positive, patients, 200, round)
                                    .p()
                            <= 0.05
                    ? 1
                    : 0;
            PermutationTest best = PermutationTest.bestAuroc(epochs, positive, patients, 200, round);
            assertTrue(best.shuffledMean() > 0.6, best.toString());
            corrected += best.p() <= 0.05 ? 1 : 0;
        }

        assertTrue(uncorrected > 20, uncorrected + " of 40");
        assertTrue(corrected <= 6, corrected + " of 40");
    }

    @Test
    void classesAndQuantitiesWithAndWithoutSignal() {
        SplittableRandom random = new SplittableRandom(18);
        int[] truth = new int[60];
        Arrays.setAll(truth, i -> i % 3);
        double[] quantity = new double[60];
        Arrays.setAll(quantity, i -> random.nextGaussian());
        String[] patients = Cohorts.onePatientEach(60);
        int[] guesses = truth.clone();
        double[] near = quantity.clone();
        for (int i = 0; i < 60; i++) {
            guesses[i] = i % 2 == 0 ? truth[i] : random.nextInt(3);
            near[i] += random.nextGaussian();
        }
        int[] constant = new int[60];

        assertEquals(
                1.0 / 201,
                PermutationTest.macroF1(guesses, truth, 3, patients, 200, 1).p(),
                1e-12);
        assertEquals(
                1.0 / 201,
                PermutationTest.determination(near, quantity, patients, 200, 1).p(),
                1e-12);
        // The same decision for all is as good on any labels.
        assertEquals(
                1, PermutationTest.macroF1(constant, truth, 3, patients, 200, 1).p());
        assertEquals(
                1,
                PermutationTest.determination(new double[60], quantity, patients, 200, 1)
                        .p());
    }

    @Test
    void fewerShufflesThanTwoHundredAreRefused() {
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> PermutationTest.auroc(new double[2], new boolean[2], new String[] {"a", "b"}, 199, 1));

        assertEquals("labels must be shuffled at least 200 times, but are 199 times", refused.getMessage());
    }
}
