package io.earlyview.bench.inference.load;

import java.util.SplittableRandom;
import java.util.stream.LongStream;

/** When acquisitions come whose scanners know nothing of each other: independent exponential gaps. */
public final class PoissonArrivals {
    private static final double NANOS_IN_A_SECOND = 1e9;

    private PoissonArrivals() {}

    /**
     * Times from the start on, in nanoseconds, in order. Their number is as random as their places; the same seed gives the same.
     *
     * @param perSecond how many come in a second on average
     * @param seconds how long they come for
     */
    public static long[] nanos(double perSecond, double seconds, long seed) {
        if (!(perSecond > 0 && seconds > 0)) {
            throw new IllegalArgumentException(
                    "arrivals need a rate and a time above 0, not " + perSecond + " a second for " + seconds + " s");
        }
        SplittableRandom random = new SplittableRandom(seed);
        LongStream.Builder times = LongStream.builder();
        double end = seconds * NANOS_IN_A_SECOND;
        for (double at = gap(random, perSecond); at < end; at += gap(random, perSecond)) {
            times.add((long) at);
        }
        return times.build().toArray();
    }

    private static double gap(SplittableRandom random, double perSecond) {
        return -Math.log1p(-random.nextDouble()) * NANOS_IN_A_SECOND / perSecond;
    }
}
