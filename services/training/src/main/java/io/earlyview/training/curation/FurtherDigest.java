package io.earlyview.training.curation;

import io.earlyview.v1.FurtherView;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The content hash of an example's further views: SHA-256 over, for each in its order, the angle as a 64-bit float, the
 * number of the pixel type and the count of bytes as 32-bit integers, all big-endian, and the pixels.
 */
final class FurtherDigest {
    private static final int NUMBERS_BYTES = Double.BYTES + 2 * Integer.BYTES;

    private FurtherDigest() {}

    /** 64 hexadecimal digits. */
    static String of(List<FurtherView> views) {
        MessageDigest digest = sha256();
        for (FurtherView view : views) {
            digest.update(ByteBuffer.allocate(NUMBERS_BYTES)
                    .putDouble(view.getAngleDegrees())
                    .putInt(view.getPixelTypeValue())
                    .putInt(view.getPixels().size())
                    .flip());
            view.getPixels().asReadOnlyByteBufferList().forEach(digest::update);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
