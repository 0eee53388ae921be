package io.earlyview.training.fitting.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Native memory that each batch is copied into in turn. DJL's own way from an array takes fresh memory for each, and the
 * system hands that out zeroed, page by page: for 32 MiB it took a quarter of a whole step.
 */
final class BatchRoom {
    private ByteBuffer room = empty(0);

    /** These values as an array that is good until the next call: on the CPU it lies in this very memory. */
    NDArray filled(NDManager manager, float[] values, Shape shape) {
        int bytes = Math.multiplyExact(values.length, Float.BYTES);
        if (room.capacity() < bytes) {
            room = empty(bytes);
        }
        room.clear().limit(bytes);
        room.asFloatBuffer().put(values);
        return manager.create(room, shape, DataType.FLOAT32);
    }

    private static ByteBuffer empty(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }
}
