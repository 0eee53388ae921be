package io.earlyview.training.fitting.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A network: from raw values [N, frames, rows, columns] to its head's outputs [N, outputs].
 *
 * @param name of the recipe it belongs to
 * @param head what the outputs mean
 */
public record NetworkSpecification(String name, int frames, int rows, int columns, List<Layer> layers, Head head) {

    public NetworkSpecification {
        layers = List.copyOf(layers);
        int[] out = outputShape(layers, new int[] {frames, rows, columns});
        if (!Arrays.equals(out, new int[] {head.outputs()})) {
            throw new IllegalArgumentException(
                    name + " ends in " + Arrays.toString(out) + ", its head takes " + head.outputs());
        }
    }

    /** Shape of one acquisition. */
    public int[] inputShape() {
        return new int[] {frames, rows, columns};
    }

    /** All parameters with full names such as {@code "07.body.00.weight"}, in the order of the layers. */
    public List<ParameterSpecification> parameters() {
        List<ParameterSpecification> all = new ArrayList<>();
        collect(layers, "", inputShape(), all);
        return all;
    }

    /** How many values fitting moves. */
    public int fittedValues() {
        return parameters().stream()
                .filter(parameter -> parameter.role().fitted())
                .mapToInt(parameter -> Shapes.values(parameter.shape()))
                .sum();
    }

    /** Whether it takes a set of views, of which there may be any number. */
    public boolean takesASet() {
        return layers.stream().anyMatch(ViewSet.class::isInstance);
    }

    /** Other layers and another head for the same frames. */
    public NetworkSpecification with(List<Layer> otherLayers, Head otherHead) {
        return new NetworkSpecification(name, frames, rows, columns, otherLayers, otherHead);
    }

    /** The layers before the first that has weights: what prepares the frames for it. */
    public List<Layer> preprocessing() {
        int[] shape = inputShape();
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            boolean weights = layer instanceof Layer.Residual
                    || layer instanceof ViewSet
                    || layer.parameters(shape).stream()
                            .anyMatch(parameter -> parameter.role() == ParameterSpecification.Role.WEIGHT);
            if (weights) {
                return layers.subList(0, i);
            }
            shape = layer.outputShape(shape);
        }
        return layers;
    }

    /** What layer {@code index} gives of one acquisition. */
    public int[] shapeAfter(int index) {
        return outputShape(layers.subList(0, index + 1), inputShape());
    }

    /** How many channels {@link #preprocessing} hands on; features count as one. */
    public int channelsEntering() {
        int[] shape = outputShape(preprocessing(), inputShape());
        return shape.length == 1 ? 1 : shape[0];
    }

    /** Name of the layer at {@code index} under {@code prefix}: what its parameters' names begin with. */
    public static String path(String prefix, int index) {
        return "%s%02d".formatted(prefix, index);
    }

    /** Prefix of the layers in a residual's body. */
    public static String bodyPrefix(String path) {
        return path + ".body.";
    }

    /** Prefix of the layers in a residual's shortcut. */
    public static String shortcutPrefix(String path) {
        return path + ".shortcut.";
    }

    /** Prefix of the layers in a set's encoder. */
    public static String encoderPrefix(String path) {
        return path + ".encoder.";
    }

    /** The same network, with the same parameters, for other views of the set it takes. */
    public NetworkSpecification atViews(List<Float> anglesDegrees) {
        List<Layer> others = layers.stream()
                .map(layer -> layer instanceof ViewSet set ? set.at(anglesDegrees) : layer)
                .toList();
        return new NetworkSpecification(name, anglesDegrees.size(), rows, columns, others, head);
    }

    static int[] outputShape(List<Layer> layers, int[] in) {
        int[] shape = in;
        for (Layer layer : layers) {
            shape = layer.outputShape(shape);
        }
        return shape;
    }

    private static void collect(List<Layer> layers, String prefix, int[] in, List<ParameterSpecification> all) {
        int[] shape = in;
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            String path = path(prefix, i);
            for (ParameterSpecification parameter : layer.parameters(shape)) {
                all.add(parameter.within(path));
            }
            if (layer instanceof Layer.Residual residual) {
                collect(residual.body(), bodyPrefix(path), shape, all);
                collect(residual.shortcut(), shortcutPrefix(path), shape, all);
            } else if (layer instanceof ViewSet set) {
                collect(set.encoder(), encoderPrefix(path), ViewSet.encoderShape(shape), all);
            }
            shape = layer.outputShape(shape);
        }
    }
}
