package io.earlyview.gateway.source.simulation.raster;

import io.earlyview.gateway.source.simulation.cohort.FrameStack;
import io.earlyview.gateway.source.simulation.cohort.Spacing;
import io.earlyview.gateway.source.simulation.phantom.Draws;
import io.earlyview.gateway.source.simulation.phantom.GaussianBlur;
import java.util.ArrayList;
import java.util.List;

/**
 * Echoes of one sweep: scatterers are strewn as dense as the tissue is bright, each with a random complex echo; the point
 * spread adds neighbours up, so that they cancel and reinforce each other, which is speckle; what is shown is the logarithm of
 * the power.
 *
 * <p>Where a voxel is expected to hold less than one scatterer, it holds one or none; else its echo is the sum of many.
 */
final class SpeckleRaster {

    /** Standard deviations of the point spread: across the slice, along the beam, along the row. */
    private static final double[] SPREAD_MILLIMETRES = {1.0, 0.35, 0.75};

    private static final double NARROWEST_SPREAD_VOXELS = 0.5;
    private static final double SCATTERERS_PER_MICROLITRE = 12;
    private static final double GRAIN_MILLIMETRES = 13;
    /** Where on the grey scale the mean echo of the surroundings lies. */
    private static final double MIDDLE_GREY = 0.62;

    private static final double DECIBELS_PER_NEPER = 10 / Math.log(10);

    private final int edge;
    private final Spacing spacing;
    private final RasterSweep sweep;
    private final Tissue tissue;
    private final List<Shadow> shadows = new ArrayList<>();
    private final double rangeDecibels;
    private final double gainDecibels;
    private final double depthDecibels;
    private final GaussianBlur[] spread = new GaussianBlur[3];

    SpeckleRaster(RasterSweep sweep, RasterSettings settings) {
        this.sweep = sweep;
        edge = settings.edge();
        spacing = sweep.spacing();
        Draws scene = Draws.of(sweep.seed(), Draws.Purpose.SCENE, 0);
        rangeDecibels = scene.between(40, 60);
        gainDecibels = settings.clear() ? 0 : scene.normalWithin(0, 2.5, -6, 6);
        depthDecibels = settings.clear() ? 0 : scene.between(-5, 3);
        double contrast = settings.clear() ? 25 : scene.between(6, 13);
        double widening = scene.factor(0.12);
        tissue = Tissue.of(sweep, contrast, !settings.clear(), GRAIN_MILLIMETRES);
        int count = settings.clear() ? 0 : scene.index(4);
        for (int i = 0; i < count; i++) {
            shadows.add(Shadow.draw(edge, spacing, scene));
        }
        double[] voxel = {spacing.sliceMillimetres(), spacing.rowMillimetres(), spacing.columnMillimetres()};
        for (int axis = 0; axis < 3; axis++) {
            double voxels = widening * SPREAD_MILLIMETRES[axis] / voxel[axis];
            spread[axis] = new GaussianBlur(Math.max(NARROWEST_SPREAD_VOXELS, voxels));
        }
    }

    FrameStack render() {
        float[] real = new float[edge * edge * edge];
        float[] imaginary = new float[real.length];
        strew(real, imaginary);
        blur(real);
        blur(imaginary);
        compress(real, imaginary);
        return FrameStack.ofBytes(edge, edge, edge, real);
    }

    private double expectedScatterers() {
        return SCATTERERS_PER_MICROLITRE * spacing.voxelMillilitres() * 1000;
    }

    private void strew(float[] real, float[] imaginary) {
        Draws noise = Draws.of(sweep.seed(), Draws.Purpose.NOISE, 0);
        double usual = expectedScatterers();
        int at = 0;
        for (int slice = 0; slice < edge; slice++) {
            double x = place(slice, spacing.sliceMillimetres());
            for (int row = 0; row < edge; row++) {
                double y = place(row, spacing.rowMillimetres());
                for (int column = 0; column < edge; column++, at++) {
                    double expected = usual * tissue.brightness(x, y, place(column, spacing.columnMillimetres()));
                    if (expected >= 1 || noise.happens(expected)) {
                        double strength = expected >= 1 ? Math.sqrt(expected) : 1;
                        real[at] = (float) (strength * noise.normal());
                        imaginary[at] = (float) (strength * noise.normal());
                    }
                }
            }
        }
    }

    private double place(int index, double step) {
        return (index - (edge - 1) / 2.0) * step;
    }

    private void blur(float[] echoes) {
        spread[0].along(echoes, edge, edge * edge);
        spread[1].along(echoes, edge, edge);
        spread[2].along(echoes, edge, 1);
    }

    /** Writes grey values over the real parts. */
    private void compress(float[] real, float[] imaginary) {
        double left = spread[0].noiseLeft() * spread[1].noiseLeft() * spread[2].noiseLeft();
        double usualPower = 2 * expectedScatterers() * left;
        double perDecibel = 255 / rangeDecibels;
        for (int slice = 0; slice < edge; slice++) {
            for (int row = 0; row < edge; row++) {
                double depth = depthDecibels * ((double) row / edge - 0.5);
                double offset = 255 * MIDDLE_GREY + perDecibel * (gainDecibels + depth);
                for (int column = 0; column < edge; column++) {
                    int at = (slice * edge + row) * edge + column;
                    double power = (real[at] * real[at] + imaginary[at] * imaginary[at]) / usualPower;
                    double decibels = DECIBELS_PER_NEPER * Math.log(power + 1e-9) - shade(slice, row, column);
                    real[at] = (float) (offset + perDecibel * decibels);
                }
            }
        }
    }

    private double shade(int slice, int row, int column) {
        double decibels = 0;
        for (int i = 0; i < shadows.size(); i++) {
            decibels += shadows.get(i).decibels(slice, row, column);
        }
        return decibels;
    }
}
