package io.earlyview.training.domain;

/**
 * How one epoch went. The validation figures come from an inner split of the training side: the held-out examples are
 * looked at once, at the end.
 *
 * @param epoch from 1
 * @param epochs how many are planned
 * @param trainLoss mean binary cross-entropy over the epoch's batches, nats; on augmented examples
 * @param validationLoss mean binary cross-entropy on the inner validation examples, nats
 * @param validationAuroc area under the ROC curve on the inner validation examples; NaN where one class is missing there
 * @param elapsedMillis since fitting began
 */
public record EpochFigures(
        int epoch, int epochs, double trainLoss, double validationLoss, double validationAuroc, long elapsedMillis) {}
