package io.earlyview.training.fitting.onnx;

import static io.earlyview.training.fitting.onnx.GraphWriter.ints;
import static io.earlyview.training.fitting.onnx.GraphWriter.number;

import io.earlyview.training.fitting.network.NetworkSpecification;
import io.earlyview.training.fitting.network.ViewSet;
import io.earlyview.training.fitting.onnx.LayerNodes.Value;
import java.util.List;

/** The nodes of a set of views: all in one graph with its angles inside, or one view a call with its angle beside it. */
final class ViewSetNodes {
    private final GraphWriter writer;
    private final LayerNodes layers;

    ViewSetNodes(GraphWriter writer, LayerNodes layers) {
        this.writer = writer;
        this.layers = layers;
    }

    /** The mean of the features of all views: {@code in} is [N, views, rows, columns]. */
    String mean(ViewSet set, String path, Value in) {
        int views = set.anglesDegrees().size();
        float[] directions = set.directions();
        float[] cosines = new float[views];
        float[] sines = new float[views];
        for (int view = 0; view < views; view++) {
            cosines[view] = directions[2 * view];
            sines[view] = directions[2 * view + 1];
        }
        int[] one = {1, views, 1, 1};
        String features = encoded(
                set,
                path,
                in,
                writer.constant(path + ".cosines", one, cosines),
                writer.constant(path + ".sines", one, sines));
        int each = set.outputShape(in.shape())[0];
        String apart = writer.node(
                "Reshape", path + ".apart", List.of(features, writer.constant(path + ".views", -1, views, each)));
        return mean(apart, path);
    }

    /** The mean over the views of features [N, views, features]. */
    String mean(String features, String path) {
        return writer.node("ReduceMean", path, List.of(features), ints("axes", 1), number("keepdims", 0));
    }

    /** The features of one view each, {@code in} [N, 1, rows, columns], whose angles {@code degrees} [N] come as an input. */
    String each(ViewSet set, String path, Value in, String degrees) {
        String factor = writer.constant(path + ".radian", new int[0], (float) Math.toRadians(1));
        String radians = writer.node("Mul", path + ".radians", List.of(degrees, factor));
        String column =
                writer.node("Reshape", path + ".column", List.of(radians, writer.constant(path + ".one", -1, 1, 1, 1)));
        return encoded(
                set,
                path,
                in,
                writer.node("Cos", path + ".cosines", List.of(column)),
                writer.node("Sin", path + ".sines", List.of(column)));
    }

    /** Features of every view of every example, one after the other. */
    private String encoded(ViewSet set, String path, Value in, String cosines, String sines) {
        String size = writer.node("Shape", path + ".size", List.of(in.name()));
        int[] shape = ViewSet.encoderShape(in.shape());
        String plane = writer.constant(path + ".plane", -1, 1, shape[1], shape[2]);
        String told = writer.node(
                "Concat",
                path + ".told",
                List.of(
                        writer.node("Reshape", path + ".view", List.of(in.name(), plane)),
                        plane(path + ".cosine", cosines, size, plane),
                        plane(path + ".sine", sines, size, plane)),
                number("axis", 1));
        return layers.append(set.encoder(), NetworkSpecification.encoderPrefix(path), new Value(told, shape))
                .name();
    }

    private String plane(String name, String values, String size, String plane) {
        String wide = writer.node("Expand", name + ".wide", List.of(values, size));
        return writer.node("Reshape", name, List.of(wide, plane));
    }
}
