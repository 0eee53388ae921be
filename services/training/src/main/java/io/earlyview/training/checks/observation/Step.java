package io.earlyview.training.checks.observation;

import java.util.List;

/**
 * A step about to be taken: measured after the gradients, before the weights move, so that a verdict can still spare them.
 *
 * @param number from 1, over the whole run
 * @param loss mean over the batch
 * @param gradientNorm over all parameters together, before clipping
 * @param layers with weights, from the input to the output; empty where not measured at this step
 */
public record Step(long number, double loss, double gradientNorm, List<Layer> layers) implements Observation {
    public Step {
        layers = List.copyOf(layers);
    }

    /** Gradient of one layer's weights, biases left out, before clipping. */
    public record Layer(String name, double gradientNorm) {}
}
