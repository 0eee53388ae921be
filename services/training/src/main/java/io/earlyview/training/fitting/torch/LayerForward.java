package io.earlyview.training.fitting.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.pooling.Pool;
import io.earlyview.training.fitting.network.GaussianKernel;
import io.earlyview.training.fitting.network.Layer;
import io.earlyview.training.fitting.network.NetworkSpecification;
import io.earlyview.training.fitting.network.Preparation;
import io.earlyview.training.fitting.network.ViewSet;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** What each layer kind does to a batch in DJL. */
final class LayerForward {
    /** Where channels are, as libtorch has it. Told that it is 1, DJL swaps axis 1 for itself, there and back. */
    private static final int LIBTORCHS_OWN_AXIS = -1;

    private final Map<String, NDArray> parameters;
    private final Mode mode;
    private final BiConsumer<String, NDArray> passed;

    /**
     * How a batch goes through.
     *
     * @param batchStatistics whether batches are normalised with their own statistics
     * @param dropping whether features are dropped
     * @param statisticsKept share of the running statistics that a batch leaves: DJL counts the share kept, PyTorch the
     *     share replaced
     */
    record Mode(boolean batchStatistics, boolean dropping, float statisticsKept) {
        static final Mode SCORING = new Mode(false, false, 1);
        static final Mode FITTING = new Mode(true, true, 0.9f);
        /** Normalised as in fitting, and nothing is dropped or moved. */
        static final Mode LOOKING = new Mode(true, false, 1);
    }

    /** {@code passed} is shown what each ReLU lets through, under its layer's name. */
    LayerForward(Map<String, NDArray> parameters, Mode mode, BiConsumer<String, NDArray> passed) {
        this.parameters = parameters;
        this.mode = mode;
        this.passed = passed;
    }

    NDArray through(List<Layer> layers, String prefix, NDArray in) {
        return through(layers, 0, prefix, in);
    }

    /** Through the layers from this one on. */
    NDArray through(List<Layer> layers, int first, String prefix, NDArray in) {
        NDArray x = in;
        for (int i = first; i < layers.size(); i++) {
            x = through(layers.get(i), NetworkSpecification.path(prefix, i), x);
        }
        return x;
    }

    private NDArray through(Layer layer, String path, NDArray x) {
        return switch (layer) {
            case Layer.Convolution conv -> convolution(conv, path, x);
            case Layer.BatchNorm _ -> batchNorm(path, x);
            case Layer.Relu _ -> rectified(path, x);
            case Layer.MaxPool pool -> maxPool(x, pool.size());
            case Layer.AveragePool pool -> averagePool(x, pool.size());
            case Layer.GlobalAveragePool _ -> means(x, x.getShape().get(1));
            case Layer.Residual residual ->
                through(residual.body(), NetworkSpecification.bodyPrefix(path), x)
                        .add(through(residual.shortcut(), NetworkSpecification.shortcutPrefix(path), x));
            case Layer.Flatten _ -> x.reshape(x.getShape().get(0), -1);
            case Layer.Dense _ ->
                Linear.linear(x, parameter(path, "weight"), parameter(path, "bias"))
                        .singletonOrThrow();
            case Layer.Dropout dropout ->
                mode.dropping() ? Dropout.dropout(x, dropout.rate(), true).singletonOrThrow() : x;
            case Preparation.CountNormalisation scope ->
                x.div(divisor(x, scope.perView() ? x.getShape().get(1) : 1));
            case Preparation.SquareRoot root -> x.maximum(0f).add(root.offset()).sqrt();
            case Preparation.GaussianSmoothing smoothing -> smoothing(smoothing, x);
            case Preparation.Standardisation constants ->
                x.sub(perChannel(x, constants.means())).div(perChannel(x, constants.deviations()));
            case Preparation.GreyStandardisation scope -> greyStandardisation(scope, x);
            case Preparation.AsVolume _ -> x.expandDims(1);
            case Preparation.CentreCrop crop -> crop(crop, x);
            case Preparation.MirrorViews mirrored -> mirror(mirrored, x);
            case Preparation.Thinning thinning -> BrightnessForward.thinned(x, thinning.step());
            case Preparation.BrightMoments moments -> BrightnessForward.moments(x, moments);
            case Preparation.PairMinima _ -> BrightnessForward.pairMinima(x);
            case ViewSet set -> viewSet(set, path, x);
        };
    }

    private NDArray viewSet(ViewSet set, String path, NDArray x) {
        int views = set.anglesDegrees().size();
        Shape in = x.getShape();
        long count = in.get(0);
        Shape planes = new Shape(count, views, 2, in.get(2), in.get(3));
        NDArray directions = x.getManager()
                .create(set.directions(), new Shape(1, views, 2, 1, 1))
                .broadcast(planes);
        NDArray told = NDArrays.concat(new NDList(x.expandDims(2), directions), 2);
        NDArray each = told.reshape(count * views, ViewSet.CHANNELS, in.get(2), in.get(3));
        NDArray features = through(set.encoder(), NetworkSpecification.encoderPrefix(path), each);
        return features.reshape(count, views, -1).mean(new int[] {1});
    }

