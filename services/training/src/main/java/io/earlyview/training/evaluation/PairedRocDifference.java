package io.earlyview.training.evaluation;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.hipparchus.distribution.continuous.NormalDistribution;

/**
 * Difference between the areas of two scores on the same cases, with the covariance of DeLong, DeLong and Clarke-Pearson
 * (Biometrics 44:837, 1988). Cases must be independent: one a patient.
 *
 * @param difference area of the second score less the first's
 * @param standardError 0 where both scores order the cases alike
 */
public record PairedRocDifference(double difference, double standardError) {

    /** The second score against the first. */
    public static PairedRocDifference of(double[] first, double[] second, boolean[] positive) {
        Lengths.same("first scores", first.length, positive.length);
        Lengths.same("second scores", second.length, positive.length);
        RocArea.Shares before = RocArea.shares(first, positive);
        RocArea.Shares after = RocArea.shares(second, positive);
        double[] gainOfPositive = gain(before.ofPositives(), after.ofPositives());
        double[] gainOfNegative = gain(before.ofNegatives(), after.ofNegatives());
        // The variance of a difference holds the covariance: no need to form the 2 x 2 matrix.
        double variance = RocArea.variance(gainOfPositive) / gainOfPositive.length
                + RocArea.variance(gainOfNegative) / gainOfNegative.length;
        return new PairedRocDifference(Arrays.stream(gainOfPositive).average().orElse(Double.NaN), Math.sqrt(variance));
    }

    /** The difference with its interval, within -1 and 1. */
    public Estimate estimate() {
        double reach = new NormalDistribution().inverseCumulativeProbability(0.5 + Estimate.LEVEL / 2) * standardError;
        return new Estimate(difference, Math.max(-1, difference - reach), Math.min(1, difference + reach));
    }

    /** Two-sided p of "both areas are the same"; 1 where the scores order the cases alike. */
    public double p() {
        if (standardError == 0) {
            return difference == 0 ? 1 : 0;
        }
        return 2 * new NormalDistribution().cumulativeProbability(-Math.abs(difference) / standardError);
    }

    private static double[] gain(double[] before, double[] after) {
        return IntStream.range(0, before.length)
                .mapToDouble(i -> after[i] - before[i])
                .toArray();
    }
}
