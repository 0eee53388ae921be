package io.earlyview.training.fitting.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.pooling.Pool;
import io.earlyview.training.fitting.network.GaussianKernel;
import io.earlyview.training.fitting.network.Layer;
import io.earlyview.training.fitting.network.NetworkSpecification;
import java.util.List;
import java.util.Map;

/** What each layer kind does to a batch in DJL. */
final class LayerForward {
    private final Map<String, NDArray> parameters;
    private final Mode mode;

    /**
     * How a batch goes through.
     *
     * @param training whether batches are normalised with their own statistics and features dropped
     * @param statisticsKept share of the running statistics that a batch leaves: DJL counts the share kept, PyTorch the
     *     share replaced
     */
    record Mode(boolean training, float statisticsKept) {
        static final Mode SCORING = new Mode(false, 1);
        static final Mode FITTING = new Mode(true, 0.9f);
    }

    LayerForward(Map<String, NDArray> parameters, Mode mode) {
        this.parameters = parameters;
        this.mode = mode;
    }

    NDArray through(List<Layer> layers, String prefix, NDArray in) {
        NDArray x = in;
        for (int i = 0; i < layers.size(); i++) {
            x = through(layers.get(i), NetworkSpecification.path(prefix, i), x);
        }
        return x;
    }

    private NDArray through(Layer layer, String path, NDArray x) {
        return switch (layer) {
            case Layer.Conv2d conv -> convolution(conv, path, x);
            case Layer.BatchNorm _ -> batchNorm(path, x);
            case Layer.Relu _ -> Activation.relu(x);
            case Layer.MaxPool pool -> Pool.maxPool2d(x, square(pool.size()), square(pool.size()), square(0), false);
            case Layer.AveragePool pool ->
                Pool.avgPool2d(x, square(pool.size()), square(pool.size()), square(0), false, true);
            case Layer.GlobalAveragePool _ -> means(x, x.getShape().get(1));
            case Layer.Residual residual ->
                through(residual.body(), NetworkSpecification.bodyPrefix(path), x)
                        .add(through(residual.shortcut(), NetworkSpecification.shortcutPrefix(path), x));
            case Layer.Flatten _ -> x.reshape(x.getShape().get(0), -1);
            case Layer.Dense _ ->
                Linear.linear(x, parameter(path, "weight"), parameter(path, "bias"))
                        .singletonOrThrow();
            case Layer.Dropout dropout ->
                mode.training() ? Dropout.dropout(x, dropout.rate(), true).singletonOrThrow() : x;
            case Layer.CountNormalisation scope ->
                x.div(divisor(x, scope.perView() ? x.getShape().get(1) : 1));
            case Layer.SquareRoot root -> x.maximum(0f).add(root.offset()).sqrt();
            case Layer.GaussianSmoothing smoothing -> smoothing(smoothing, x);
            case Layer.Standardisation constants -> x.sub(constants.mean()).div(constants.deviation());
            case Layer.CentreCrop crop -> crop(crop, x);
            case Layer.MirrorViews mirrored -> mirror(mirrored, x);
        };
    }

    private NDArray parameter(String path, String name) {
        NDArray found = parameters.get(path + "." + name);
        if (found == null) {
            throw new IllegalStateException("no parameter " + path + "." + name);
        }
        return found;
    }

    private NDArray convolution(Layer.Conv2d conv, String path, NDArray x) {
        NDArray weight = parameter(path, "weight");
        Shape stride = square(conv.stride());
        Shape padding = square(conv.padding());
        NDList out = conv.bias()
                ? Conv2d.conv2d(x, weight, parameter(path, "bias"), stride, padding, square(1), 1)
                : x.getNDArrayInternal().convolution(x, weight, null, stride, padding, square(1), 1);
        return out.singletonOrThrow();
    }

    private NDArray batchNorm(String path, NDArray x) {
        return BatchNorm.batchNorm(
                        x,
                        parameter(path, "mean"),
                        parameter(path, "variance"),
                        parameter(path, "scale"),
                        parameter(path, "shift"),
                        1,
                        mode.statisticsKept(),
                        Layer.BatchNorm.EPSILON,
                        mode.training())
                .singletonOrThrow();
    }

    /** Means of equal parts of each example: [N, parts]. PyTorch's mean goes over one axis only in DJL. */
    private static NDArray means(NDArray x, long parts) {
        return x.reshape(x.getShape().get(0), parts, -1).mean(new int[] {2});
    }

    private static NDArray divisor(NDArray x, long parts) {
        return means(x, parts).maximum(Layer.CountNormalisation.FLOOR).reshape(-1, parts, 1, 1);
    }

    private static NDArray smoothing(Layer.GaussianSmoothing smoothing, NDArray x) {
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

    private static NDArray crop(Layer.CentreCrop crop, NDArray x) {
        long top = (x.getShape().get(2) - crop.rows()) / 2;
        long left = (x.getShape().get(3) - crop.columns()) / 2;
        return x.get(new NDIndex()
                .addAllDim()
                .addAllDim()
                .addSliceDim(top, top + crop.rows())
                .addSliceDim(left, left + crop.columns()));
    }

    private static NDArray mirror(Layer.MirrorViews mirrored, NDArray x) {
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
