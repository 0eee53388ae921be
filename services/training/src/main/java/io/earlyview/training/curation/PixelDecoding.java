package io.earlyview.training.curation;

import com.google.protobuf.ByteString;
import io.earlyview.v1.Frame;
import io.earlyview.v1.PixelType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** Reads a frame's little-endian pixels as float32 without changing their values. */
final class PixelDecoding {
    private PixelDecoding() {}

    /** Bytes of one pixel; 0 for a type that is not known. */
    static int bytesOf(PixelType type) {
        return switch (type) {
            case PIXEL_TYPE_UINT8 -> 1;
            case PIXEL_TYPE_UINT16, PIXEL_TYPE_INT16 -> 2;
            case PIXEL_TYPE_FLOAT32 -> 4;
            case PIXEL_TYPE_UNSPECIFIED, UNRECOGNIZED -> 0;
        };
    }

    /** Appends the frame's pixels to {@code tensor} as little-endian float32. */
    static void append(Frame frame, ByteBuffer tensor) {
        FloatBuffer values = tensor.asFloatBuffer();
        decode(frame.getPixelType(), frame.getPixels(), values);
        tensor.position(tensor.position() + values.position() * Float.BYTES);
    }

    /** The values of these bytes. */
    static float[] decoded(PixelType type, ByteString bytes) {
        float[] values = new float[bytes.size() / bytesOf(type)];
        decode(type, bytes, FloatBuffer.wrap(values));
        return values;
    }

    private static void decode(PixelType type, ByteString bytes, FloatBuffer values) {
        ByteBuffer pixels = bytes.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        while (pixels.hasRemaining()) {
            values.put(
                    switch (type) {
                        case PIXEL_TYPE_UINT8 -> pixels.get() & 0xFF;
                        case PIXEL_TYPE_UINT16 -> pixels.getShort() & 0xFFFF;
                        case PIXEL_TYPE_INT16 -> pixels.getShort();
                        case PIXEL_TYPE_FLOAT32 -> pixels.getFloat();
                        case PIXEL_TYPE_UNSPECIFIED, UNRECOGNIZED ->
                            throw new IllegalStateException("a frame of unknown pixel type was not refused");
                    });
        }
    }
}
