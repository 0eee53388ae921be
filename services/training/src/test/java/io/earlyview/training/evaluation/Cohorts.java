package io.earlyview.training.evaluation;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Scores and labels drawn for tests. */
final class Cohorts {
    private Cohorts() {}

    /** The first half of the cases is positive. */
    static boolean[] halfPositive(int cases) {
        boolean[] positive = new boolean[cases];
        Arrays.fill(positive, 0, cases / 2, true);
        return positive;
    }

    /** Normal scores with standard deviation 1 and this distance between the classes. */
    static double[] scores(boolean[] positive, double distance, SplittableRandom random) {
        double[] scores = new double[positive.length];
        Arrays.setAll(scores, i -> random.nextGaussian() + (positive[i] ? distance : 0));
        return scores;
    }

    /** One patient a case. */
    static String[] onePatientEach(int cases) {
        String[] patients = new String[cases];
        Arrays.setAll(patients, i -> "p" + i);
        return patients;
    }
}
