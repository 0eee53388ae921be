package io.earlyview.training.evaluation;

import java.util.Arrays;
import org.hipparchus.distribution.continuous.NormalDistribution;

/**
 * Area under the ROC curve with DeLong's interval (DeLong, DeLong and Clarke-Pearson, Biometrics 44:837, 1988; by ranks
 * as in Sun and Xu, IEEE Signal Processing Letters 21:1389, 2014).
 *
 * @param area share of pairs of a positive and a negative in which the positive scores higher; ties count half
 * @param standardError DeLong's
 */
public record RocArea(double area, double standardError) {

    /** Area of these scores; NaN where one class is missing, and a NaN error where a class has one member only. */
    public static RocArea of(double[] scores, boolean[] positive) {
        Shares shares = shares(scores, positive);
        int m = shares.ofPositives().length;
        int n = shares.ofNegatives().length;
        if (m == 0 || n == 0) {
            return new RocArea(Double.NaN, Double.NaN);
        }
        double area = Arrays.stream(shares.ofPositives()).average().orElseThrow();
        double variance = variance(shares.ofPositives()) / m + variance(shares.ofNegatives()) / n;
        boolean apart = area == 0 || area == 1;
        return new RocArea(area, apart ? errorOfNoOverlap(Math.min(m, n)) : Math.sqrt(variance));
    }

    /**
     * Where classes do not overlap, DeLong's error is 0 however few cases there are. Taken instead is the one whose interval ends
     * where Clopper and Pearson's does for as many cases as the smaller class has, all of them right.
     */
    private static double errorOfNoOverlap(int cases) {
        return (1 - Math.pow((1 - Estimate.LEVEL) / 2, 1.0 / cases)) / quantile(Estimate.LEVEL);
    }

    /** DeLong's components: for each case the share of the other class below it, ties counting half. */
    record Shares(double[] ofPositives, double[] ofNegatives) {}

    static Shares shares(double[] scores, boolean[] positive) {
        double[] positives = select(scores, positive, true);
        double[] negatives = select(scores, positive, false);
        return new Shares(sharesBelow(positives, negatives), sharesBelow(negatives, positives));
    }

    /** The area with its interval. */
    public Estimate estimate() {
        return new Estimate(area, low(Estimate.LEVEL), high(Estimate.LEVEL));
    }

    /** Lower end of the two-sided interval at this level, not below 0. */
    public double low(double level) {
        return Math.max(0, area - quantile(level) * standardError);
    }

    /** Upper end of the two-sided interval at this level, not above 1. */
    public double high(double level) {
        return Math.min(1, area + quantile(level) * standardError);
    }

    private static double quantile(double level) {
        return new NormalDistribution(0, 1).inverseCumulativeProbability(0.5 + level / 2);
    }

    /** Rank of each value from 1, of equal ones the mean; all NaN where one value is, for that has no rank. */
    static double[] ranks(double[] values) {
        if (Arrays.stream(values).anyMatch(Double::isNaN)) {
            return Arrays.stream(values).map(_ -> Double.NaN).toArray();
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return Arrays.stream(values)
                .map(value -> (firstAtLeast(sorted, value) + firstAbove(sorted, value) + 1) / 2.0)
                .toArray();
    }

    /** For each value the share of {@code others} below it, ties counting half. */
    private static double[] sharesBelow(double[] values, double[] others) {
        double[] sorted = others.clone();
        Arrays.sort(sorted);
        return Arrays.stream(values)
                .map(value -> (firstAtLeast(sorted, value) + firstAbove(sorted, value)) / (2.0 * sorted.length))
                .toArray();
    }

    static int firstAtLeast(double[] sorted, double value) {
        return firstAbove(sorted, Math.nextDown(value));
    }

    static int firstAbove(double[] sorted, double value) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] > value) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    static double variance(double[] values) {
        double mean = Arrays.stream(values).average().orElse(Double.NaN);
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        return values.length > 1 ? squares / (values.length - 1) : Double.NaN;
    }

    static double[] select(double[] scores, boolean[] positive, boolean wanted) {
        double[] selected = new double[scores.length];
        int count = 0;
        for (int i = 0; i < scores.length; i++) {
            if (positive[i] == wanted) {
                selected[count++] = scores[i];
            }
        }
        return Arrays.copyOf(selected, count);
    }
}
