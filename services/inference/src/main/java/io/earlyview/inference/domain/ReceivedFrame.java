package io.earlyview.inference.domain;

import java.time.Instant;

/**
 * One frame as it came from the broker, with its geometry and its raw pixels.
 *
 * @param angleDegrees angle of the view, 0 anterior, 180 posterior
 * @param plane number of the slice or channel, from 0; 0 for projections
 * @param spacing distances of pixels and planes
 * @param pixelType how {@code pixels} are to be read; all little-endian
 * @param pixels rows x columns values, row by row; not to be changed
 * @param pixelsSha256 SHA-256 of {@code pixels}, 32 bytes
 * @param acquiredAt when the last byte reached the gateway
 * @param ingestedAt when ingestion accepted it
 * @param receivedAt when inference took it from the broker
 * @param traceParent W3C trace context of the record it came with; empty where there was none
 */
public record ReceivedFrame(
        String acquisitionId,
        String exam,
        int index,
        int expectedFrames,
        int detector,
        int energyWindow,
        double angleDegrees,
        int plane,
        Spacing spacing,
        PixelType pixelType,
        int rows,
        int columns,
        byte[] pixels,
        byte[] pixelsSha256,
        boolean simulated,
        Instant acquiredAt,
        Instant ingestedAt,
        Instant receivedAt,
        String traceParent)
        implements HeldFrame {

    /** Millimetres between planes, rows and columns; 0 where the source does not say. */
    public record Spacing(double planes, double rows, double columns) {
        /** The source does not say. */
        public static final Spacing UNKNOWN = new Spacing(0, 0, 0);
    }

    /** How a pixel is stored. */
    public enum PixelType {
        UINT8(1),
        UINT16(2),
        INT16(2),
        FLOAT32(4);

        private final int bytes;

        PixelType(int bytes) {
            this.bytes = bytes;
        }

        /** Size of one pixel in bytes. */
        public int bytes() {
            return bytes;
        }
    }

    @Override
    public long pixelBytes() {
        return pixels.length;
    }
}
