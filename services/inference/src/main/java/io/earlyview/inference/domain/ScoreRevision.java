package io.earlyview.inference.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/**
 * One revision of a score before it is published: what was due, the release that answered, and what it said.
 *
 * @param release none where the exam has none
 * @param stopping the limit that a settled stage rests on
 * @param computeStartedAt when the network was given the frame
 * @param scoredAt when its answer was there
 */
public record ScoreRevision(
        Due due,
        Optional<ReleaseReference> release,
        Prediction prediction,
        ScoreStage stage,
        Optional<StoppingPolicy.Limit> stopping,
        Instant computeStartedAt,
        Instant scoredAt) {

    /**
     * The id of this score: the first 32 hexadecimal digits of SHA-256 over acquisition id, release id, the frames' digests and,
     * where it says that the acquisition has ended though no new frame came, the stage. The same frames scored again, after a
     * crash or elsewhere, give the same id.
     */
    public String scoreId() {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(due.acquisition().acquisitionId().getBytes(StandardCharsets.UTF_8));
            sha256.update((byte) 0);
            sha256.update(release.map(ReleaseReference::releaseId).orElse("").getBytes(StandardCharsets.UTF_8));
            sha256.update((byte) 0);
            due.frames().forEach(frame -> sha256.update(frame.pixelsSha256()));
            if (due.trigger().isEmpty()) {
                sha256.update((byte) 0);
                sha256.update(stage.name().getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(sha256.digest(), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
