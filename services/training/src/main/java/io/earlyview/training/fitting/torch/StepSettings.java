package io.earlyview.training.fitting.torch;

/**
 * How a step is taken.
 *
 * @param clipNorm longest gradient over all parameters together
 * @param weightDecay share of each weight taken off, times the learning rate; biases and scales are left alone
 * @param classWeights what an example of each class weighs in the loss; empty where all weigh the same
 */
@SuppressWarnings("ArrayRecordComponent")
public record StepSettings(double clipNorm, double weightDecay, float[] classWeights) {}
