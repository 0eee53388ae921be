package io.earlyview.gateway.domain;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * One frame: where it was taken, and its pixels, row by row, little-endian.
 *
 * @param pixels rows × columns × {@link PixelType#bytes()} bytes; never written to after construction
 */
public record Projection(ViewPosition view, PixelType pixelType, int rows, int columns, ByteBuffer pixels) {
    public Projection {
        pixels = pixels.asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
        long expected = (long) rows * columns * pixelType.bytes();
        if (pixels.remaining() != expected) {
            throw new IllegalArgumentException(pixels.remaining() + " bytes for a frame of " + expected);
        }
    }

    /** The pixels, with a position of the caller's own. */
    @Override
    public ByteBuffer pixels() {
        return pixels.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** SHA-256 of the pixels: 32 bytes. */
    public byte[] sha256() {
        var digest = Sha256.start();
        digest.update(pixels());
        return digest.digest();
    }
}
