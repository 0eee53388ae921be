package io.earlyview.training.fitting.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Our steps against those of DJL's own optimiser, bit by bit. */
class AdamTest {
    private static final float RATE = 3e-3f;
    private static final int VALUES = 500;

    @Test
    void movesAsDjlsOwnAlsoAfterItsStateWasSavedAndLoaded() {
        try (NDManager manager = TorchEngine.engine().newBaseManager()) {
            Random random = new Random(1);
            NDArray reference = values(manager, random);
            NDArray ours = reference.duplicate();
            ours.setRequiresGradient(true);
            reference.setRequiresGradient(true);
            Optimizer djl =
                    Optimizer.adam().optLearningRateTracker(Tracker.fixed(RATE)).build();
            Adam adam = new Adam(manager, Map.of("weight", ours));
            for (int step = 1; step <= 20; step++) {
                if (step == 11) {
                    AdamState state = adam.state();
                    adam = new Adam(manager, Map.of("weight", ours));
                    adam.load(state);
                }
                NDArray gradient = values(manager, random);
                djl.update("weight", reference, gradient.duplicate());
                adam.step();
                adam.move("weight", ours, gradient, RATE);
                assertArrayEquals(reference.toFloatArray(), ours.toFloatArray(), "step " + step);
            }
        }
    }

    private static NDArray values(NDManager manager, Random random) {
        float[] values = new float[VALUES];
        for (int i = 0; i < VALUES; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return manager.create(values, new Shape(VALUES));
    }
}
