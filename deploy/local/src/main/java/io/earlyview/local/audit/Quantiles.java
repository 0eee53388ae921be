package io.earlyview.local.audit;

import java.util.Arrays;
import java.util.Collection;

/** Values in order, of which shares are asked. */
public final class Quantiles {
    private final double[] sorted;

    private Quantiles(double[] sorted) {
        this.sorted = sorted;
    }

    /** Of values in any order. */
    public static Quantiles of(Collection<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return new Quantiles(sorted);
    }

    /** The smallest value that at least this share of the values does not exceed: one that was seen. NaN of none. */
    public double at(double share) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.max(0, Math.ceil(share * sorted.length) - 1)];
    }
}
