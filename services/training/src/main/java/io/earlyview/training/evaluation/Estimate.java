package io.earlyview.training.evaluation;

/**
 * A figure with its two-sided 95 % interval.
 *
 * @param value the figure on the cases at hand
 * @param low lower end; NaN where the cases do not allow one
 * @param high upper end; NaN where the cases do not allow one
 */
public record Estimate(double value, double low, double high) {
    /** Level of every interval of this package. */
    public static final double LEVEL = 0.95;
}
