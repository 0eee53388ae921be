package io.earlyview.training.runs;

import io.earlyview.training.domain.EpochFigures;
import org.jspecify.annotations.Nullable;

/**
 * One finished epoch. The validation figures come from an inner split, not from the held-out examples.
 *
 * @param validationFigure area under the ROC curve for two classes, macro-F1 for several, R² for a quantity
 */
public record EpochEntry(
        int epoch,
        @Nullable Double trainLoss,
        @Nullable Double validationLoss,
        @Nullable Double validationFigure,
        double elapsedSeconds) {

    static EpochEntry of(EpochFigures figures) {
        return new EpochEntry(
                figures.epoch(),
                Figures.finite(figures.trainLoss()),
                Figures.finite(figures.validationLoss()),
                Figures.finite(figures.validationFigure()),
                figures.elapsedMillis() / 1000.0);
    }
}
