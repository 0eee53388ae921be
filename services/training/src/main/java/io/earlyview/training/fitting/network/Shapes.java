package io.earlyview.training.fitting.network;

import java.util.Arrays;

/** Arithmetic on shapes without the batch axis, and refusals of shapes that a layer cannot take. */
public final class Shapes {
    private Shapes() {}

    /** How many values a shape holds. */
    public static int values(int[] shape) {
        int values = 1;
        for (int size : shape) {
            values = Math.multiplyExact(values, size);
        }
        return values;
    }

    static int windows(Layer layer, int size, int kernel, int stride) {
        require(size >= kernel, layer, "a window of " + kernel + " does not fit into " + size);
        return (size - kernel) / stride + 1;
    }

    static int[] pooled(Layer layer, int[] in, int size) {
        requireGrid(layer, in);
        int[] out = in.clone();
        for (int axis = 1; axis < in.length; axis++) {
            out[axis] = windows(layer, in[axis], size, size);
        }
        return out;
    }

    static void requireImage(Layer layer, int[] in) {
        require(in.length == 3, layer, "takes channels, rows, columns, not " + Arrays.toString(in));
    }

    static void requireGrid(Layer layer, int[] in) {
        require(in.length == 3 || in.length == 4, layer, "takes an image or a volume, not " + Arrays.toString(in));
    }

    static void requireChannels(Layer layer, int[] in, int channels) {
        requireImage(layer, in);
        require(in[0] == channels, layer, "has constants of " + channels + " channels, not of " + in[0]);
    }

    static void requireFeatures(Layer layer, int[] in) {
        require(in.length == 1, layer, "takes features, not " + Arrays.toString(in));
    }

    static void requireCrop(Layer layer, int[] in, int rows, int columns) {
        requireImage(layer, in);
        require(rows <= in[1] && columns <= in[2], layer, "is larger than " + Arrays.toString(in));
    }

    static void requireEqual(Layer layer, int[] one, int[] other) {
        require(
                Arrays.equals(one, other),
                layer,
                "cannot add " + Arrays.toString(one) + " and " + Arrays.toString(other));
    }

    private static void require(boolean holds, Layer layer, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(layer.getClass().getSimpleName() + " " + otherwise);
        }
    }
}
