package io.earlyview.training.checks.finding;

import java.util.Locale;

/**
 * A number that a finding rests on.
 *
 * @param name what was measured, with its unit
 * @param value as measured; may be no number
 * @param low healthy values are not below; minus infinity where there is no such limit
 * @param high healthy values are not above; infinity where there is no such limit
 */
public record Evidence(String name, double value, double low, double high) {

    /** A number without a limit, for context. */
    public static Evidence of(String name, double value) {
        return new Evidence(name, value, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    /** A number that is healthy from {@code low} on. */
    public static Evidence atLeast(String name, double value, double low) {
        return new Evidence(name, value, low, Double.POSITIVE_INFINITY);
    }

    /** A number that is healthy up to {@code high}. */
    public static Evidence atMost(String name, double value, double high) {
        return new Evidence(name, value, Double.NEGATIVE_INFINITY, high);
    }

    /** Whether the number lies within its limits; one that is not finite never does. */
    public boolean healthy() {
        return Double.isFinite(value) && value >= low && value <= high;
    }

    /** Name, value and limits, such as {@code gradient norm 81.2 (at most 70)}. */
    public String inWords() {
        boolean below = low > Double.NEGATIVE_INFINITY;
        boolean above = high < Double.POSITIVE_INFINITY;
        String limits = "";
        if (below && above) {
            limits = " (" + number(low) + " to " + number(high) + ")";
        } else if (below) {
            limits = " (at least " + number(low) + ")";
        } else if (above) {
            limits = " (at most " + number(high) + ")";
        }
        return name + " " + number(value) + limits;
    }

    private static String number(double number) {
        if (!Double.isFinite(number) || (number == Math.rint(number) && Math.abs(number) < 1e7)) {
            return Double.isFinite(number) ? Long.toString((long) number) : Double.toString(number);
        }
        return String.format(Locale.ROOT, "%.4g", number);
    }
}
