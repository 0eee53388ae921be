package io.earlyview.training.fitting.recipe;

/**
 * How steps are taken along the gradient.
 *
 * @param weightDecay share of each weight taken off a step, times the learning rate
 * @param clipNorm longest gradient over all parameters together
 * @param schedule course of the learning rate
 * @param averaging share of the running average of the weights that a step leaves; 0 keeps the last weights instead
 */
public record Descent(double weightDecay, double clipNorm, Schedule schedule, double averaging) {
    /** As we would: a little decay, clipped, along a cosine. */
    static final Descent CAREFUL = new Descent(0.05, 1, Schedule.COSINE, 0);

    /** As libraries do unless told otherwise: a constant rate, nothing clipped. */
    static final Descent AS_FOUND = new Descent(0, Double.MAX_VALUE, Schedule.CONSTANT, 0);

    Descent clipped(double norm) {
        return new Descent(weightDecay, norm, schedule, averaging);
    }
}
