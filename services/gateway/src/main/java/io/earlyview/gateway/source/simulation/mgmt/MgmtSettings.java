package io.earlyview.gateway.source.simulation.mgmt;

import io.earlyview.gateway.source.simulation.cohort.SignalMode;
import io.earlyview.gateway.source.simulation.cohort.Spacing;

/**
 * How a simulated cohort of heads is made.
 *
 * @param mode whether pictures say anything about labels
 * @param reduction 1 for 64 slices of 128 × 128, 2 for 32 of 64 × 64, 4 for 16 of 32 × 32: the same heads, sampled more
 *     coarsely
 * @param siteConfounded whether most methylated cases come from sites 1 and 3 and most others from 0 and 2; sites differ to
 *     the eye, so whoever looks finds the label without any sign of methylation, but not in a site held back
 */
public record MgmtSettings(SignalMode mode, int reduction, boolean siteConfounded) {

    private static final int SLICES = 64;
    private static final int EDGE = 128;
    private static final double SLICE_MILLIMETRES = 2.5;
    private static final double PIXEL_MILLIMETRES = 1.72;

    public MgmtSettings {
        if (reduction != 1 && reduction != 2 && reduction != 4) {
            throw new IllegalArgumentException("reduction must be 1, 2 or 4 but is " + reduction);
        }
    }

    /** Full size, sites independent of labels. */
    public static MgmtSettings of(SignalMode mode) {
        return new MgmtSettings(mode, 1, false);
    }

    public MgmtSettings withReduction(int other) {
        return new MgmtSettings(mode, other, siteConfounded);
    }

    public MgmtSettings withSiteConfounded() {
        return new MgmtSettings(mode, reduction, true);
    }

    int slices() {
        return SLICES / reduction;
    }

    int edge() {
        return EDGE / reduction;
    }

    Spacing spacing() {
        return new Spacing(SLICE_MILLIMETRES * reduction, PIXEL_MILLIMETRES * reduction, PIXEL_MILLIMETRES * reduction);
    }

    /** Distance between the classes' means of the hidden variable, in its deviations. */
    double separation() {
        return switch (mode) {
            case NULL -> 0;
            // AUROC .625: the square root of 2 times the normal quantile of it.
            case NORMAL -> 0.4506;
            // AUROC .97.
            case ORACLE -> 2.66;
        };
    }
}
