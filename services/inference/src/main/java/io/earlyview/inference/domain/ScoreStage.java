package io.earlyview.inference.domain;

/** How far a score is. */
public enum ScoreStage {
    /** More frames may revise it. */
    PROVISIONAL,
    /** The release's stopping policy allows to stop: normal. */
    STOP_NORMAL,
    /** The release's stopping policy allows to stop: abnormal. */
    STOP_ABNORMAL,
    /** No further frame will revise it. */
    FINAL,
    /** There is no number, and a reason why. */
    CANNOT_SCORE;

    /** Whether a stopping policy has spoken; what it said stays said. */
    public boolean settled() {
        return this == STOP_NORMAL || this == STOP_ABNORMAL;
    }
}
