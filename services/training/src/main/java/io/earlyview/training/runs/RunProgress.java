package io.earlyview.training.runs;

import io.earlyview.training.domain.BatchTick;
import org.jspecify.annotations.Nullable;

/**
 * How far fitting has come.
 *
 * @param epoch from 1; 0 before the first
 * @param epochs how many are planned
 * @param batch from 1 within the epoch; 0 before the first
 * @param batches in an epoch; 0 before the first
 * @param share of all steps that are done, in [0, 1]
 * @param loss of the last batch, nats
 * @param elapsedSeconds since the run was accepted
 * @param etaSeconds until fitting is done, as far as the steps so far tell
 */
public record RunProgress(
        int epoch,
        int epochs,
        int batch,
        int batches,
        double share,
        @Nullable Double loss,
        double elapsedSeconds,
        @Nullable Double etaSeconds) {

    static RunProgress none(int epochs) {
        return new RunProgress(0, epochs, 0, 0, 0, null, 0, null);
    }

    /** Before the first step after so many whole epochs. */
    RunProgress after(int epochsDone) {
        return new RunProgress(epochsDone, epochs, 0, 0, (double) epochsDone / epochs, null, elapsedSeconds, null);
    }

    /**
     * After a step.
     *
     * @param fittingSeconds since this process began to fit, the estimate's base
     * @param shareBefore share of all steps that were done before that
     */
    static RunProgress at(BatchTick tick, double elapsedSeconds, double fittingSeconds, double shareBefore) {
        double share = tick.share();
        return new RunProgress(
                tick.epoch(),
                tick.epochs(),
                tick.batch(),
                tick.batches(),
                share,
                Figures.finite(tick.loss()),
                elapsedSeconds,
                fittingSeconds * (1 - share) / (share - shareBefore));
    }

    RunProgress elapsed(double seconds) {
        return new RunProgress(epoch, epochs, batch, batches, share, loss, seconds, etaSeconds);
    }

    /** Nothing more to wait for. */
    RunProgress done() {
        return new RunProgress(epoch, epochs, batch, batches, share, loss, elapsedSeconds, null);
    }
}
