package io.earlyview.training.domain;

/**
 * One step of fitting, for a progress bar.
 *
 * @param epoch from 1
 * @param epochs how many are planned
 * @param batch from 1
 * @param batches in an epoch
 * @param loss of this batch, nats
 */
public record BatchTick(int epoch, int epochs, int batch, int batches, double loss) {
    /** Share of all steps that are done, in (0, 1]. */
    public double share() {
        return ((epoch - 1.0) * batches + batch) / ((double) epochs * batches);
    }
}
