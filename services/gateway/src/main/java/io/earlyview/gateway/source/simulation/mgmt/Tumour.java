package io.earlyview.gateway.source.simulation.mgmt;

import io.earlyview.gateway.source.simulation.phantom.Draws;
import io.earlyview.gateway.source.simulation.phantom.SmoothNoise;
import io.earlyview.gateway.source.simulation.phantom.StarShape;

/** A tumour in one hemisphere: dark core, bright grainy ring, oedema that spreads in the white matter around it. */
final class Tumour {

    private static final double CORE = 0.55;
    private static final double GRAIN_MILLIMETRES = 3.4;
    private static final double SPREAD_GRAIN_MILLIMETRES = 11;
    /** A ring takes at most this share of the way to the middle: there is always some core. */
    private static final double THICKEST_RING = 0.7;

    private static final int PLACES = 80;

    private final StarShape shape;
    private final double ringMillimetres;
    private final double grain;
    private final double ringBrightness;
    private final double oedemaBrightness;
    private final double oedemaMillimetres;
    private final double radius;
    private final SmoothNoise texture;
    private final SmoothNoise spreading;
    private final double[] scratch = new double[3];
    private double x;
    private double y;
    private double z;

    Tumour(MgmtPatient patient, Head head, Draws draws) {
        shape = StarShape.draw(patient.tumourMillilitres(), 0.7, 4, 0.06, draws);
        ringMillimetres = patient.ringMillimetres();
        grain = patient.ringGrain();
        ringBrightness = patient.ringBrightness() * draws.factor(0.04);
        oedemaBrightness = draws.between(1.4, 1.75);
        oedemaMillimetres = draws.between(5, 18);
        radius = Math.cbrt(patient.tumourMillilitres() * 1000 * 3 / (4 * Math.PI));
        texture = new SmoothNoise(GRAIN_MILLIMETRES, draws);
        spreading = new SmoothNoise(SPREAD_GRAIN_MILLIMETRES, draws);
        settle(head, draws);
    }

    /** Takes a random place that is deep enough in the cerebrum, or the deepest of those that were tried. */
    private void settle(Head head, Draws draws) {
        double deepest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < PLACES && deepest < radius + 2; i++) {
            double side = draws.happens(0.5) ? 1 : -1;
            double tryX = side * draws.between(14, 44);
            double tryY = draws.between(-50, 50);
            double tryZ = draws.between(-12, 36);
            double depth = head.cerebrumDepth(tryX, tryY, tryZ);
            if (depth > deepest) {
                deepest = depth;
                x = tryX;
                y = tryY;
                z = tryZ;
            }
        }
    }

    /** Whether the tumour or its oedema might reach here. */
    boolean mayReach(double placeX, double placeY, double placeZ) {
        double reach = 1.6 * radius + 2.2 * oedemaMillimetres;
        return Math.abs(placeX - x) < reach && Math.abs(placeY - y) < reach && Math.abs(placeZ - z) < reach;
    }

    /** Distance from the middle relative to that of the surface. */
    double level(double placeX, double placeY, double placeZ) {
        return shape.level(placeX - x, placeY - y, placeZ - z, scratch);
    }

    /** Brightness at a place, given how bright it would be without a tumour. */
    double brightness(double placeX, double placeY, double placeZ, double healthy, Head head) {
        double level = level(placeX, placeY, placeZ);
        double dx = placeX - x;
        double dy = placeY - y;
        double dz = placeZ - z;
        double distance = Math.sqrt(dx * dx + dy * dy + dz * dz);
        if (level < 1) {
            return inside(level, distance, placeX, placeY, placeZ);
        }
        double away = distance * (1 - 1 / level);
        double reach = oedemaMillimetres * Math.max(0.1, 1 + 0.6 * spreading.at(placeX, placeY, placeZ));
        if (away > reach || healthy < 0.9 || head.cerebrumDepth(placeX, placeY, placeZ) < 3) {
            return healthy;
        }
        double share = Math.min(1, 2 * (1 - away / reach));
        // Cortex swells less than white matter.
        double taken = (healthy > 1.05 ? 0.35 : 1) * share;
        return healthy + taken * Math.max(0, oedemaBrightness - healthy);
    }

    private double inside(double level, double distance, double placeX, double placeY, double placeZ) {
        double surface = distance / Math.max(level, 1e-6);
        double depth = surface - distance;
        double noise = texture.at(placeX, placeY, placeZ);
        if (depth < Math.min(ringMillimetres, THICKEST_RING * surface)) {
            return Math.max(0.3, ringBrightness * (1 + grain * noise));
        }
        return CORE * (1 + 0.08 * noise);
    }
}
