package io.earlyview.gateway.source.simulation.raster;

import io.earlyview.gateway.source.simulation.cohort.Spacing;
import io.earlyview.gateway.source.simulation.phantom.Draws;

/** What something that lets no sound through darkens behind it: a column along the beam, from a depth on. */
final class Shadow {

    private final int edge;
    private final double firstRow;
    private final double rampPerRow;
    /** Darkening behind the obstacle, in decibels: slice × column. */
    private final float[] decibels;

    private Shadow(int edge, double firstRow, double rampPerRow) {
        this.edge = edge;
        this.firstRow = firstRow;
        this.rampPerRow = rampPerRow;
        decibels = new float[edge * edge];
    }

    static Shadow draw(int edge, Spacing spacing, Draws draws) {
        double start = draws.between(-0.1, 0.6) * edge;
        Shadow shadow = new Shadow(edge, start, spacing.rowMillimetres() / 3);
        double slice = draws.between(0, edge);
        double column = draws.between(0, edge);
        double acrossSlices = draws.between(4, 12) / spacing.sliceMillimetres();
        double acrossColumns = draws.between(2, 7) / spacing.columnMillimetres();
        double strength = draws.between(8, 22);
        for (int i = 0; i < shadow.decibels.length; i++) {
            int line = i / edge;
            double u = (line - slice) / acrossSlices;
            double v = (i - line * edge - column) / acrossColumns;
            double distance = u * u + v * v;
            // Flat in the middle, with soft sides.
            shadow.decibels[i] = (float) (strength * Math.exp(-0.5 * distance * distance));
        }
        return shadow;
    }

    double decibels(int slice, int row, int column) {
        double ramp = Math.clamp((row - firstRow) * rampPerRow, 0, 1);
        return ramp * decibels[slice * edge + column];
    }
}
