package io.earlyview.inference.assembly;

import io.earlyview.exams.ExamCatalogue;
import io.earlyview.exams.ExamDescriptor;
import io.earlyview.inference.domain.Completeness;
import io.earlyview.inference.domain.Due;
import io.earlyview.inference.domain.OpenAcquisition;
import io.earlyview.inference.domain.ReleaseReference;
import io.earlyview.inference.domain.ReleaseReference.Kind;
import io.earlyview.inference.domain.SenderEnd;
import io.earlyview.inference.domain.Unscorable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** When an acquisition ends, and what its last revision is then: its score once more, or why there is none. */
final class Endings {
    private static final int MOST_LISTED = 3;

    private final ExamCatalogue exams;
    private final Deadlines deadlines;
    private final Pins pins;

    Endings(ExamCatalogue exams, Deadlines deadlines, Pins pins) {
        this.exams = exams;
        this.deadlines = deadlines;
        this.pins = pins;
    }

    /** Whether there is nothing left to wait for, now that the sender has said that it ended. */
    boolean complete(OpenAcquisition acquisition) {
        Places places = places(acquisition);
        if (!acquisition.pinned()) {
            return places.enough(acquisition.held()); // only a release is missing, and late frames bring none
        }
        return acquisition.revision() > 0
                && acquisition
                        .senderEnd()
                        .filter(end -> acquisition.held().size() >= end.framesSent())
                        .isPresent();
    }

    /** Whether an acquisition has been waited for long enough. */
    boolean overdue(OpenAcquisition acquisition, Instant now) {
        if (acquisition.closed()) {
            return false;
        }
        // Not from the sender's end, which may lie before a restart: the frames that it speaks of are still to be read.
        Duration patience = acquisition.senderEnd().isPresent() ? deadlines.lateFrames() : deadlines.silence();
        return !acquisition.heardAt().plus(patience).isAfter(now);
    }

    /** The last revision. */
    Due of(int partition, OpenAcquisition revised, Instant now) {
        Places places = places(revised);
        int expected = places.expected(revised.expectedFrames());
        int sent = revised.senderEnd().map(SenderEnd::framesSent).orElse(expected);
        int missing = Math.max(0, Math.min(sent, expected) - revised.held().size());
        return new Due(
                partition,
                revised,
                List.copyOf(revised.held().values()),
                Optional.empty(),
                new Completeness(expected, missing),
                true,
                unscorable(revised, places),
                now);
    }

    private Optional<Unscorable> unscorable(OpenAcquisition acquisition, Places places) {
        if (acquisition.pinned() && pins.release(acquisition.releaseId()).isEmpty()) {
            return Optional.of(new Unscorable(
                    Unscorable.Cause.NO_RELEASE,
                    "release %s, on which this acquisition stays, cannot be had any more"
                            .formatted(acquisition.releaseId())));
        }
        if (acquisition.pinned() && places.enough(acquisition.held())) {
            return Optional.empty();
        }
        return Optional.of(
                places.enough(acquisition.held())
                        ? new Unscorable(
                                Unscorable.Cause.NO_RELEASE, "there is no release for %s".formatted(acquisition.exam()))
                        : new Unscorable(
                                Unscorable.Cause.FRAMES_MISSING,
                                "a score of %s needs %s; %d of %d frames that it could use have come"
                                        .formatted(
                                                acquisition.exam(),
                                                listed(places.wanting(acquisition.held())),
                                                acquisition.held().size(),
                                                places.expected(acquisition.expectedFrames()))));
    }

    private static String listed(List<String> frames) {
        String first = frames.stream().limit(MOST_LISTED).collect(Collectors.joining(", "));
        return frames.size() <= MOST_LISTED ? first : first + " and " + (frames.size() - MOST_LISTED) + " more";
    }

    private Places places(OpenAcquisition acquisition) {
        ExamDescriptor exam = exams.find(acquisition.exam()).orElseThrow();
        return Places.of(
                exam,
                pins.release(acquisition.releaseId())
                        .map(ReleaseReference::kind)
                        .orElse(Kind.STACK));
    }
}
