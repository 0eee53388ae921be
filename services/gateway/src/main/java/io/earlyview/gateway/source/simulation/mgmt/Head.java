package io.earlyview.gateway.source.simulation.mgmt;

import io.earlyview.gateway.source.simulation.phantom.Draws;
import io.earlyview.gateway.source.simulation.phantom.SmoothNoise;

/** A healthy head in FLAIR: which tissue lies where, and how bright it is, white matter being 1. */
final class Head {

    private static final double SKIN_MILLIMETRES = 5;
    private static final double SKULL_MILLIMETRES = 11;
    /** Below lie the neck's muscles and the cerebellum. */
    private static final double LOWEST_SKULL_MILLIMETRES = -33;

    private static final double SKIN = 0.8;
    private static final double BONE = 0.1;
    private static final double MUSCLE = 0.5;
    private static final double SULCUS = 0.2;
    private static final double RIBBON = 0.7;
    private static final double DEEPEST_SULCUS_MILLIMETRES = 17;

    private static final Ellipsoid CEREBELLUM = new Ellipsoid(0, -40, -44, 46, 34, 24);
    private static final Ellipsoid STEM = new Ellipsoid(0, -16, -55, 13, 14, 45);
    private static final Ellipsoid THALAMUS = new Ellipsoid(12, -10, 2, 8, 14, 9);
    private static final Ellipsoid PUTAMEN = new Ellipsoid(26, 6, 2, 6, 19, 11);

    private final Site site;
    private final double scaleX;
    private final double scaleY;
    private final double scaleZ;
    private final Ellipsoid ventricle;
    private final Ellipsoid thirdVentricle;
    private final SmoothNoise folds;

    Head(Site site, Draws draws) {
        this.site = site;
        scaleX = draws.factor(0.035);
        scaleY = draws.factor(0.035);
        scaleZ = draws.factor(0.03);
        double growth = draws.factor(0.18);
        ventricle = new Ellipsoid(9, -2, 12, 5.5, 31, 11).grown(growth);
        thirdVentricle = new Ellipsoid(0, -4, -2, 2.2, 13, 9).grown(growth);
        folds = new SmoothNoise(9.5, draws);
    }

    /** Brightness at a place in millimetres. */
    double brightness(double placeX, double placeY, double placeZ) {
        double x = placeX / scaleX;
        double y = placeY / scaleY;
        double z = placeZ / scaleZ;
        double skin = depth(x, y, z, 77, 97, z > 0 ? 76 : 150);
        if (skin < 0) {
            return 0;
        }
        double brain = brainDepth(x, y, z);
        if (brain >= 0) {
            return brain(x, y, z, brain);
        }
        if (skin < SKIN_MILLIMETRES) {
            return SKIN;
        }
        if (z < LOWEST_SKULL_MILLIMETRES) {
            return MUSCLE * (1 + 0.3 * folds.at(x, y, z));
        }
        return skin < SKULL_MILLIMETRES ? BONE : site.fluid();
    }

    /** Distance to the surface of the cerebrum in millimetres, at a place in millimetres; negative outside. */
    double cerebrumDepth(double placeX, double placeY, double placeZ) {
        return cerebrum(placeX / scaleX, placeY / scaleY, placeZ / scaleZ);
    }

    /** Whether fluid, which takes up no oedema, lies here. */
    boolean ventricleAt(double placeX, double placeY, double placeZ) {
        return inVentricle(placeX / scaleX, placeY / scaleY, placeZ / scaleZ);
    }

    private static double brainDepth(double x, double y, double z) {
        double depth = cerebrum(x, y, z);
        if (depth < 0 && (CEREBELLUM.contains(x, y, z) || STEM.contains(x, y, z))) {
            return DEEPEST_SULCUS_MILLIMETRES / 2;
        }
        return depth;
    }

    /** Flatter below than above. */
    private static double cerebrum(double x, double y, double z) {
        return depth(x, y, z, 65, 82, z > 0 ? 62 : 38);
    }

    private double brain(double x, double y, double z, double depth) {
        if (inVentricle(x, y, z) || (Math.abs(x) < 1.2 && depth < 28 && z > LOWEST_SKULL_MILLIMETRES)) {
            return site.fluid();
        }
        double side = Math.abs(x);
        if (THALAMUS.contains(side, y, z) || PUTAMEN.contains(side, y, z)) {
            return 0.97 * site.grey();
        }
        if (depth > DEEPEST_SULCUS_MILLIMETRES) {
            return 1;
        }
        double fold = Math.abs(folds.at(x, y, z)) + depth / DEEPEST_SULCUS_MILLIMETRES * 0.25;
        if (fold < SULCUS) {
            return site.fluid() + (site.grey() - site.fluid()) * fold / SULCUS;
        }
        return fold < RIBBON || depth < 3 ? site.grey() : 1;
    }

    private boolean inVentricle(double x, double y, double z) {
        // The horns spread backwards.
        double side = Math.abs(x) + 0.12 * y;
        return ventricle.contains(side, y, z) || thirdVentricle.contains(x, y, z);
    }

    /** Distance along the radius to the surface of an ellipsoid around the middle. */
    private static double depth(double x, double y, double z, double a, double b, double c) {
        double u = x / a;
        double v = y / b;
        double w = z / c;
        double level = Math.sqrt(u * u + v * v + w * w);
        return level < 1e-6 ? Math.min(a, c) : (1 / level - 1) * Math.sqrt(x * x + y * y + z * z);
    }
}
