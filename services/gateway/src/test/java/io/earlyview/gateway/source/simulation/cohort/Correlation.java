package io.earlyview.gateway.source.simulation.cohort;

/** Pearson's correlation. */
public final class Correlation {

    private Correlation() {}

    public static double of(double[] first, double[] second) {
        double meanFirst = mean(first);
        double meanSecond = mean(second);
        double together = 0;
        double alone = 0;
        double other = 0;
        for (int i = 0; i < first.length; i++) {
            double a = first[i] - meanFirst;
            double b = second[i] - meanSecond;
            together += a * b;
            alone += a * a;
            other += b * b;
        }
        return together / Math.sqrt(alone * other);
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
