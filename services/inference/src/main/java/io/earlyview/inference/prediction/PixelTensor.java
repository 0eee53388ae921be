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
                for (int i = 0; i < count; i++) {
                    tensor.put(pixels.get() & 0xff);
                }
            }
            case UINT16 -> {
                for (int i = 0; i < count; i++) {
                    tensor.put(pixels.getShort() & 0xffff);
                }
            }
            case INT16 -> {
                for (int i = 0; i < count; i++) {
                    tensor.put(pixels.getShort());
                }
            }
            case FLOAT32 -> tensor.put(pixels.asFloatBuffer());
        }
    }
}
