package io.earlyview.bench.inference.report;

/**
 * A backlog that was worked off.
 *
 * @param scores how many it came to
 * @param seconds from the moment the backlog could be seen until its last score could be
 * @param cpuSeconds of the contestant's process meanwhile
 */
public record Drain(int scores, double seconds, double cpuSeconds) {
    private static final double THOUSAND = 1000;

    /** Scores a second. */
    public double perSecond() {
        return scores / seconds;
    }

    /** CPU seconds of 1,000 scores. */
    public double cpuSecondsPerThousand() {
        return cpuSeconds * THOUSAND / scores;
    }
}
