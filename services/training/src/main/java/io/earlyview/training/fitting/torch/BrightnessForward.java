package io.earlyview.training.fitting.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import io.earlyview.training.fitting.network.Preparation;

/** What the layers that look at brightness alone do to a batch in DJL. */
final class BrightnessForward {
    private BrightnessForward() {}

    static NDArray thinned(NDArray x, int step) {
        NDIndex index = new NDIndex().addAllDim().addAllDim();
        for (int axis = 2; axis < x.getShape().dimension(); axis++) {
            index.addSliceDim(0, x.getShape().get(axis), step);
        }
        return x.get(index);
    }

    /** [N, 4]. */
    static NDArray moments(NDArray x, Preparation.BrightMoments layer) {
        NDArray pixels = x.reshape(x.getShape().get(0), -1);
        NDArray above = pixels.sub(mean(pixels)).maximum(0f);
        NDArray foreground = mean(pixels.mul(above)).div(mean(above).maximum(Preparation.BrightMoments.FLOOR));
        NDArray brightness = pixels.div(foreground.maximum(Preparation.BrightMoments.FLOOR));
        NDArray counted = brightness
                .sub((float) layer.least())
                .mul((float) (1 / layer.width()))
                .maximum(0f)
                .minimum(1f);
        NDArray share = mean(counted).maximum(Preparation.BrightMoments.FLOOR);
        NDArray middle = mean(counted.mul(brightness)).div(share);
        NDArray away = brightness.sub(middle);
        NDArray squares = counted.mul(away).mul(away);
        NDArray variance = mean(squares).div(share).add(Preparation.BrightMoments.EVEN);
        NDArray deviation = variance.sqrt();
        NDArray skewness = mean(squares.mul(away)).div(share).div(variance.mul(deviation));
        return NDArrays.concat(new NDList(share.log(), middle, deviation.log(), skewness), 1);
    }

    static NDArray pairMinima(NDArray x) {
        NDList all = new NDList(x);
        for (int one = 0; one < x.getShape().get(1); one++) {
            for (int other = one + 1; other < x.getShape().get(1); other++) {
                all.add(channel(x, one).minimum(channel(x, other)));
            }
        }
        return NDArrays.concat(all, 1);
    }

    private static NDArray channel(NDArray x, int channel) {
        return x.get(new NDIndex().addAllDim().addSliceDim(channel, channel + 1L));
    }

    private static NDArray mean(NDArray pixels) {
        return pixels.mean(new int[] {1}, true);
    }
}
