package io.earlyview.results.domain;

/** Where an acquisition stands. Ended states are final: a late start event does not reopen an acquisition. */
public enum AcquisitionState {
    IN_PROGRESS,
    COMPLETED,
    ABORTED
}
