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

    static String shares(GraphWriter writer, Preparation.BrightnessShares layer, String path, LayerNodes.Value in) {
        Nodes nodes = new Nodes(writer, path);
        String above = nodes.of("Relu", "above", nodes.of("Sub", "centred", in.name(), nodes.mean("mean", in)));
        String weighted =
                nodes.mean("weighted", new LayerNodes.Value(nodes.of("Mul", "product", in.name(), above), in.shape()));
        String weight = nodes.mean("weight", new LayerNodes.Value(above, in.shape()));
        String floor = nodes.constant("floor", Preparation.BrightnessShares.FLOOR);
        String foreground = nodes.of("Div", "foreground", weighted, nodes.of("Max", "weight.floored", weight, floor));
        String relative = nodes.of("Div", "relative", in.name(), nodes.of("Max", "divisor", foreground, floor));
        String shifted = nodes.of("Sub", "shifted", relative, nodes.constant("least", (float) layer.least()));
        String brightness = nodes.of("Mul", "brightness", shifted, nodes.constant("scale", (float) (1 / layer.step())));
        String one = nodes.constant("one", 1);
        List<String> shares = new ArrayList<>();
        for (int bin = 0; bin < layer.bins(); bin++) {
            String name = "bin" + bin;
            String beside = nodes.of("Sub", name + ".beside", brightness, nodes.constant(name, bin));
            boolean last = bin == layer.bins() - 1;
            String slope = last
                    ? nodes.of("Add", name + ".rise", beside, one)
                    : nodes.of("Sub", name + ".peak", one, nodes.of("Abs", name + ".away", beside));
            String positive = nodes.of("Relu", name + ".positive", slope);
            String counted = last ? nodes.of("Min", name + ".counted", positive, one) : positive;
            shares.add(nodes.mean(name + ".share", new LayerNodes.Value(counted, in.shape())));
        }
        String all = writer.node("Concat", path + ".shares", shares, number("axis", 1));
        String flat = writer.node("Flatten", path + ".flat", List.of(all), number("axis", 1));
        return writer.node("Log", path, List.of(nodes.of("Add", "floored", flat, floor)));
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
        String mean(String name, LayerNodes.Value of) {
            return LayerNodes.mean(writer, path + "." + name, of.name(), 1, of.shape().length);
        }
    }
}
