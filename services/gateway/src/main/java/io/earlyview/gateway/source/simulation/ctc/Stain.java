package io.earlyview.gateway.source.simulation.ctc;

import io.earlyview.gateway.source.simulation.phantom.Draws;

/**
 * How one patient's slide is stained and how its dyes leak into other channels. Dyes in the order of their wavelengths:
 * DAPI, the empty channel's, CK's, CD45's.
 *
 * @param nucleus strength of DAPI relative to usual, 0.7 to 1.3
 * @param keratin strength of CK, 0.7 to 1.3
 * @param cd45 strength of CD45, 0.7 to 1.3
 * @param nucleusIntoEmpty share of DAPI seen in the empty channel, 0.05 to 0.15
 * @param keratinIntoEmpty share of CK seen in the empty channel, 0.05 to 0.15
 * @param keratinIntoCd45 share of CK seen in CD45's channel, 0.05 to 0.15
 * @param cd45IntoKeratin share of CD45 seen in CK's channel, 0.05 to 0.15
 */
record Stain(
        float nucleus,
        float keratin,
        float cd45,
        float nucleusIntoEmpty,
        float keratinIntoEmpty,
        float keratinIntoCd45,
        float cd45IntoKeratin) {

    private static final Stain CLEAR = new Stain(1, 1, 1, 0, 0, 0, 0);

    static Stain draw(long cohortSeed, int patient, boolean clear) {
        if (clear) {
            return CLEAR;
        }
        Draws draws = Draws.of(cohortSeed, Draws.Purpose.PATIENT, patient);
        return new Stain(
                strength(draws), strength(draws), strength(draws), leak(draws), leak(draws), leak(draws), leak(draws));
    }

    private static float strength(Draws draws) {
        return (float) draws.between(0.7, 1.3);
    }

    private static float leak(Draws draws) {
        return (float) draws.between(0.05, 0.15);
    }
}
