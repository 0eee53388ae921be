package io.earlyview.training.fitting.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.earlyview.training.fitting.network.Layer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Native memory that each batch is copied into in turn. DJL's own way from an array takes fresh memory for each, and the
 * system hands that out zeroed, page by page: for 32 MiB it took a quarter of a whole step.
 */
final class BatchRoom {
    private ByteBuffer room = empty(0);

    /** These pictures through the layers; where those begin by averaging pixels, it is done while they are copied. */
    NDArray through(List<Layer> layers, LayerForward forward, NDManager manager, float[] pictures, Shape shape) {
        return !layers.isEmpty() && layers.getFirst() instanceof Layer.AveragePool(int side)
                ? forward.through(layers, 1, "", averaged(manager, pictures, shape, side))
                : forward.through(layers, "", filled(manager, pictures, shape));
    }

    /** These values as an array that is good until the next call: on the CPU it lies in this very memory. */
    NDArray filled(NDManager manager, float[] values, Shape shape) {
        cleared(shape).put(values);
        return manager.create(room, shape, DataType.FLOAT32);
    }

    /**
     * Means of squares of {@code side} pixels of these pictures, bit for bit as libtorch's average pool gives them, and good
     * as long. It saves the copy of all pixels, which is larger than the processor's caches: libtorch then waits for memory.
     *
     * @param shape of the pictures: [examples, channels, rows, columns]
     */
    NDArray averaged(NDManager manager, float[] pictures, Shape shape, int side) {
        int rows = Math.toIntExact(shape.get(2));
        int columns = Math.toIntExact(shape.get(3));
        Shape averaged = new Shape(shape.get(0), shape.get(1), rows / side, columns / side);
        FloatBuffer means = cleared(averaged);
        float[] line = new float[columns / side];
        for (int picture = 0; picture < pictures.length; picture += rows * columns) {
            for (int top = 0; top + side <= rows; top += side) {
                Arrays.fill(line, 0);
                for (int row = top; row < top + side; row++) {
                    addSums(pictures, picture + row * columns, side, line);
                }
                for (int i = 0; i < line.length; i++) {
                    line[i] /= side * side;
                }
                means.put(line);
            }
        }
        return manager.create(room, averaged, DataType.FLOAT32);
    }

    private static void addSums(float[] pixels, int from, int side, float[] sums) {
        for (int i = 0; i < sums.length; i++) {
            float sum = sums[i];
            for (int at = from + i * side; at < from + (i + 1) * side; at++) {
                sum += pixels[at];
            }
            sums[i] = sum;
        }
    }

    /** The room for an array of this shape. */
    private FloatBuffer cleared(Shape shape) {
        int bytes = Math.toIntExact(Math.multiplyExact(shape.size(), Float.BYTES));
        if (room.capacity() < bytes) {
            room = empty(bytes);
        }
        return room.clear().limit(bytes).asFloatBuffer();
    }

    private static ByteBuffer empty(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }
}
