package io.earlyview.bench.inference.report;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * One figure over the rounds.
 *
 * @param median the mean of the two in the middle where their number is even
 * @param least of all rounds
 * @param most of all rounds
 */
public record Spread(double median, double least, double most) {

    /** Of at least one round. */
    public static Spread of(DoubleStream rounds) {
        double[] sorted = rounds.sorted().toArray();
        int half = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }

    /**
     * The smallest of the values that at least this share of them does not exceed (nearest rank).
     *
     * @param values in any order, at least one
     * @param share above 0, at most 1
     */
    public static long percentile(long[] values, double share) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        int rank = (int) Math.ceil(share * sorted.length);
        return sorted[Math.max(rank, 1) - 1];
    }

    /** Median and ends with so many decimals. */
    String shown(int decimals) {
        String number = "%,." + decimals + "f";
        return String.format(Locale.ROOT, number + " (" + number + " to " + number + ")", median, least, most);
    }
}
