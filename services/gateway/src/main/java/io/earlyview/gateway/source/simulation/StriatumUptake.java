package io.earlyview.gateway.source.simulation;

/**
 * Specific binding ratios (SBR) of one striatum: uptake above the brain's unspecific uptake, divided by the latter.
 *
 * @param caudate SBR of the caudate nucleus
 * @param anteriorPutamen SBR at the putamen's front end
 * @param posteriorPutamen SBR at the putamen's back end; between the ends it changes linearly
 */
public record StriatumUptake(double caudate, double anteriorPutamen, double posteriorPutamen) {

    public StriatumUptake {
        if (!(caudate >= 0 && anteriorPutamen >= 0 && posteriorPutamen >= 0)) {
            throw new IllegalArgumentException("A specific binding ratio is never negative: " + caudate + ", "
                    + anteriorPutamen + ", " + posteriorPutamen);
        }
    }

    /** Mean SBR of the whole putamen. */
    public double putamen() {
        return (anteriorPutamen + posteriorPutamen) / 2;
    }
}
