package io.earlyview.bench.speed;

/** A network that takes steps on one batch, somewhere. */
interface Steps extends AutoCloseable {

    /**
     * Some steps: forward, backward, clipping, Adam.
     *
     * @return milliseconds of a step, the mean over these
     */
    Timing take(int steps);

    @Override
    void close();

    /**
     * How long steps took.
     *
     * @param millisPerStep mean over the steps
     * @param firstLoss loss of the first of them, nats or squared units
     */
    record Timing(double millisPerStep, double firstLoss) {}
}