    private NDArray rectified(String path, NDArray x) {
        NDArray through = Activation.relu(x);
        passed.accept(path, through);
        return through;
    }

    private NDArray parameter(String path, String name) {
        NDArray found = parameters.get(path + "." + name);
        if (found == null) {
            throw new IllegalStateException("no parameter " + path + "." + name);
        }
        return found;
    }

    private NDArray convolution(Layer.Convolution conv, String path, NDArray x) {
        NDArray bias = conv.bias() ? parameter(path, "bias") : null;
        return x.getNDArrayInternal()
                .convolution(
                        x,
                        parameter(path, "weight"),
                        bias,
                        window(x, conv.stride()),
                        window(x, conv.padding()),
                        window(x, 1),
                        1)
                .singletonOrThrow();
    }

    private static NDArray maxPool(NDArray x, int size) {
        Shape window = window(x, size);
        Shape none = window(x, 0);
        return isVolume(x)
                ? Pool.maxPool3d(x, window, window, none, false)
                : Pool.maxPool2d(x, window, window, none, false);
    }

    private static NDArray averagePool(NDArray x, int size) {
        Shape window = window(x, size);
        Shape none = window(x, 0);
        return isVolume(x)
                ? Pool.avgPool3d(x, window, window, none, false, true)
                : Pool.avgPool2d(x, window, window, none, false, true);
    }

    private static boolean isVolume(NDArray x) {
        return x.getShape().dimension() == 5;
    }

    /** The same length along every axis of the grid. */
    private static Shape window(NDArray x, int length) {
        return isVolume(x) ? new Shape(length, length, length) : new Shape(length, length);
    }

    private static NDArray perChannel(NDArray x, List<Float> values) {
        float[] array = new float[values.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = values.get(i);
        }
        return x.getManager().create(array, new Shape(1, array.length, 1, 1));
    }

    private static NDArray greyStandardisation(Preparation.GreyStandardisation scope, NDArray x) {
        NDArray parts =
                x.reshape(x.getShape().get(0), scope.perChannel() ? x.getShape().get(1) : 1, -1);
        NDArray centred = parts.sub(parts.mean(new int[] {2}, true));
        NDArray variance = centred.square().mean(new int[] {2}, true);
        return centred.div(variance.add(Preparation.GreyStandardisation.EPSILON).sqrt())
                .reshape(x.getShape());
    }

    private NDArray batchNorm(String path, NDArray x) {
        return BatchNorm.batchNorm(
                        x,
                        parameter(path, "mean"),
                        parameter(path, "variance"),
                        parameter(path, "scale"),
                        parameter(path, "shift"),
                        LIBTORCHS_OWN_AXIS,
                        mode.statisticsKept(),
                        Layer.BatchNorm.EPSILON,
                        mode.batchStatistics())
                .singletonOrThrow();
    }

    /** Means of equal parts of each example: [N, parts]. PyTorch's mean goes over one axis only in DJL. */
    private static NDArray means(NDArray x, long parts) {
        return x.reshape(x.getShape().get(0), parts, -1).mean(new int[] {2});
    }

    private static NDArray divisor(NDArray x, long parts) {
        return means(x, parts).maximum(Preparation.CountNormalisation.FLOOR).reshape(-1, parts, 1, 1);
    }

    private static NDArray smoothing(Preparation.GaussianSmoothing smoothing, NDArray x) {
        int channels = (int) x.getShape().get(1);
        int radius = GaussianKernel.radius(smoothing.sigmaPixels());
        int size = 2 * radius + 1;
        NDArray kernel = x.getManager()
                .create(
                        GaussianKernel.perChannel(smoothing.sigmaPixels(), channels),
                        new Shape(channels, 1, size, size));
        return x.getNDArrayInternal()
                .convolution(x, kernel, null, square(1), square(radius), square(1), channels)
                .singletonOrThrow();
    }

    private static NDArray crop(Preparation.CentreCrop crop, NDArray x) {
        long top = (x.getShape().get(2) - crop.rows()) / 2;
        long left = (x.getShape().get(3) - crop.columns()) / 2;
        return x.get(new NDIndex()
                .addAllDim()
                .addAllDim()
                .addSliceDim(top, top + crop.rows())
                .addSliceDim(left, left + crop.columns()));
    }

    private static NDArray mirror(Preparation.MirrorViews mirrored, NDArray x) {
        NDList views = new NDList();
        for (int view = 0; view < x.getShape().get(1); view++) {
            NDArray one = x.get(new NDIndex().addAllDim().addSliceDim(view, view + 1L));
            views.add(mirrored.views().contains(view) ? one.flip(3) : one);
        }
        return NDArrays.concat(views, 1);
    }

    private static Shape square(int size) {
        return new Shape(size, size);
    }
}
