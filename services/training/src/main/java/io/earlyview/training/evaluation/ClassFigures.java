package io.earlyview.training.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How good the probabilities of several classes are.
 *
 * @param confusion decisions for the most probable class, ties for the first
 * @param macroF1 with its interval over patients
 * @param balancedAccuracy with its interval over patients
 * @param oneAgainstRest for each class the area of its probability; NaN where the class does not occur. Its standard
 *     error takes cases for independent
 */
public record ClassFigures(
        ConfusionMatrix confusion, Estimate macroF1, Estimate balancedAccuracy, List<RocArea> oneAgainstRest) {

    public ClassFigures {
        oneAgainstRest = List.copyOf(oneAgainstRest);
    }

    /**
     * Figures of these cases.
     *
     * @param probabilities cases x classes
     * @param truth class of each case, from 0
     * @param patients the patient of each case
     */
    public static ClassFigures of(double[][] probabilities, int[] truth, String[] patients, long seed) {
        Lengths.same("truths", truth.length, probabilities.length);
        Lengths.same("patients", patients.length, probabilities.length);
        if (probabilities.length == 0) {
            throw new IllegalArgumentException("figures need at least 1 case, but there are 0");
        }
        int classes = probabilities[0].length;
        int[] decided = decisions(probabilities);
        PatientBootstrap bootstrap = new PatientBootstrap(patients, seed);
        return new ClassFigures(
                ConfusionMatrix.of(truth, decided, classes),
                bootstrap.estimate(cases ->
                        ConfusionMatrix.of(truth, decided, classes, cases).macroF1()),
                bootstrap.estimate(cases ->
                        ConfusionMatrix.of(truth, decided, classes, cases).balancedAccuracy()),
                IntStream.range(0, classes)
                        .mapToObj(label -> against(label, probabilities, truth))
                        .toList());
    }

    /** The most probable class of each case. */
    public static int[] decisions(double[][] probabilities) {
        return Arrays.stream(probabilities).mapToInt(ClassFigures::greatest).toArray();
    }

    private static int greatest(double[] values) {
        int greatest = 0;
        for (int k = 1; k < values.length; k++) {
            greatest = values[k] > values[greatest] ? k : greatest;
        }
        return greatest;
    }

    private static RocArea against(int label, double[][] probabilities, int[] truth) {
        double[] scores =
                Arrays.stream(probabilities).mapToDouble(of -> of[label]).toArray();
        boolean[] positive = new boolean[truth.length];
        for (int i = 0; i < truth.length; i++) {
            positive[i] = truth[i] == label;
        }
        return RocArea.of(scores, positive);
    }
}
