package io.earlyview.training.runs;

/** Where a run stands. */
public enum RunState {
    /** Examples and labels are being read. */
    READING(false),
    /** The network is being fitted. */
    FITTING(false),
    /** The network is before the gate, compared with the champion, and published. */
    RELEASING(false),
    /** A new release is champion. */
    RELEASED(true),
    /** A release was made that somebody may promote. */
    CANDIDATE(true),
    /** A release was made that the gate refused: it can never be promoted. */
    REJECTED(true),
    /** There was not enough to train on; nothing was fitted. */
    REFUSED(true),
    /** The network did not learn, or a check stopped it, so nothing was released; the run's findings say more. */
    NOT_LEARNED(true),
    /** Something broke. */
    FAILED(true),
    /** Somebody cancelled it. */
    CANCELLED(true),
    /** The service stopped under it. */
    INTERRUPTED(true);

    private final boolean terminal;

    RunState(boolean terminal) {
        this.terminal = terminal;
    }

    /** Whether nothing will change any more. */
    public boolean terminal() {
        return terminal;
    }
}
