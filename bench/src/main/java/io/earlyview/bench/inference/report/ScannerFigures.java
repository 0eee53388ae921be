package io.earlyview.bench.inference.report;

import java.util.List;
import java.util.Locale;

/**
 * What a fleet of scanners met at the rate of real time.
 *
 * @param kind of release
 * @param minutes how long
 * @param frames that were sent meanwhile
 * @param scores that came meanwhile, of whatever frame
 * @param framesScored frames that a score had to rest on, and did
 * @param p50Millis from the last byte of a frame to the first score that rests on it
 * @param cpuShare of one processor that the service took
 * @param memoryMebibytes the service's resident memory in the first minute and in the last, on average
 */
public record ScannerFigures(
        int scanners,
        String kind,
        double minutes,
        int frames,
        int scores,
        int framesScored,
        double p50Millis,
        double p99Millis,
        double mostMillis,
        double cpuShare,
        List<Double> memoryMebibytes) {
    private static final double NANOS_IN_A_MILLI = 1e6;
    private static final double MIDDLE = 0.5;
    private static final double TAIL = 0.99;
    private static final double WANTED_MILLIS = 50;
    private static final double FLAT = 1.1;

    public ScannerFigures {
        memoryMebibytes = List.copyOf(memoryMebibytes);
    }

    /** {@code latencies}: nanoseconds of each frame that a score had to rest on. */
    public static ScannerFigures of(
            int scanners,
            String kind,
            double minutes,
            int frames,
            int scores,
            long[] latencies,
            double cpuSeconds,
            List<Double> memory) {
        int minute = Math.max(1, (int) (memory.size() / Math.max(1, minutes)));
        return new ScannerFigures(
                scanners,
                kind,
                minutes,
                frames,
                scores,
                latencies.length,
                Spread.percentile(latencies, MIDDLE) / NANOS_IN_A_MILLI,
                Spread.percentile(latencies, TAIL) / NANOS_IN_A_MILLI,
                Spread.percentile(latencies, 1) / NANOS_IN_A_MILLI,
                cpuSeconds / (60 * minutes),
                List.of(mean(memory.subList(0, minute)), mean(memory.subList(memory.size() - minute, memory.size()))));
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    /** Whether the p99 is at most 50 ms. */
    public boolean quick() {
        return p99Millis <= WANTED_MILLIS;
    }

    /** Whether the memory of the last minute is at most 1.1 times that of the first. */
    public boolean flat() {
        return memoryMebibytes.getLast() <= FLAT * memoryMebibytes.getFirst();
    }

    /** As a table in Markdown. */
    public String table(Machine machine) {
        StringBuilder table = new StringBuilder("Simulated data. Research use only.\n");
        table.append(String.format(
                Locale.ROOT,
                "%s, %d processors; load before: %.1f; service, broker and scanners together on two of them.%n%n",
                machine.processor(),
                machine.processors(),
                machine.loadBefore()));
        for (String row : List.of(
                row("| %d scanners, `%s` release, %.1f minutes | |", scanners, kind, minutes),
                "|---|---|",
                row("| frames sent, scores that came | %,d, %,d |", frames, scores),
                row("| frames with a score to wait for | %,d, all scored |", framesScored),
                row(
                        "| last byte of a frame to its score: p50, p99, most | %.1f ms, %.1f ms, %.1f ms; p99 at most 50 ms: %s |",
                        p50Millis, p99Millis, mostMillis, quick() ? "met" : "**missed**"),
                row("| the service's share of one processor | %.2f |", cpuShare),
                row(
                        "| its resident memory, first and last minute | %.0f MiB, %.0f MiB; flat (at most 1.1 times): %s |",
                        memoryMebibytes.getFirst(), memoryMebibytes.getLast(), flat() ? "met" : "**missed**"))) {
            table.append(row).append('\n');
        }
        return table.toString();
    }

    private static String row(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
