package io.earlyview.training.fitting.onnx;

import static io.earlyview.training.fitting.onnx.GraphWriter.number;

import io.earlyview.training.fitting.network.Preparation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** The ONNX nodes of the layers that look at brightness alone. */
final class BrightnessNodes {
    private BrightnessNodes() {}

    static String thinned(GraphWriter writer, Preparation.Thinning thinning, String path, LayerNodes.Value in) {
        int axes = in.shape().length - 1;
        long[] ends = Arrays.stream(in.shape()).skip(1).asLongStream().toArray();
        long[] steps = new long[axes];
        Arrays.fill(steps, thinning.step());
        return writer.node(
                "Slice",
                path,
                List.of(
                        in.name(),
                        writer.constant(path + ".from", new long[axes]),
                        writer.constant(path + ".to", ends),
                        writer.constant(
                                path + ".axes", LongStream.range(2, 2 + axes).toArray()),
                        writer.constant(path + ".steps", steps)));
    }

    static String moments(GraphWriter writer, Preparation.BrightMoments layer, String path, LayerNodes.Value in) {
        Nodes nodes = new Nodes(writer, path);
        int[] shape = in.shape();
        String above =
                nodes.of("Relu", "above", nodes.of("Sub", "centred", in.name(), nodes.mean("mean", in.name(), shape)));
        String weighted = nodes.mean("weighted", nodes.of("Mul", "product", in.name(), above), shape);
        String floor = nodes.constant("floor", Preparation.BrightMoments.FLOOR);
        String weight = nodes.of("Max", "weight.floored", nodes.mean("weight", above, shape), floor);
        String foreground = nodes.of("Div", "foreground", weighted, weight);
        String brightness = nodes.of("Div", "brightness", in.name(), nodes.of("Max", "divisor", foreground, floor));
        String shifted = nodes.of("Sub", "shifted", brightness, nodes.constant("least", (float) layer.least()));
        String scaled = nodes.of("Mul", "scaled", shifted, nodes.constant("scale", (float) (1 / layer.width())));
        String counted = nodes.of("Min", "counted", nodes.of("Relu", "positive", scaled), nodes.constant("one", 1));
        String share = nodes.of("Max", "share", nodes.mean("share.mean", counted, shape), floor);
        String total = nodes.mean("total", nodes.of("Mul", "bright", counted, brightness), shape);
        String middle = nodes.of("Div", "middle", total, share);
        String away = nodes.of("Sub", "away", brightness, middle);
        String squares = nodes.of("Mul", "squares", nodes.of("Mul", "counted.away", counted, away), away);
        String spread = nodes.of("Div", "spread", nodes.mean("squares.mean", squares, shape), share);
        String variance = nodes.of("Add", "variance", spread, nodes.constant("even", Preparation.BrightMoments.EVEN));
        String deviation = nodes.of("Sqrt", "deviation", variance);
        String cubes = nodes.mean("cubes.mean", nodes.of("Mul", "cubes", squares, away), shape);
        String third = nodes.of("Div", "third", cubes, share);
        String skewness = nodes.of("Div", "skewness", third, nodes.of("Mul", "scale.cubed", variance, deviation));
        List<String> moments = List.of(
                nodes.of("Log", "share.log", share), middle, nodes.of("Log", "deviation.log", deviation), skewness);
        String all = writer.node("Concat", path + ".moments", moments, number("axis", 1));
        return writer.node("Flatten", path, List.of(all), number("axis", 1));
    }

    static String pairMinima(GraphWriter writer, String path, LayerNodes.Value in) {
        Nodes nodes = new Nodes(writer, path);
        String axis = writer.constant(path + ".axis", 1);
        List<String> channels = new ArrayList<>();
        for (int channel = 0; channel < in.shape()[0]; channel++) {
            String name = path + ".channel" + channel;
            channels.add(nodes.of(
                    "Slice",
                    "channel" + channel,
                    in.name(),
                    writer.constant(name + ".from", channel),
                    writer.constant(name + ".to", channel + 1),
                    axis));
        }
        List<String> all = new ArrayList<>(List.of(in.name()));
        for (int one = 0; one < channels.size(); one++) {
            for (int other = one + 1; other < channels.size(); other++) {
                all.add(nodes.of("Min", "smaller" + one + "of" + other, channels.get(one), channels.get(other)));
            }
        }
        return writer.node("Concat", path, all, number("axis", 1));
    }

    /** Nodes whose names begin with the layer's. */
    private record Nodes(GraphWriter writer, String path) {
        String of(String operator, String name, String... inputs) {
            return writer.node(operator, path + "." + name, List.of(inputs));
        }

        String constant(String name, float value) {
            return writer.constant(path + "." + name, new int[0], value);
        }

        /** Over channels and grid, whose axes stay with length 1. */
        /** Of each example: over all its axes, which this shape counts. */
        String mean(String name, String of, int[] shape) {
            return LayerNodes.mean(writer, path + "." + name, of, 1, shape.length);
        }
    }
}
