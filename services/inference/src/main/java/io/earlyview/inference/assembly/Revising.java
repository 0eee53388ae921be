package io.earlyview.inference.assembly;

import io.earlyview.inference.domain.Completeness;
import io.earlyview.inference.domain.Due;
import io.earlyview.inference.domain.HeldFrame;
import io.earlyview.inference.domain.OpenAcquisition;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Makes revisions due: counts them, and closes an acquisition with its last. */
final class Revising {
    private final OpenAcquisitions acquisitions;
    private final Endings endings;
    private final InstantSource clock;

    Revising(OpenAcquisitions acquisitions, Endings endings, InstantSource clock) {
        this.acquisitions = acquisitions;
        this.endings = endings;
        this.clock = clock;
    }

    /** The revision that a frame makes due, which its acquisition holds by now. */
    Due onFrame(int partition, OpenAcquisition acquisition, Places places, HeldFrame trigger) {
        Instant now = clock.instant();
        OpenAcquisition revised = acquisition.revised(now);
        boolean last = isWhole(revised, places);
        acquisitions.change(partition, last ? revised.closed(now) : revised);
        Completeness completeness =
                new Completeness(places.expected(revised.expectedFrames()), last ? 0 : places.gaps(revised.held()));
        return new Due(
                partition,
                revised,
                List.copyOf(revised.held().values()),
                Optional.of(trigger),
                completeness,
                last,
                Optional.empty(),
                now);
    }

    /** The last revision of an acquisition that has ended. */
    Due atEnd(int partition, OpenAcquisition acquisition) {
        Instant now = clock.instant();
        Due due = endings.of(partition, acquisition.revised(now), now);
        acquisitions.change(partition, due.acquisition().closed(now));
        return due;
    }

    /** Whether no further frame can revise a score: all have come that are expected, or that its sender has sent. */
    private static boolean isWhole(OpenAcquisition acquisition, Places places) {
        int held = acquisition.held().size();
        return held >= places.expected(acquisition.expectedFrames())
                || acquisition
                        .senderEnd()
                        .filter(end -> held >= end.framesSent())
                        .isPresent();
    }
}
