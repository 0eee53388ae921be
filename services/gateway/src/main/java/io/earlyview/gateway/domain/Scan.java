package io.earlyview.gateway.domain;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/**
 * The frames of one acquisition, as they were found in a file: the whole exam, or those views that a score needs.
 *
 * @param exam name of the exam descriptor
 * @param expectedFrames how many frames a whole acquisition has
 * @param spacing as the file says it; unknown where it does not
 */
public record Scan(String exam, int expectedFrames, List<Projection> projections, Spacing spacing) {
    public Scan {
        projections = List.copyOf(projections);
    }

    /** SHA-256 over exam, views, pixel types and pixels: 64 hexadecimal digits. The same frames give the same digest. */
    public String contentDigest() {
        var digest = Sha256.start();
        digest.update(exam.getBytes(StandardCharsets.UTF_8));
        for (Projection projection : projections) {
            digest.update(ByteBuffer.allocate(2 * Integer.BYTES)
                    .putInt(projection.view().index())
                    .putInt(projection.pixelType().ordinal())
                    .flip());
            digest.update(projection.pixels());
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
