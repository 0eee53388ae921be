package io.earlyview.training.checks;

/** Whether a run may go on. */
public enum Verdict {
    /** Nothing found forbids it. */
    GO_ON,
    /** Take no further step; keep the weights of before. */
    STOP
}
