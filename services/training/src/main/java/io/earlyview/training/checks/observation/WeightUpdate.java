package io.earlyview.training.checks.observation;

import java.util.List;

/**
 * How far a step moved the weights; every step or a sample of them.
 *
 * @param step from 1, over the whole run
 * @param layers with weights, always the same and in the same order
 */
public record WeightUpdate(long step, List<Layer> layers) implements Observation {
    public WeightUpdate {
        layers = List.copyOf(layers);
    }

    /** ‖update‖ / ‖weights‖ of one layer's weights, biases left out. */
    public record Layer(String name, double ratio) {}
}
