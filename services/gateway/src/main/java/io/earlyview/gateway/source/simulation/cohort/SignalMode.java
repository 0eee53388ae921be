package io.earlyview.gateway.source.simulation.cohort;

/** How much the pictures of a simulated cohort say about its labels. */
public enum SignalMode {
    /** As much as the exam is taken to hold. */
    NORMAL,
    /** Nothing: labels are drawn without looking at the picture. What is found in such a cohort is a false alarm. */
    NULL,
    /** Nearly everything. What is not found in such a cohort is a miss. */
    ORACLE
}
