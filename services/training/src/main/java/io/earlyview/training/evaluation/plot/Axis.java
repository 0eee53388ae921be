package io.earlyview.training.evaluation.plot;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A scale with round ticks.
 *
 * @param label what is shown, with its unit
 * @param low where it begins
 * @param high where it ends
 * @param logarithmic whether equal steps are equal factors
 */
record Axis(String label, double low, double high, boolean logarithmic, List<Tick> ticks) {
    private static final int STEPS_WANTED = 6;
    private static final double ROUNDING = 1e-9;

    record Tick(double value, String text) {}

    Axis {
        ticks = List.copyOf(ticks);
    }

    /** From 0 to 1. */
    static Axis share(String label) {
        return linear(label, 0, 1);
    }

    /** Covers these values and begins and ends at a tick. */
    static Axis linear(String label, double least, double greatest) {
        return stepped(label, least, greatest, STEPS_WANTED);
    }

    /** As linear, for whole numbers: no tick between two. */
    static Axis counts(String label, double least, double greatest, int stepsWanted) {
        double high = Math.max(greatest, least + 1);
        return stepped(label, least, high, Math.min(stepsWanted, (int) Math.ceil(high - least)));
    }

    private static Axis stepped(String label, double least, double greatest, int stepsWanted) {
        double high = greatest > least ? greatest : least + Math.max(1, Math.abs(least)) * 0.1;
        BigDecimal step = step((high - least) / stepsWanted);
        long first = (long) Math.floor(least / step.doubleValue() + ROUNDING);
        long last = (long) Math.ceil(high / step.doubleValue() - ROUNDING);
        List<Tick> ticks = new ArrayList<>();
        for (long i = first; i <= last; i++) {
            BigDecimal value = step.multiply(BigDecimal.valueOf(i));
            ticks.add(new Tick(value.doubleValue(), value.toPlainString()));
        }
        return new Axis(label, ticks.getFirst().value(), ticks.getLast().value(), false, ticks);
    }

    /** Covers these values, which must be above 0; ticks at 1, 2 and 5, or at powers of ten where these are many. */
    static Axis logarithmic(String label, double least, double greatest) {
        if (!(least > 0 && greatest >= least)) {
            throw new IllegalArgumentException(
                    "a logarithmic axis must begin above 0, but runs from " + least + " to " + greatest);
        }
        int firstDecade = (int) Math.floor(Math.log10(least) + ROUNDING);
        int lastDecade = (int) Math.ceil(Math.log10(greatest) - ROUNDING);
        int[] digits = lastDecade - firstDecade <= 3 ? new int[] {1, 2, 5} : new int[] {1};
        List<BigDecimal> round = new ArrayList<>();
        for (int decade = firstDecade; decade <= lastDecade; decade++) {
            for (int digit : digits) {
                round.add(BigDecimal.valueOf(digit).scaleByPowerOfTen(decade));
            }
        }
        int from = 0;
        while (from + 2 < round.size() && round.get(from + 1).doubleValue() <= least * (1 + ROUNDING)) {
            from++;
        }
        int to = from + 1;
        while (to < round.size() - 1 && round.get(to).doubleValue() < greatest * (1 - ROUNDING)) {
            to++;
        }
        List<Tick> ticks = round.subList(from, Math.min(to, round.size() - 1) + 1).stream()
                .map(value -> new Tick(value.doubleValue(), value.toPlainString()))
                .toList();
        return new Axis(label, ticks.getFirst().value(), ticks.getLast().value(), true, ticks);
    }

    /** Where a value lies between the ends, as a share. */
    double place(double value) {
        return logarithmic ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
    }

    /** Whether a value can be drawn. */
    boolean holds(double value) {
        return Double.isFinite(value) && value >= low - ROUNDING && value <= high + ROUNDING;
    }

    /** Whether a value can be drawn on a scale of this kind, wherever it ends. */
    static boolean drawable(double value, boolean logarithmic) {
        return Double.isFinite(value) && (!logarithmic || value > 0);
    }

    /** Least and greatest of the values that can be drawn; 0 and 1 where none can, or 0.1 and 1 logarithmically. */
    static double[] range(boolean logarithmic, double... values) {
        double[] drawn = Arrays.stream(values)
                .filter(value -> drawable(value, logarithmic))
                .sorted()
                .toArray();
        return drawn.length == 0
                ? new double[] {logarithmic ? 0.1 : 0, 1}
                : new double[] {drawn[0], drawn[drawn.length - 1]};
    }

    /** 1, 2 or 5 times a power of ten, the first that is at least this wide. */
    private static BigDecimal step(double wanted) {
        int decade = (int) Math.floor(Math.log10(wanted));
        for (int digit : new int[] {1, 2, 5}) {
            BigDecimal step = BigDecimal.valueOf(digit).scaleByPowerOfTen(decade);
            if (step.doubleValue() >= wanted * (1 - ROUNDING)) {
                return step;
            }
        }
        return BigDecimal.ONE.scaleByPowerOfTen(decade + 1);
    }
}
