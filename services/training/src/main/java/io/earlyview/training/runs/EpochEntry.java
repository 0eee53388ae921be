package io.earlyview.training.runs;

import io.earlyview.training.domain.EpochFigures;
import org.jspecify.annotations.Nullable;

/** One finished epoch. The validation figures come from an inner split, not from the held-out examples. */
public record EpochEntry(
        int epoch,
        @Nullable Double trainLoss,
        @Nullable Double validationLoss,
        @Nullable Double validationAuroc,
        double elapsedSeconds) {

    static EpochEntry of(EpochFigures figures) {
        return new EpochEntry(
                figures.epoch(),
                Figures.finite(figures.trainLoss()),
                Figures.finite(figures.validationLoss()),
                Figures.finite(figures.validationAuroc()),
                figures.elapsedMillis() / 1000.0);
    }
}
