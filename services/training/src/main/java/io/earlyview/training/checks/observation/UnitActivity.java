package io.earlyview.training.checks.observation;

import java.util.List;

/**
 * Which units still answer, sampled now and then on 64 or more examples.
 *
 * @param step from 1, over the whole run
 * @param layers those with a ReLU, always the same and in the same order
 */
public record UnitActivity(long step, List<Layer> layers) implements Observation {
    public UnitActivity {
        layers = List.copyOf(layers);
    }

    /** Share of a layer's units, or of a convolution's channels, that are 0 on all the examples. */
    public record Layer(String name, double dead) {}
}
