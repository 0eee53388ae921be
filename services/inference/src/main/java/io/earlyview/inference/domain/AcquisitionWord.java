package io.earlyview.inference.domain;

import java.time.Instant;

/** What the sender of an acquisition says of its life. */
public sealed interface AcquisitionWord {
    /** The acquisition it speaks of: 32 hexadecimal digits. */
    String acquisitionId();

    /**
     * It has begun.
     *
     * @param expectedFrames how many frames will come if nothing interrupts
     * @param at when the broker was told
     */
    record Started(String acquisitionId, String exam, int expectedFrames, boolean simulated, Instant at)
            implements AcquisitionWord {}

    /** No further frame will come. */
    record Ended(String acquisitionId, int framesSent, boolean aborted) implements AcquisitionWord {}
}
