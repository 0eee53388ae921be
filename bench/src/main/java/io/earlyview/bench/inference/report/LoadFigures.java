package io.earlyview.bench.inference.report;

import io.earlyview.bench.inference.load.Ledger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What an open-loop load met.
 *
 * @param share of the slowest contestant's rate
 * @param offeredPerSecond acquisitions that were to be sent in a second
 * @param scores how many came
 * @param p50Millis from the intended time of the last needed frame until a subscriber had the score
 * @param p99Millis the same
 * @param sentLateP99Millis how late the generator itself was, which is a part of the latency
 * @param inProcess by the stamps in the scores; null where they do not tell
 */
public record LoadFigures(
        double share,
        double offeredPerSecond,
        int scores,
        double p50Millis,
        double p99Millis,
        double sentLateP99Millis,
        @Nullable InProcess inProcess) {
    private static final double NANOS_IN_A_MILLI = 1e6;
    private static final double NANOS_IN_A_MICRO = 1e3;
    private static final double MIDDLE = 0.5;
    private static final double TAIL = 0.99;

    /**
     * Time of a score in the process, from the broker's frame to the broker's client, beside the network's own.
     *
     * @param p50Micros all of it
     * @param p99Micros all of it
     * @param readyP50Micros without the time in which the acquisition was ready and the network busy with others
     * @param readyP99Micros the same
     */
    public record InProcess(double p50Micros, double p99Micros, double readyP50Micros, double readyP99Micros) {}

    /** Of a phase whose scores have all come. */
    public static LoadFigures of(double share, double perSecond, long[] intended, long[] handedOver, Ledger ledger) {
        long[] arrived = ledger.arrivedAt();
        long[] latencies = differences(arrived, intended);
        return new LoadFigures(
                share,
                perSecond,
                arrived.length,
                Spread.percentile(latencies, MIDDLE) / NANOS_IN_A_MILLI,
                Spread.percentile(latencies, TAIL) / NANOS_IN_A_MILLI,
                Spread.percentile(differences(handedOver, intended), TAIL) / NANOS_IN_A_MILLI,
                inProcess(ledger));
    }

    private static @Nullable InProcess inProcess(Ledger ledger) {
        long[] beside = ledger.besideNetwork();
        if (beside.length == 0) {
            return null;
        }
        long[] ready = differences(beside, ledger.waitedForNetwork());
        return new InProcess(
                Spread.percentile(beside, MIDDLE) / NANOS_IN_A_MICRO,
                Spread.percentile(beside, TAIL) / NANOS_IN_A_MICRO,
                Spread.percentile(ready, MIDDLE) / NANOS_IN_A_MICRO,
                Spread.percentile(ready, TAIL) / NANOS_IN_A_MICRO);
    }

    private static long[] differences(long[] later, long[] earlier) {
        long[] differences = new long[later.length];
        Arrays.setAll(differences, i -> later[i] - earlier[i]);
        return differences;
    }

    /** A share in whole per cent. */
    int percent() {
        return (int) Math.round(100 * share);
    }
}
