package io.earlyview.results.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One revision of an acquisition's score, as the topic {@code scores} holds it.
 *
 * @param scoreId deterministic: the same frames scored again by the same release give the same id
 * @param revision from 1; the highest holds
 * @param original the message's bytes
 */
public record ScoreRevision(
        String scoreId,
        String acquisitionId,
        String exam,
        int revision,
        String state,
        ScoreOutput output,
        List<FrameUsed> framesUsed,
        Release release,
        Stamps stamps,
        boolean simulated,
        byte[] original) {

    public ScoreRevision {
        Pseudonym.require("score id", scoreId);
        Pseudonym.require("acquisition id", acquisitionId);
        ExamName.require(exam);
        if (revision < 1) {
            throw new IllegalArgumentException("revision " + revision + " is below 1");
        }
        framesUsed = List.copyOf(framesUsed);
    }

    /** A frame that the output rests on; the digest is 64 hexadecimal digits. */
    public record FrameUsed(int index, double angleDegrees, String pixelsSha256) {}

    /** The release that made the score, and the device it ran on. */
    public record Release(String releaseId, String artifactSha256, String device) {}

    /** When the last needed frame passed each station. */
    public record Stamps(
            Optional<Instant> acquiredAt,
            Optional<Instant> ingestedAt,
            Optional<Instant> receivedAt,
            Optional<Instant> scoredAt) {}
}
