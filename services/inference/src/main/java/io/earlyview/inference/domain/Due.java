package io.earlyview.inference.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A revision that assembly has found due, before a network has said anything.
 *
 * @param partition partition of {@code frames} that the acquisition belongs to
 * @param acquisition as it is with this revision counted
 * @param frames that the revision rests on, in the order of their places
 * @param trigger the frame that made it due; none where it is due because the acquisition ended
 * @param last whether no further frame will revise it
 * @param unscorable why there can be no number, where that is known already
 * @param at when it was found due
 */
public record Due(
        int partition,
        OpenAcquisition acquisition,
        List<HeldFrame> frames,
        Optional<HeldFrame> trigger,
        Completeness completeness,
        boolean last,
        Optional<Unscorable> unscorable,
        Instant at) {

    public Due {
        frames = List.copyOf(frames);
    }

    /** Number of this revision, from 1. */
    public int revision() {
        return acquisition.revision();
    }
}
