package io.earlyview.bench.speed;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Medians over rounds of one network, and how far the rounds spread.
 *
 * @param djlMillis of a step
 * @param djlQuartiles first and third, milliseconds
 * @param pyTorchMillis of a step; null where PyTorch is not at hand
 * @param pyTorchQuartiles first and third, milliseconds
 * @param ratio median of DJL's time over PyTorch's in the same round
 * @param firstLossDifference of the first step, relative: nearly 0 says that both are the same network on the same batch
 */
@SuppressWarnings("ArrayRecordComponent")
record Measurement(
        String network,
        int batch,
        int rounds,
        double djlMillis,
        double[] djlQuartiles,
        @Nullable Double pyTorchMillis,
        double @Nullable [] pyTorchQuartiles,
        @Nullable Double ratio,
        @Nullable Double firstLossDifference) {

    static Measurement of(Workload workload, double[] djl) {
        return new Measurement(
                workload.network().name(),
                workload.batch(),
                djl.length,
                quantile(djl, 0.5),
                quartiles(djl),
                null,
                null,
                null,
                null);
    }

    static Measurement of(Workload workload, double[] djl, double[] pyTorch, double firstLossDifference) {
        double[] ratios = new double[djl.length];
        Arrays.setAll(ratios, i -> djl[i] / pyTorch[i]);
        return new Measurement(
                workload.network().name(),
                workload.batch(),
                djl.length,
                quantile(djl, 0.5),
                quartiles(djl),
                quantile(pyTorch, 0.5),
                quartiles(pyTorch),
                quantile(ratios, 0.5),
                firstLossDifference);
    }

    static String head() {
        return String.format(
                Locale.ROOT,
                "%-18s %5s %22s %22s %7s %12s",
                "network",
                "batch",
                "DJL ms (quartiles)",
                "PyTorch ms (quartiles)",
                "ratio",
                "first loss");
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "%-18s %5d %22s %22s %7s %12s",
                network,
                batch,
                shown(djlMillis, djlQuartiles),
                pyTorchMillis == null || pyTorchQuartiles == null ? "-" : shown(pyTorchMillis, pyTorchQuartiles),
                ratio == null ? "-" : String.format(Locale.ROOT, "%.2f", ratio),
                firstLossDifference == null ? "-" : String.format(Locale.ROOT, "off %.0e", firstLossDifference));
    }

    private static String shown(double median, double[] quartiles) {
        return String.format(Locale.ROOT, "%.1f (%.1f-%.1f)", median, quartiles[0], quartiles[1]);
    }

    private static double[] quartiles(double[] values) {
        return new double[] {quantile(values, 0.25), quantile(values, 0.75)};
    }

    private static double quantile(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
