package io.earlyview.training.curation;

/** Why an acquisition gives no example. */
enum GivenUp {
    /** It ended, and a needed view did not come. */
    ENDED_INCOMPLETE,
    /** A needed view did not come within the limit. */
    OPEN_TOO_LONG,
    /**
     * Its start event did not come within the limit. Also what is seen after a restart of an acquisition that was
     * published before, when its start event lies before the committed offset and its frames after it.
     */
    NEVER_STARTED
}
