package io.earlyview.inference.domain;

import java.time.Instant;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is remembered of one acquisition.
 *
 * @param releaseId the release it stays on, that of its first frame; empty while its exam has none
 * @param held the frames that count, by the place each stands for: of the needed frames for a {@code stack} release, of the
 *     rotation's views for a {@code set} release
 * @param revision how many revisions of its score were published
 * @param settled what a stopping policy has said; {@link ScoreStage#PROVISIONAL} while it has not
 * @param expectedFrames how many frames the whole acquisition will have, as its sender says; 0 while unknown
 * @param simulated whether a simulator made any of it
 * @param closed whether the last revision was published: what comes later changes nothing
 * @param changedAt when anything of this last changed
 * @param heardAt when anything was last heard of it; begins anew where it is restored
 */
public record OpenAcquisition(
        String acquisitionId,
        String exam,
        String releaseId,
        NavigableMap<Integer, HeldFrame> held,
        int revision,
        ScoreStage settled,
        int expectedFrames,
        boolean simulated,
        Optional<SenderEnd> senderEnd,
        boolean closed,
        Instant changedAt,
        Instant heardAt) {

    public OpenAcquisition {
        held = Collections.unmodifiableNavigableMap(new TreeMap<>(held));
    }

    /** An acquisition of which nothing is known yet. */
    public static OpenAcquisition unknown(String acquisitionId, String exam, Instant now) {
        return new OpenAcquisition(
                acquisitionId,
                exam,
                "",
                Collections.emptyNavigableMap(),
                0,
                ScoreStage.PROVISIONAL,
                0,
                false,
                Optional.empty(),
                false,
                now,
                now);
    }

    /** Whether it stays on a release already. */
    public boolean pinned() {
        return !releaseId.isEmpty();
    }

    /** The same acquisition on a release. */
    public OpenAcquisition pinnedTo(String otherReleaseId, Instant now) {
        return with(otherReleaseId, held, revision, settled, senderEnd, closed, now);
    }

    /** With a frame at its place. */
    public OpenAcquisition holding(int place, HeldFrame frame, Instant now) {
        NavigableMap<Integer, HeldFrame> frames = new TreeMap<>(held);
        frames.put(place, frame);
        return new OpenAcquisition(
                acquisitionId,
                exam,
                releaseId,
                frames,
                revision,
                settled,
                Math.max(expectedFrames, frame.expectedFrames()),
                simulated || frame.simulated(),
                senderEnd,
                closed,
                now,
                now);
    }

    /** Without what it held. */
    public OpenAcquisition withoutFrames() {
        return with(releaseId, Collections.emptyNavigableMap(), revision, settled, senderEnd, closed, changedAt);
    }

    /** With one revision more. */
    public OpenAcquisition revised(Instant now) {
        return with(releaseId, held, revision + 1, settled, senderEnd, closed, now);
    }

    /** Once a stopping policy has spoken. */
    public OpenAcquisition settledAs(ScoreStage stage) {
        return with(releaseId, held, revision, stage, senderEnd, closed, changedAt);
    }

    /** Once its sender has said how many frames will come. */
    public OpenAcquisition expecting(int frames, boolean bySimulator, Instant now) {
        return new OpenAcquisition(
                acquisitionId,
                exam,
                releaseId,
                held,
                revision,
                settled,
                Math.max(expectedFrames, frames),
                simulated || bySimulator,
                senderEnd,
                closed,
                now,
                now);
    }

    /** Once its sender has said that no further frame will come. */
    public OpenAcquisition endedBySender(SenderEnd end) {
        return with(releaseId, held, revision, settled, Optional.of(end), closed, end.heardAt());
    }

    /** Once its last revision is published; its frames are let go. */
    public OpenAcquisition closed(Instant now) {
        return with(releaseId, Collections.emptyNavigableMap(), revision, settled, senderEnd, true, now);
    }

    /** Something was heard of it that changes nothing. */
    public OpenAcquisition heard(Instant now) {
        return new OpenAcquisition(
                acquisitionId,
                exam,
                releaseId,
                held,
                revision,
                settled,
                expectedFrames,
                simulated,
                senderEnd,
                closed,
                changedAt,
                now);
    }

    /** Bytes of the pixels that wait. */
    public long pixelBytes() {
        return held.values().stream().mapToLong(HeldFrame::pixelBytes).sum();
    }

    /** Whether what is written of it beside its frames would be the same. */
    public boolean sameBesideFrames(OpenAcquisition other) {
        return releaseId.equals(other.releaseId)
                && revision == other.revision
                && settled == other.settled
                && expectedFrames == other.expectedFrames
                && simulated == other.simulated
                && senderEnd.equals(other.senderEnd)
                && closed == other.closed;
    }

    private OpenAcquisition with(
            String otherReleaseId,
            NavigableMap<Integer, HeldFrame> frames,
            int otherRevision,
            ScoreStage stage,
            Optional<SenderEnd> end,
            boolean last,
            Instant now) {
        return new OpenAcquisition(
                acquisitionId,
                exam,
                otherReleaseId,
                frames,
                otherRevision,
                stage,
                expectedFrames,
                simulated,
                end,
                last,
                now,
                now);
    }
}
