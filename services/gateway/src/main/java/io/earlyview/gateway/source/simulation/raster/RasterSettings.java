package io.earlyview.gateway.source.simulation.raster;

import io.earlyview.gateway.source.simulation.cohort.SignalMode;

/**
 * How a simulated cohort of ultrasound sweeps is made.
 *
 * @param mode whether pictures say anything about labels
 * @param edge slices, rows and columns of a raster, 16 to 192; the field of view stays and the spacing grows
 */
public record RasterSettings(SignalMode mode, int edge) {

    /** Edge at which a spacing is drawn. */
    static final int FULL_EDGE = 128;

    private static final int SMALLEST_EDGE = 16;
    private static final int LARGEST_EDGE = 192;

    public RasterSettings {
        if (edge < SMALLEST_EDGE || edge > LARGEST_EDGE) {
            throw new IllegalArgumentException(
                    "edge must lie between " + SMALLEST_EDGE + " and " + LARGEST_EDGE + " but is " + edge);
        }
    }

    /** 128 × 128 × 128. */
    public static RasterSettings of(SignalMode mode) {
        return new RasterSettings(mode, FULL_EDGE);
    }

    public RasterSettings withEdge(int other) {
        return new RasterSettings(mode, other);
    }

    /** Whether shadows and uneven tissue are left out and the organ is nearly black. */
    boolean clear() {
        return mode == SignalMode.ORACLE;
    }
}
