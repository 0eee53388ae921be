package io.earlyview.training.checks.observation;

import java.util.OptionalDouble;

/**
 * The untrained network on training examples; so many, evenly from all strata, that the classes stand in their shares.
 *
 * @param loss mean
 * @param logSumExp largest |log Σ exp(outputs)| of an example, where the loss is fed one number for each class; 0 for
 *     logarithms of probabilities
 */
public record Opening(double loss, OptionalDouble logSumExp) implements Observation {}
