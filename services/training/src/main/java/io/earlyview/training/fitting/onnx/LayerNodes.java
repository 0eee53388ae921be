package io.earlyview.training.fitting.onnx;

import static io.earlyview.training.fitting.onnx.GraphWriter.ints;
import static io.earlyview.training.fitting.onnx.GraphWriter.number;
import static io.earlyview.training.fitting.onnx.GraphWriter.real;

import io.earlyview.training.fitting.network.GaussianKernel;
import io.earlyview.training.fitting.network.Layer;
import io.earlyview.training.fitting.network.NetworkSpecification;
import io.earlyview.training.fitting.network.ParameterSpecification;
import io.earlyview.training.fitting.network.Preparation;
import io.earlyview.training.fitting.network.ViewSet;
import io.earlyview.training.fitting.network.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** The ONNX nodes of each layer kind, opset 17. */
final class LayerNodes {
    private final GraphWriter writer;
    private final Weights weights;

    LayerNodes(GraphWriter writer, Weights weights) {
        this.writer = writer;
        this.weights = weights;
    }

    /** A value's name and its shape without the batch axis. */
    @SuppressWarnings("ArrayRecordComponent")
    record Value(String name, int[] shape) {}

    Value append(List<Layer> layers, String prefix, Value in) {
        return append(layers, 0, prefix, in);
    }

    /** The same from layer {@code first} on. */
    Value append(List<Layer> layers, int first, String prefix, Value in) {
        Value value = in;
        for (int i = first; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            String name = append(layer, NetworkSpecification.path(prefix, i), value);
            value = new Value(name, layer.outputShape(value.shape()));
        }
        return value;
    }

    private String append(Layer layer, String path, Value in) {
        String x = in.name();
        return switch (layer) {
            case Layer.Convolution conv -> convolution(conv, path, in);
            case Layer.BatchNorm _ ->
                writer.node(
                        "BatchNormalization",
                        path,
                        withParameters(layer, path, in),
                        real("epsilon", Layer.BatchNorm.EPSILON));
            case Layer.Relu _ -> writer.node("Relu", path, List.of(x));
            case Layer.MaxPool pool -> pool("MaxPool", pool.size(), path, in);
            case Layer.AveragePool pool -> pool("AveragePool", pool.size(), path, in);
            case Layer.GlobalAveragePool _ ->
                writer.node("ReduceMean", path, List.of(x), ints("axes", gridAxes(in)), number("keepdims", 0));
            case Layer.Residual residual -> {
                Value body = append(residual.body(), NetworkSpecification.bodyPrefix(path), in);
                Value shortcut = append(residual.shortcut(), NetworkSpecification.shortcutPrefix(path), in);
                yield writer.node("Add", path, List.of(body.name(), shortcut.name()));
            }
            case Layer.Flatten _ -> writer.node("Flatten", path, List.of(x), number("axis", 1));
            case Layer.Dense _ -> writer.node("Gemm", path, withParameters(layer, path, in), number("transB", 1));
            case Layer.Dropout _ -> x;
            case Preparation.CountNormalisation scope -> normalisation(scope, path, x);
            case Preparation.SquareRoot root -> squareRoot(root, path, x);
            case Preparation.GaussianSmoothing smoothing -> smoothing(smoothing, path, in);
            case Preparation.Standardisation constants -> standardisation(constants, path, in);
            case Preparation.GreyStandardisation scope -> greyStandardisation(scope, path, in);
            case Preparation.AsVolume _ -> reshaped(layer, path, in);
            case Preparation.CentreCrop crop -> crop(crop, path, in);
            case Preparation.MirrorViews mirrored -> mirror(mirrored, path, in);
            case Preparation.Thinning thinning -> BrightnessNodes.thinned(writer, thinning, path, in);
            case Preparation.BrightMoments moments -> BrightnessNodes.moments(writer, moments, path, in);
            case Preparation.PairMinima _ -> BrightnessNodes.pairMinima(writer, path, in);
            case ViewSet set -> new ViewSetNodes(writer, this).mean(set, path, in);
        };
    }

    private List<String> withParameters(Layer layer, String path, Value in) {
        List<String> inputs = new ArrayList<>(List.of(in.name()));
        for (ParameterSpecification parameter : layer.parameters(in.shape())) {
            String name = path + "." + parameter.name();
            inputs.add(writer.constant(name, parameter.shape(), weights.of(name)));
        }
        return inputs;
    }

    private String convolution(Layer.Convolution conv, String path, Value in) {
        int axes = in.shape().length - 1;
        return writer.node(
                "Conv",
                path,
                withParameters(conv, path, in),
                ints("kernel_shape", repeated(conv.kernel(), axes)),
                ints("strides", repeated(conv.stride(), axes)),
                ints("pads", repeated(conv.padding(), 2 * axes)));
    }

    private String pool(String operator, int size, String path, Value in) {
        long[] window = repeated(size, in.shape().length - 1);
        return writer.node(operator, path, List.of(in.name()), ints("kernel_shape", window), ints("strides", window));
    }

    private static long[] repeated(int value, int times) {
        long[] values = new long[times];
        Arrays.fill(values, value);
        return values;
    }

