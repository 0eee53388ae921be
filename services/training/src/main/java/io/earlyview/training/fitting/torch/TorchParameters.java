package io.earlyview.training.fitting.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.earlyview.training.fitting.network.NetworkSpecification;
import io.earlyview.training.fitting.network.ParameterSpecification;
import io.earlyview.training.fitting.network.ParameterSpecification.Role;
import io.earlyview.training.fitting.network.Weights;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The parameters of a network as named arrays. They close with the manager that they were made under. */
final class TorchParameters {
    private final Map<String, NDArray> arrays = new LinkedHashMap<>();
    private final Map<String, NDArray> fitted = new LinkedHashMap<>();
    private final Set<String> weightNames = new HashSet<>();
    private final Map<String, NDArray> kept = new LinkedHashMap<>();

    TorchParameters(NDManager manager, NetworkSpecification network, Weights start) {
        for (ParameterSpecification specification : network.parameters()) {
            NDArray array = manager.create(start.of(specification.name()), shape(specification.shape()));
            array.setRequiresGradient(specification.role().fitted());
            arrays.put(specification.name(), array);
            if (specification.role().fitted()) {
                fitted.put(specification.name(), array);
            }
            if (specification.role() == Role.WEIGHT) {
                weightNames.add(specification.name());
            }
        }
    }

    /** All of them by name. */
    Map<String, NDArray> arrays() {
        return arrays;
    }

    /** Those that gradients move, by name. */
    Map<String, NDArray> fitted() {
        return fitted;
    }

    /** Copies of the weights, without biases, scales and statistics; whoever asks closes them. */
    Map<String, NDArray> weightCopies() {
        Map<String, NDArray> copies = new LinkedHashMap<>();
        fitted.forEach((name, array) -> {
            if (isWeight(name)) {
                copies.put(name, array.duplicate());
            }
        });
        return copies;
    }

    /** Whether it is a layer's weights, not a bias or a scale. */
    boolean isWeight(String name) {
        return weightNames.contains(name);
    }

    /** Length of all gradients together; {@code layers} takes that of each layer's weights. */
    double gradientNorm(List<LayerNumber> layers) {
        double all = 0;
        for (Map.Entry<String, NDArray> parameter : fitted.entrySet()) {
            try (NDArray gradient = parameter.getValue().getGradient()) {
                double norm = norm(gradient);
                all += norm * norm;
                if (isWeight(parameter.getKey())) {
                    layers.add(new LayerNumber(layer(parameter.getKey()), norm));
                }
            }
        }
        return Math.sqrt(all);
    }

    /** For each of these copies how far its weights have moved since, over their length then. Closes the copies. */
    List<LayerNumber> movedSince(Map<String, NDArray> copies) {
        List<LayerNumber> ratios = new ArrayList<>();
        copies.forEach((name, old) -> {
            try (old;
                    NDArray moved = array(name).sub(old)) {
                ratios.add(new LayerNumber(layer(name), norm(moved) / Math.max(norm(old), 1e-12)));
            }
        });
        return ratios;
    }

    /** Keeps a copy of all values, in place of the one before. */
    void keep() {
        kept.values().forEach(NDArray::close);
        kept.clear();
        arrays.forEach((name, array) -> kept.put(name, array.duplicate()));
    }

    /** Goes back to the values that were kept last. */
    void goBack() {
        kept.forEach((name, array) -> array(name).set(array.toByteBuffer()));
    }

    /** A copy of all values. */
    Weights weights() {
        Map<String, float[]> values = new LinkedHashMap<>();
        arrays.forEach((name, array) -> values.put(name, array.toFloatArray()));
        return new Weights(values);
    }

    /** Replaces all values. */
    void load(Weights weights) {
        arrays.forEach((name, array) -> array.set(FloatBuffer.wrap(weights.of(name))));
    }

    private NDArray array(String name) {
        NDArray array = arrays.get(name);
        if (array == null) {
            throw new IllegalStateException("no parameter " + name);
        }
        return array;
    }

    /** Without a copy as large as the array, which squaring it would make. */
    private static double norm(NDArray array) {
        try (NDArray norm = array.norm()) {
            return norm.getFloat();
        }
    }

    /** A layer's name from its parameter's. */
    private static String layer(String parameter) {
        return parameter.substring(0, parameter.lastIndexOf('.'));
    }

    private static Shape shape(int[] sizes) {
        long[] wide = new long[sizes.length];
        for (int i = 0; i < sizes.length; i++) {
            wide[i] = sizes[i];
        }
        return new Shape(wide);
    }
}
