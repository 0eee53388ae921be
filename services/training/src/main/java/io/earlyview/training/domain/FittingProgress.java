package io.earlyview.training.domain;

import java.util.List;

/** Who watches a fitting and may stop it. Called on the thread that fits. */
public interface FittingProgress {
    /** An epoch is done. */
    void onEpoch(EpochFigures figures);

    /** A step is done. */
    default void onBatch(BatchTick tick) {}

    /** A fold of a cross-validation is about to be fitted; from 1. Epochs are told of the fit after the last fold only. */
    default void onFold(int fold, int folds) {}

    /** The cross-validation is over. */
    default void onFolds(FoldsOutcome outcome) {}

    /** The network is fitted, and the held-out examples have been scored: the only time that anybody sees them. */
    default void onHeldOut(List<PredictedCase> cases) {}

    /** A check named something. */
    default void onFinding(NamedFinding finding) {}

    /** The held-out examples are about to be scored, for the only time. */
    default void onHeldOutRead() {}

    /** Views beyond the needed ones have been read and encoded, of {@code cases} of {@code all}. */
    default void onFurtherViews(int cases, int all) {}

    /** Whether to stop; asked before every step. */
    boolean cancelled();

    /** Watches nothing and never stops. */
    static FittingProgress silent() {
        return new FittingProgress() {
            @Override
            public void onEpoch(EpochFigures figures) {}

            @Override
            public boolean cancelled() {
                return false;
            }
        };
    }
}
