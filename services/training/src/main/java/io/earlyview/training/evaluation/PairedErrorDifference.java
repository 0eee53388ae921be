package io.earlyview.training.evaluation;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * How much smaller the errors of one set of predictions are than those of a baseline on the same cases; the baseline is
 * mostly the mean of the training cases.
 *
 * @param gain mean error of the baseline less the predictions', with its interval over patients; above 0 the predictions
 *     are better
 * @param p two-sided, of "no difference", from the same draws: twice the smaller share of draws on either side of 0
 */
public record PairedErrorDifference(Estimate gain, double p) {

    /** What an error costs. */
    public enum Cost {
        /** The mean absolute error, in the quantity's unit. */
        ABSOLUTE(Math::abs),
        /** The mean squared error, in the unit's square. */
        SQUARED(error -> error * error);

        private final DoubleUnaryOperator of;

        Cost(DoubleUnaryOperator of) {
            this.of = of;
        }
    }

    /** Predictions against the same number for each case. */
    public static PairedErrorDifference againstMean(
            double[] predicted, double mean, double[] truth, String[] patients, Cost cost, long seed) {
        double[] baseline = new double[truth.length];
        Arrays.fill(baseline, mean);
        return of(predicted, baseline, truth, patients, cost, seed);
    }

    /** Predictions against a baseline's, which under cross-validation differs between folds. */
    public static PairedErrorDifference of(
            double[] predicted, double[] baseline, double[] truth, String[] patients, Cost cost, long seed) {
        int cases = Lengths.same("predictions", predicted.length, truth.length);
        Lengths.same("baselines", baseline.length, cases);
        Lengths.same("patients", patients.length, cases);
        double[] gains = new double[cases];
        Arrays.setAll(
                gains,
                i -> cost.of.applyAsDouble(baseline[i] - truth[i]) - cost.of.applyAsDouble(predicted[i] - truth[i]));
        PatientBootstrap bootstrap = new PatientBootstrap(patients, seed);
        double[] draws = bootstrap.draws(drawn -> mean(gains, drawn));
        long notAbove = Arrays.stream(draws).filter(gain -> gain <= 0).count();
        long notBelow = Arrays.stream(draws).filter(gain -> gain >= 0).count();
        double p = 2.0 * (1 + Math.min(notAbove, notBelow)) / (1 + draws.length);
        return new PairedErrorDifference(bootstrap.estimate(drawn -> mean(gains, drawn)), Math.min(1, p));
    }

    private static double mean(double[] values, int[] drawn) {
        return Arrays.stream(drawn).mapToDouble(i -> values[i]).average().orElse(Double.NaN);
    }
}
