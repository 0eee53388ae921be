package io.earlyview.training.checks.observation;

import java.util.Arrays;

/**
 * How much outputs differ from example to example, as a share of how much their targets do: 0 where all are equal, about the
 * correlation where they are calibrated. A share, because a standard deviation of 0.05 is nothing for a class of one half and
 * much for a class of one in a hundred.
 */
public final class OutputSpread {
    private OutputSpread() {}

    /**
     * Standard deviation of the outputs over that of the targets. For classes: probability of one class against 1 for its
     * cases and 0 for the others; with more than two, the largest over the classes.
     *
     * @return infinite or no number where the targets are all equal
     */
    public static double of(double[] outputs, double[] targets) {
        return deviation(outputs) / deviation(targets);
    }

    private static double deviation(double[] values) {
        double mean = Arrays.stream(values).average().orElse(Double.NaN);
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / values.length);
    }
}
