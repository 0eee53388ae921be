package io.earlyview.gateway.source.simulation.raster;

import io.earlyview.gateway.source.simulation.phantom.Draws;
import io.earlyview.gateway.source.simulation.phantom.SmoothNoise;

/** How bright each place of a sweep is, relative to the surroundings of the organ: the density of scatterers. */
final class Tissue {

    private static final double CAPSULE_MILLIMETRES = 0.9;
    private static final double UNEVENNESS = 0.4;

    private final RasterSweep sweep;
    private final double inside;
    private final double capsule;
    private final boolean uneven;
    private final SmoothNoise noise;
    private final double[] reach;
    private final double[] scratch = new double[3];

    private Tissue(RasterSweep sweep, double inside, double capsule, boolean uneven, SmoothNoise noise) {
        this.sweep = sweep;
        this.inside = inside;
        this.capsule = capsule;
        this.uneven = uneven;
        this.noise = noise;
        reach = sweep.organ().reach(sweep.pose());
        for (int axis = 0; axis < 3; axis++) {
            reach[axis] += 2 * CAPSULE_MILLIMETRES;
        }
    }

    static Tissue of(RasterSweep sweep, double contrastDecibels, boolean uneven, double grain) {
        Draws draws = Draws.of(sweep.seed(), Draws.Purpose.TEXTURE, 0);
        double inside = Math.pow(10, -contrastDecibels / 10);
        return new Tissue(sweep, inside, uneven ? draws.between(1, 5) : 0, uneven, new SmoothNoise(grain, draws));
    }

    /** Brightness at a place in millimetres from the middle of the raster. */
    double brightness(double placeX, double placeY, double placeZ) {
        double x = placeX - sweep.x();
        double y = placeY - sweep.y();
        double z = placeZ - sweep.z();
        double surroundings = uneven ? Math.max(0.15, 1 + UNEVENNESS * noise.at(placeX, placeY, placeZ)) : 1;
        if (Math.abs(x) > reach[0] || Math.abs(y) > reach[1] || Math.abs(z) > reach[2]) {
            return surroundings;
        }
        sweep.pose().turn(x, y, z, scratch);
        double level = sweep.organ().level(scratch[0], scratch[1], scratch[2], scratch);
        double body = level < 1 ? inside * (uneven ? 0.5 + 0.5 * surroundings : 1) : surroundings;
        return body + rim(level, x, y, z);
    }

    /** The capsule is bright where the beam meets it head on. */
    private double rim(double level, double x, double y, double z) {
        if (capsule == 0 || level < 0.8 || level > 1.25) {
            return 0;
        }
        double squared = x * x + y * y + z * z;
        double away = Math.abs(level - 1) * Math.sqrt(squared) / CAPSULE_MILLIMETRES;
        return away >= 1 ? 0 : capsule * (1 - away) * (y * y / squared);
    }
}
