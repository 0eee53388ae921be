package io.earlyview.bench.inference.report;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/**
 * What swaps did to one network's scores. Every acquisition had one score, by one release, and that network's own answer: a measurement
 * that finds anything else ends there.
 *
 * @param canPerSecond rate at which the service worked off a backlog
 * @param offeredPerSecond of the open-loop load
 * @param swaps releases that were published while it scored
 * @param scoredBy of these, releases that any score was by
 * @param scores in stretches with swaps
 * @param secondsUntilScored from a release's publication to its first score
 * @param stillP99Millis latency in stretches without swaps, all of them together
 * @param swappingP99Millis in stretches with swaps
 * @param ratio of the p99 with swaps to the one without, stretch by stretch
 */
public record SwapFigures(
        String network,
        double canPerSecond,
        double offeredPerSecond,
        int swaps,
        int scoredBy,
        int scores,
        Spread secondsUntilScored,
        double stillP50Millis,
        double swappingP50Millis,
        double stillP99Millis,
        double swappingP99Millis,
        Spread ratio) {
    private static final double NANOS_IN_A_MILLI = 1e6;
    private static final double MIDDLE = 0.5;
    private static final double TAIL = 0.99;
    private static final double WANTED = 1.2;

    /**
     * Of stretches in turns.
     *
     * @param still latencies of stretches without swaps, nanoseconds
     * @param swapping of the stretches with swaps that came next
     */
    public static SwapFigures of(
            String network,
            double canPerSecond,
            double offeredPerSecond,
            int swaps,
            Collection<Double> secondsUntilScored,
            List<long[]> still,
            List<long[]> swapping) {
        double[] ratios = new double[still.size()];
        Arrays.setAll(
                ratios, i -> Spread.percentile(swapping.get(i), TAIL) / (double) Spread.percentile(still.get(i), TAIL));
        return new SwapFigures(
                network,
                canPerSecond,
                offeredPerSecond,
                swaps,
                secondsUntilScored.size(),
                swapping.stream().mapToInt(stretch -> stretch.length).sum(),
                Spread.of(secondsUntilScored.stream().mapToDouble(Double::doubleValue)),
                millis(still, MIDDLE),
                millis(swapping, MIDDLE),
                millis(still, TAIL),
                millis(swapping, TAIL),
                Spread.of(Arrays.stream(ratios)));
    }

    private static double millis(List<long[]> stretches, double share) {
        long[] all = stretches.stream().flatMapToLong(LongStream::of).toArray();
        return Spread.percentile(all, share) / NANOS_IN_A_MILLI;
    }

    /** Whether the p99 of all scores with swaps is at most 1.2 times the one without. */
    public boolean met() {
        return swappingP99Millis <= WANTED * stillP99Millis;
    }

    /** All networks as a table in Markdown. */
    public static String table(Machine machine, String layout, List<SwapFigures> networks) {
        StringBuilder table = new StringBuilder("Simulated data. Research use only.\n");
        table.append(String.format(
                Locale.ROOT,
                "%s, %d processors; load before: %.1f; %s.%n%n",
                machine.processor(),
                machine.processors(),
                machine.loadBefore(),
                layout));
        table.append(
                "| network | swaps | dropped, doubled, by another release than named | scores meanwhile | seconds to its first score | "
                        + "p50 ms, without and with | p99 ms, without and with | ratio of p99 | ratio, stretch by stretch | at most 1.2 |\n");
        table.append("|---|---|---|---|---|---|---|---|---|---|\n");
        for (SwapFigures each : networks) {
            table.append(String.format(
                    Locale.ROOT,
                    "| %s, %.0f of %.0f a second | %d, %d of them scored | 0, 0, 0 | %,d | %s | %.1f, %.1f | %.1f, %.1f | %.2f | %s | %s |%n",
                    each.network,
                    each.offeredPerSecond,
                    each.canPerSecond,
                    each.swaps,
                    each.scoredBy,
                    each.scores,
                    each.secondsUntilScored.shown(2),
                    each.stillP50Millis,
                    each.swappingP50Millis,
                    each.stillP99Millis,
                    each.swappingP99Millis,
                    each.swappingP99Millis / each.stillP99Millis,
                    each.ratio.shown(2),
                    each.met() ? "met" : "**missed**"));
        }
        return table.toString();
    }
}
