package io.earlyview.training.runs;

/** Who or what asked for a run. */
public enum StartedBy {
    /** Somebody, over REST or from the command line. */
    PERSON,
    /** So many labels had come since the data set of the run before. */
    COUNT,
    /** It was time. */
    SCHEDULE
}
