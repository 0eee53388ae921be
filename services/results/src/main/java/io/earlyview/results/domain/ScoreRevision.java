package io.earlyview.results.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One revision of an acquisition's score, as the topic {@code scores} holds it.
 *
 * @param scoreId deterministic: the same frames scored again by the same release give the same id
 * @param revision from 1; the highest holds
 * @param completeness how whole its frames are; empty where inference did not say
 * @param stopping why it says that the scan may stop; empty where it does not
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
        Optional<Completeness> completeness,
        Optional<Stopping> stopping,
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

    /** The release that made the score, and the device it ran on; {@code headSha256} of one that takes a set of frames. */
    public record Release(String releaseId, String artifactSha256, Optional<String> headSha256, String device) {}

    /** Frames that the release would use of a whole acquisition, and those known to be missing. */
    public record Completeness(int framesExpected, int framesMissing, boolean degraded) {
        public Completeness {
            if (framesExpected < 0 || framesMissing < 0) {
                throw new IllegalArgumentException(
                        framesMissing + " frames are missing of " + framesExpected + "; neither is below 0");
            }
        }
    }

    /** The limit that allowed to stop, and the bound on how often that is wrong; both in [0, 1]. */
    public record Stopping(double limit, double riskAtMost) {
        public Stopping {
            if (!(limit >= 0 && limit <= 1) || !(riskAtMost >= 0 && riskAtMost <= 1)) {
                throw new IllegalArgumentException(
                        "stopping limit " + limit + " and its risk " + riskAtMost + " are not both in [0, 1]");
            }
        }
    }

    /** When the frame that made the score possible passed each station. */
    public record Stamps(
            Optional<Instant> acquiredAt,
            Optional<Instant> ingestedAt,
            Optional<Instant> receivedAt,
            Optional<Instant> assembledAt,
            Optional<Instant> computeStartedAt,
            Optional<Instant> scoredAt,
            Optional<Instant> publishedAt) {}
}
