package io.earlyview.gateway.source.simulation.cohort;

import io.earlyview.gateway.domain.PixelType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The frames of one case in order: slices of a volume, or channels of a picture.
 *
 * @param frames how many
 * @param rows of each frame
 * @param columns of each frame
 * @param pixelType unsigned, one or two bytes
 * @param pixels frame by frame, row by row, little-endian; never written to after construction
 */
public record FrameStack(int frames, int rows, int columns, PixelType pixelType, ByteBuffer pixels) {

    public FrameStack {
        pixels = pixels.asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
        long expected = (long) frames * rows * columns * pixelType.bytes();
        if (pixels.remaining() != expected) {
            throw new IllegalArgumentException(pixels.remaining() + " bytes for frames of " + expected);
        }
        if (pixelType != PixelType.UINT8 && pixelType != PixelType.UINT16) {
            throw new IllegalArgumentException("Frames hold UINT8 or UINT16 but these hold " + pixelType);
        }
    }

    /** One byte a pixel; values are rounded, and moved to the nearer limit outside of 0 to 255. */
    public static FrameStack ofBytes(int frames, int rows, int columns, float[] values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) within(values[i], 255);
        }
        return new FrameStack(frames, rows, columns, PixelType.UINT8, ByteBuffer.wrap(bytes));
    }

    /** Two bytes a pixel; values are rounded, and moved to the nearer limit outside of 0 to {@code largest}. */
    public static FrameStack ofShorts(int frames, int rows, int columns, float[] values, int largest) {
        byte[] bytes = new byte[values.length * Short.BYTES];
        for (int i = 0; i < values.length; i++) {
            int value = within(values[i], largest);
            bytes[2 * i] = (byte) value;
            bytes[2 * i + 1] = (byte) (value >> 8);
        }
        return new FrameStack(frames, rows, columns, PixelType.UINT16, ByteBuffer.wrap(bytes));
    }

    private static int within(float value, int largest) {
        return Math.clamp((int) (value + 0.5f), 0, largest);
    }

    /** The pixels, with a position of the caller's own. */
    @Override
    public ByteBuffer pixels() {
        return pixels.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** One frame's pixels, row by row, little-endian. */
    public ByteBuffer frame(int number) {
        int bytes = rows * columns * pixelType.bytes();
        return pixels.slice(Math.multiplyExact(number, bytes), bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** All pixels as numbers: frames × rows × columns. */
    public float[] values() {
        float[] values = new float[frames * rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = pixelType == PixelType.UINT8
                    ? Byte.toUnsignedInt(pixels.get(i))
                    : Short.toUnsignedInt(pixels.getShort(i * Short.BYTES));
        }
        return values;
    }
}
