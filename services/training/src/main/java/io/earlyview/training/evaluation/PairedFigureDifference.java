package io.earlyview.training.evaluation;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Difference of a figure of two sets of predictions for the same cases, with its percentile interval over patients: each
 * draw takes the same patients for both.
 */
final class PairedFigureDifference {
    private PairedFigureDifference() {}

    /** Macro-F1 of the second decisions less that of the first. */
    static Estimate macroF1(int[] first, int[] second, int[] truth, int classes, String[] patients, long seed) {
        Lengths.same("first decisions", first.length, truth.length);
        Lengths.same("second decisions", second.length, truth.length);
        return new PatientBootstrap(patients, seed)
                .estimate(cases -> ConfusionMatrix.of(truth, second, classes, cases)
                                .macroF1()
                        - ConfusionMatrix.of(truth, first, classes, cases).macroF1());
    }

    /**
     * Area under the ROC curve of the second scores less that of the first: for cases of which several are of one patient,
     * where {@link PairedRocDifference} would take them for independent.
     */
    static Estimate auroc(double[] first, double[] second, boolean[] positive, String[] patients, long seed) {
        Lengths.same("first scores", first.length, positive.length);
        Lengths.same("second scores", second.length, positive.length);
        return new PatientBootstrap(patients, seed)
                .estimate(cases -> area(second, positive, cases) - area(first, positive, cases));
    }

    private static double area(double[] scores, boolean[] positive, int[] cases) {
        boolean[] drawn = new boolean[cases.length];
        IntStream.range(0, cases.length).forEach(i -> drawn[i] = positive[cases[i]]);
        return RocArea.of(Arrays.stream(cases).mapToDouble(i -> scores[i]).toArray(), drawn)
                .area();
    }
}
