package io.earlyview.gateway.source.simulation;

/**
 * One patient's head: shapes, uptake and attenuation, in the head's own frame with its origin between the ears' level
 * and the middle of the skull.
 *
 * <p>Uptake is relative to the unspecific uptake of the brain. Attenuation is that of narrow beams at 159 keV: scattered
 * counts are added separately.
 *
 * @param head skin surface
 * @param neck skin surface of the neck
 * @param brain outer surface of the brain
 * @param rightStriatum striatum at positive x
 * @param leftStriatum striatum at negative x
 * @param distractors everything that varies and means nothing
 * @param softUptake uptake of muscle and other soft tissue
 * @param whiteUptake uptake of the inner brain relative to the cortex
 * @param pose how the head lies in the camera
 */
record Anatomy(
        Ellipsoid head,
        Ellipsoid neck,
        Ellipsoid brain,
        Striatum rightStriatum,
        Striatum leftStriatum,
        Distractors distractors,
        double softUptake,
        double whiteUptake,
        Pose pose) {

    /** Attenuation per millimetre in water, and in the skull. */
    private static final double SOFT = 0.0147;

    private static final double BONE = 0.0245;
    private static final double SKULL_OUTER = 1.08;

    /** {@code jitterMillimetres}: spread of the striatum's place in the brain. */
    static Anatomy draw(DatscanCase patient, boolean strongDistractors, double jitterMillimetres, Chance chance) {
        double size = patient.female() ? 0.985 : 1.015;
        double width = size * chance.normalWithin(1, 0.037, 0.9, 1.1);
        double length = size * chance.normalWithin(1, 0.037, 0.9, 1.1);
        double height = size * chance.normalWithin(1, 0.037, 0.9, 1.1);
        double brainZ = 38 * height;
        double striatumSize = Math.cbrt(chance.factor(0.09)) * Math.cbrt(width * length * height);
        return new Anatomy(
                Ellipsoid.upright(0, 0, 0, 77 * width, 97 * length, 112 * height),
                Ellipsoid.upright(0, -18, -115, 56 * width, 60 * length, 85),
                Ellipsoid.upright(0, 0, brainZ, 66 * width, 82 * length, 62 * height),
                Striatum.draw(1, brainZ, striatumSize, jitterMillimetres, patient.right(), chance),
                Striatum.draw(-1, brainZ, striatumSize, jitterMillimetres, patient.left(), chance),
                Distractors.draw(strongDistractors, patient.ageYears(), brainZ, chance),
                0.40 * chance.factor(0.12),
                chance.between(0.78, 0.92),
                Pose.draw(chance));
    }

    /** Uptake at a point of the head; 0 in air. */
    double uptakeAt(double x, double y, double z) {
        double depth = brain.level(x, y, z);
        if (depth <= 1) {
            return brainUptakeAt(x, y, z, depth);
        }
        if (depth <= SKULL_OUTER * SKULL_OUTER) {
            return 0.2;
        }
        for (Distractors.Gland gland : distractors.glands()) {
            if (gland.shape().contains(x, y, z)) {
                return gland.uptake();
            }
        }
        double skin = head.level(x, y, z);
        if (skin <= 1) {
            return skin > 0.85 ? distractors.scalp() : softUptake;
        }
        return neck.contains(x, y, z) ? softUptake : 0;
    }

    /** Attenuation per millimetre at a point of the head; 0 in air. */
    double attenuationAt(double x, double y, double z) {
        double depth = brain.level(x, y, z);
        if (depth > 1 && depth <= SKULL_OUTER * SKULL_OUTER) {
            return BONE;
        }
        return depth <= 1 || head.contains(x, y, z) || neck.contains(x, y, z) ? SOFT : 0;
    }

    /** Whether the striatum's small structures may be near, so that a voxel needs finer sampling. */
    boolean fineAt(double x, double y, double z) {
        return Math.abs(x) < 42 && Math.abs(y - 14) < 36 && Math.abs(z - brain.z()) < 28;
    }

    private double brainUptakeAt(double x, double y, double z, double depth) {
        double ratio = Math.max(rightStriatum.ratioAt(x, y, z), leftStriatum.ratioAt(x, y, z));
        if (ratio > 0) {
            return 1 + ratio;
        }
        for (Ellipsoid ventricle : distractors.ventricles()) {
            if (ventricle.contains(x, y, z)) {
                return 0.08;
            }
        }
        for (Ellipsoid infarct : distractors.infarcts()) {
            if (infarct.contains(x, y, z)) {
                return 0.25;
            }
        }
        return depth > 0.68 ? 1.08 : whiteUptake;
    }
}
