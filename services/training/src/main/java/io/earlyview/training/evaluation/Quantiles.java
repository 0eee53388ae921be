package io.earlyview.training.evaluation;

/** Quantiles of values that are already sorted. */
final class Quantiles {
    private Quantiles() {}

    /** Interpolated between the two nearest values (type 7 of Hyndman and Fan 1996); NaN of none. */
    static double sorted(double[] sorted, double share) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
