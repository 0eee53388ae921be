package io.earlyview.training.fitting.torch;

import io.earlyview.training.fitting.network.Weights;

/**
 * What Adam remembers from step to step.
 *
 * @param means running means of the gradients, by parameter
 * @param variances running means of their squares, by parameter
 * @param steps taken; the means of the first steps are corrected for having begun at 0
 */
public record AdamState(Weights means, Weights variances, int steps) {}
