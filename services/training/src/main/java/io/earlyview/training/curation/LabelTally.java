package io.earlyview.training.curation;

/**
 * How many labelled examples of an exam there are.
 *
 * @param joined that a data set would have now
 * @param fresh of those: whose label or example came since
 * @param erased since
 */
public record LabelTally(int joined, int fresh, int erased) {
    /** Whether a data set read now would not be the one read then. */
    public boolean changed() {
        return fresh > 0 || erased > 0;
    }
}