    /** The axes after batch and channels. */
    private static long[] gridAxes(Value in) {
        return LongStream.rangeClosed(2, in.shape().length).toArray();
    }

    private String reshaped(Layer layer, String path, Value in) {
        long[] shape = LongStream.concat(
                        LongStream.of(-1),
                        Arrays.stream(layer.outputShape(in.shape())).asLongStream())
                .toArray();
        return writer.node("Reshape", path, List.of(in.name(), writer.constant(path + ".shape", shape)));
    }

    private String normalisation(Preparation.CountNormalisation scope, String path, String x) {
        long[] axes = scope.perView() ? new long[] {2, 3} : new long[] {1, 2, 3};
        String mean = writer.node("ReduceMean", path + ".mean", List.of(x), ints("axes", axes), number("keepdims", 1));
        String floor = writer.constant(path + ".floor", new int[0], Preparation.CountNormalisation.FLOOR);
        String divisor = writer.node("Max", path + ".divisor", List.of(mean, floor));
        return writer.node("Div", path, List.of(x, divisor));
    }

    private String squareRoot(Preparation.SquareRoot root, String path, String x) {
        String positive = writer.node("Relu", path + ".positive", List.of(x));
        String offset = writer.constant(path + ".offset", new int[0], root.offset());
        String sum = writer.node("Add", path + ".sum", List.of(positive, offset));
        return writer.node("Sqrt", path, List.of(sum));
    }

    private String smoothing(Preparation.GaussianSmoothing smoothing, String path, Value in) {
        int channels = in.shape()[0];
        int radius = GaussianKernel.radius(smoothing.sigmaPixels());
        int size = 2 * radius + 1;
        String kernel = writer.constant(
                path + ".kernel",
                new int[] {channels, 1, size, size},
                GaussianKernel.perChannel(smoothing.sigmaPixels(), channels));
        return writer.node(
                "Conv",
                path,
                List.of(in.name(), kernel),
                ints("kernel_shape", size, size),
                ints("pads", radius, radius, radius, radius),
                number("group", channels));
    }

    private String standardisation(Preparation.Standardisation constants, String path, Value in) {
        String mean = perChannel(path + ".mean", constants.means());
        String deviation = perChannel(path + ".deviation", constants.deviations());
        String centred = writer.node("Sub", path + ".centred", List.of(in.name(), mean));
        return writer.node("Div", path, List.of(centred, deviation));
    }

    private String perChannel(String name, List<Float> values) {
        float[] array = new float[values.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = values.get(i);
        }
        return writer.constant(name, new int[] {array.length, 1, 1}, array);
    }

    private String greyStandardisation(Preparation.GreyStandardisation scope, String path, Value in) {
        long first = scope.perChannel() ? 2 : 1;
        String mean = mean(path + ".mean", in.name(), first, in.shape().length);
        String centred = writer.node("Sub", path + ".centred", List.of(in.name(), mean));
        String squares = writer.node("Mul", path + ".squares", List.of(centred, centred));
        String variance = mean(path + ".variance", squares, first, in.shape().length);
        String floor = writer.constant(path + ".floor", new int[0], Preparation.GreyStandardisation.EPSILON);
        String sum = writer.node("Add", path + ".sum", List.of(variance, floor));
        String deviation = writer.node("Sqrt", path + ".deviation", List.of(sum));
        return writer.node("Div", path, List.of(centred, deviation));
    }

    /** Axis by axis: one sum over a million values would lose the last three digits of a float. */
    private String mean(String path, String of, long firstAxis, long lastAxis) {
        return mean(writer, path, of, firstAxis, lastAxis);
    }

    static String mean(GraphWriter writer, String path, String of, long firstAxis, long lastAxis) {
        String mean = of;
        for (long axis = lastAxis; axis >= firstAxis; axis--) {
            mean = writer.node("ReduceMean", path + axis, List.of(mean), ints("axes", axis), number("keepdims", 1));
        }
        return mean;
    }

    private String crop(Preparation.CentreCrop crop, String path, Value in) {
        int top = (in.shape()[1] - crop.rows()) / 2;
        int left = (in.shape()[2] - crop.columns()) / 2;
        String from = writer.constant(path + ".from", top, left);
        String to = writer.constant(path + ".to", top + crop.rows(), left + crop.columns());
        String axes = writer.constant(path + ".axes", 2, 3);
        return writer.node("Slice", path, List.of(in.name(), from, to, axes));
    }

    private String mirror(Preparation.MirrorViews mirrored, String path, Value in) {
        List<String> views = new ArrayList<>();
        for (int view = 0; view < in.shape()[0]; view++) {
            String name = path + ".view" + view;
            boolean reverse = mirrored.views().contains(view);
            // Columns from the last to the first: an end of the smallest number means "past the beginning".
            String from = writer.constant(name + ".from", view, reverse ? -1 : 0);
            String to = writer.constant(name + ".to", view + 1, reverse ? Long.MIN_VALUE : Long.MAX_VALUE);
            String axes = writer.constant(name + ".axes", 1, 3);
            String steps = writer.constant(name + ".steps", 1, reverse ? -1 : 1);
            views.add(writer.node("Slice", name, List.of(in.name(), from, to, axes, steps)));
        }
        return writer.node("Concat", path, views, number("axis", 1));
    }
}
