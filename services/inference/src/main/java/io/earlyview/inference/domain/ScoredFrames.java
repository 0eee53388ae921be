package io.earlyview.inference.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * One score before it is published: the frames it rests on, the release that made it, and what it says.
 *
 * @param partition partition of {@code frames} the acquisition belongs to
 * @param frames in the order of the release's input
 * @param revision 1 for the first score of an acquisition
 */
public record ScoredFrames(
        int partition,
        OpenAcquisition acquisition,
        List<ReceivedFrame> frames,
        ReleaseReference release,
        int revision,
        Prediction prediction,
        Instant scoredAt) {

    public ScoredFrames {
        frames = List.copyOf(frames);
    }

    /** The frame that came last and made the score possible: latency is counted from it. */
    public ReceivedFrame lastFrame() {
        return frames.stream()
                .max(Comparator.comparing(ReceivedFrame::receivedAt).thenComparing(ReceivedFrame::acquiredAt))
                .orElseThrow();
    }

    /**
     * The id of this score: the first 32 hexadecimal digits of SHA-256 over acquisition id, release id and the frames'
     * digests. The same frames scored again, after a crash or elsewhere, give the same id.
     */
    public String scoreId() {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(acquisition.acquisitionId().getBytes(StandardCharsets.UTF_8));
            sha256.update((byte) 0);
            sha256.update(release.releaseId().getBytes(StandardCharsets.UTF_8));
            sha256.update((byte) 0);
            frames.forEach(frame -> sha256.update(frame.pixelsSha256()));
            return HexFormat.of().formatHex(sha256.digest(), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
