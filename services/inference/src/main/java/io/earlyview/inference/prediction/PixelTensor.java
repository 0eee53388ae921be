package io.earlyview.inference.prediction;

import io.earlyview.inference.domain.ReceivedFrame;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** Raw pixels as float32, unchanged in value: preprocessing lives in the graph. */
final class PixelTensor {
    private PixelTensor() {}

    /** Appends the frame's rows x columns values to the tensor. */
    static void append(ReceivedFrame frame, FloatBuffer tensor) {
        ByteBuffer pixels = ByteBuffer.wrap(frame.pixels()).order(ByteOrder.LITTLE_ENDIAN);
        int count = frame.rows() * frame.columns();
        switch (frame.pixelType()) {
            case UINT8 -> {
                float[] values = new float[count];
                byte[] bytes = frame.pixels();
                for (int i = 0; i < count; i++) {
                    values[i] = bytes[i] & 0xff;
                }
                tensor.put(values);
            }
            case UINT16 -> {
                float[] values = new float[count];
                short[] shorts = shorts(pixels, count);
                for (int i = 0; i < count; i++) {
                    values[i] = shorts[i] & 0xffff;
                }
                tensor.put(values);
            }
            case INT16 -> {
                float[] values = new float[count];
                short[] shorts = shorts(pixels, count);
                for (int i = 0; i < count; i++) {
                    values[i] = shorts[i];
                }
                tensor.put(values);
            }
            case FLOAT32 -> tensor.put(pixels.asFloatBuffer());
        }
    }

    /** In plain arrays, so that the loops over them become vector instructions. */
    private static short[] shorts(ByteBuffer pixels, int count) {
        short[] shorts = new short[count];
        pixels.asShortBuffer().get(shorts);
        return shorts;
    }
}
