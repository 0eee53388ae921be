package io.earlyview.training.checks.observation;

/**
 * What the outputs save of the loss on examples that moved no weight, against the best constant of the training part.
 *
 * @param share of that constant's loss on these very examples; below 0 where the outputs cost more
 * @param error its standard error, patients counted as wholes; infinite where there is only one
 * @param patients whom the examples come from
 */
public record Gain(double share, double error, int patients) {
    /** Of no examples. */
    public static final Gain UNKNOWN = new Gain(Double.NaN, Double.POSITIVE_INFINITY, 0);
}
