package io.earlyview.training.checks.observation;

/**
 * A look at the outputs within the first tenth of a run whose epochs are too long to wait for.
 *
 * @param step from 1, over the whole run
 * @param trainLoss mean since the look before
 * @param spread {@link OutputSpread} of some validation outputs
 */
public record EarlyLook(long step, double trainLoss, double spread) implements Observation {}
