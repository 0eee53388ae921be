package io.earlyview.training.domain;

/**
 * How one epoch went. The validation figures come from an inner split of the training side: the held-out examples are
 * looked at once, at the end.
 *
 * @param epoch from 1
 * @param epochs how many are planned
 * @param trainLoss mean loss over the epoch's batches; on varied examples
 * @param validationLoss mean loss on the inner validation examples
 * @param validationFigure on the inner validation examples: area under the ROC curve for two classes, macro-F1 for
 *     several, R² for a quantity; NaN where it cannot be told
 * @param elapsedMillis since fitting began
 */
public record EpochFigures(
        int epoch, int epochs, double trainLoss, double validationLoss, double validationFigure, long elapsedMillis) {}
