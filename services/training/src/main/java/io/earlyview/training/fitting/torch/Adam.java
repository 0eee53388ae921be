package io.earlyview.training.fitting.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.earlyview.training.fitting.network.Weights;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Adam (Kingma and Ba, 2015) as DJL's PyTorch engine computes it. DJL's own optimiser keeps its moments to itself, and a
 * run that goes on after a crash needs them.
 */
final class Adam {
    private static final float MEAN_KEPT = 0.9f;
    private static final float VARIANCE_KEPT = 0.999f;
    private static final float EPSILON = 1e-8f;

    private final Map<String, NDArray> means = new LinkedHashMap<>();
    private final Map<String, NDArray> variances = new LinkedHashMap<>();
    private int steps;

    /** {@code fitted}: the arrays that will be moved, by name. */
    Adam(NDManager manager, Map<String, NDArray> fitted) {
        fitted.forEach((name, array) -> {
            means.put(name, manager.zeros(array.getShape()));
            variances.put(name, manager.zeros(array.getShape()));
        });
    }

    /** Begins a step; {@link #move} is then called once for each parameter. */
    void step() {
        steps++;
    }

    /** Moves one parameter along its gradient and forgets the gradient. */
    void move(String name, NDArray array, NDArray gradient, float rate) {
        double meanShare = 1 - Math.pow(MEAN_KEPT, steps);
        double varianceShare = 1 - Math.pow(VARIANCE_KEPT, steps);
        float corrected = (float) (rate * Math.sqrt(varianceShare) / meanShare);
        array.getNDArrayInternal()
                .adamUpdate(
                        new NDList(array, gradient, of(means, name), of(variances, name)),
                        new NDList(array),
                        rate,
                        corrected,
                        0,
                        1,
                        -1,
                        MEAN_KEPT,
                        VARIANCE_KEPT,
                        EPSILON,
                        true,
                        false);
    }

    /** Forgets everything. */
    void reset() {
        steps = 0;
        means.values().forEach(array -> array.muli(0));
        variances.values().forEach(array -> array.muli(0));
    }

    AdamState state() {
        return new AdamState(copy(means), copy(variances), steps);
    }

    void load(AdamState state) {
        steps = state.steps();
        means.forEach((name, array) -> array.set(FloatBuffer.wrap(state.means().of(name))));
        variances.forEach(
                (name, array) -> array.set(FloatBuffer.wrap(state.variances().of(name))));
    }

    private static Weights copy(Map<String, NDArray> arrays) {
        Map<String, float[]> values = new LinkedHashMap<>();
        arrays.forEach((name, array) -> values.put(name, array.toFloatArray()));
        return new Weights(values);
    }

    private static NDArray of(Map<String, NDArray> arrays, String name) {
        NDArray found = arrays.get(name);
        if (found == null) {
            throw new IllegalStateException("no moments of " + name);
        }
        return found;
    }
}
