package io.earlyview.bench.inference;

import java.util.List;

/**
 * How much is measured.
 *
 * @param rounds in each of which everybody has a turn
 * @param warmUpSeconds of the backlog before anything is timed, by raw ONNX Runtime's rate
 * @param warmUpAcquisitions most of them: Java has compiled all that matters by then
 * @param backlogSeconds of the backlog that is timed, by the same rate
 * @param loadWarmUpSeconds of open-loop load before any is timed: single acquisitions run through other code than backlogs
 * @param loadSeconds of each open-loop load
 * @param shares loads, as shares of the slowest contestant's rate in the rehearsal
 */
record Plan(
        int rounds,
        double warmUpSeconds,
        int warmUpAcquisitions,
        double backlogSeconds,
        double loadWarmUpSeconds,
        double loadSeconds,
        List<Double> shares) {
    private static final List<Double> HALF_AND_MORE = List.of(0.5, 0.8);

    static Plan full(int rounds) {
        return new Plan(rounds, 15, 12_000, 4, 3, 8, HALF_AND_MORE);
    }

    static Plan quick() {
        return new Plan(2, 4, 6_000, 1.5, 1, 3, HALF_AND_MORE);
    }

    /** Acquisitions of the backlog before anything is timed, where raw ONNX Runtime scores so many a second. */
    int warmUp(double rawPerSecond) {
        return Math.clamp(Math.round(warmUpSeconds * rawPerSecond), 1, warmUpAcquisitions);
    }

    /** Acquisitions of the backlog that is timed. */
    int backlog(double rawPerSecond) {
        return Math.max(1, (int) Math.round(backlogSeconds * rawPerSecond));
    }
}
