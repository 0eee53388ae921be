package io.earlyview.inference.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What is remembered of one acquisition: the frames that wait for a score, and the scores already published.
 *
 * @param releaseId the release it is pinned to; empty before the first score
 * @param pending frames still needed, at most one for each needed view, in the order they came
 * @param publishedScoreIds ids of the revisions already published, oldest first
 */
public record OpenAcquisition(
        String acquisitionId,
        String exam,
        String releaseId,
        List<ReceivedFrame> pending,
        List<String> publishedScoreIds,
        Instant changedAt) {

    public OpenAcquisition {
        pending = List.copyOf(pending);
        publishedScoreIds = List.copyOf(publishedScoreIds);
    }

    /** An acquisition of which nothing is known yet. */
    public static OpenAcquisition unknown(String acquisitionId, String exam, Instant now) {
        return new OpenAcquisition(acquisitionId, exam, "", List.of(), List.of(), now);
    }

    /** Whether a score has been published. */
    public boolean scored() {
        return !publishedScoreIds.isEmpty();
    }

    /** The same acquisition with other pending frames. */
    public OpenAcquisition waitingWith(List<ReceivedFrame> frames, Instant now) {
        return new OpenAcquisition(acquisitionId, exam, releaseId, frames, publishedScoreIds, now);
    }

    /** The same acquisition after a score: pinned to its release, the frames let go. */
    public OpenAcquisition publishedAs(String scoreId, String byReleaseId, Instant now) {
        List<String> ids = new ArrayList<>(publishedScoreIds);
        ids.add(scoreId);
        return new OpenAcquisition(acquisitionId, exam, byReleaseId, List.of(), ids, now);
    }

    /** What this and another part of what is remembered of the same acquisition say together. */
    public OpenAcquisition joinedWith(OpenAcquisition other) {
        List<ReceivedFrame> frames = new ArrayList<>(pending);
        frames.addAll(other.pending());
        List<String> ids = new ArrayList<>(publishedScoreIds);
        ids.addAll(other.publishedScoreIds());
        return new OpenAcquisition(
                acquisitionId,
                exam,
                releaseId.isEmpty() ? other.releaseId() : releaseId,
                ids.isEmpty() ? frames : List.of(),
                ids,
                changedAt.isAfter(other.changedAt()) ? changedAt : other.changedAt());
    }

    /** Bytes of the pixels that wait. */
    public long waitingBytes() {
        return pending.stream().mapToLong(frame -> frame.pixels().length).sum();
    }
}
