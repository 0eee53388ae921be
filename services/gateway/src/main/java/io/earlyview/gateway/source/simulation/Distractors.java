package io.earlyview.gateway.source.simulation;

import java.util.ArrayList;
import java.util.List;

/**
 * What else takes up or lacks the tracer and has nothing to do with the diagnosis.
 *
 * @param glands parotid glands and nasal mucosa
 * @param ventricles fluid without uptake
 * @param infarcts dead tissue with little uptake; none in most patients
 * @param scalp uptake of the outer soft tissue relative to the brain's unspecific uptake
 */
record Distractors(List<Gland> glands, List<Ellipsoid> ventricles, List<Ellipsoid> infarcts, double scalp) {

    static Distractors draw(boolean strong, double ageYears, double brainZ, Chance chance) {
        double spread = strong ? 0.32 : 0;
        double parotid = 1.6 * chance.factor(spread);
        List<Gland> glands = List.of(
                new Gland(gland(58, -2, -38, 10, 15, 21, chance), parotid * chance.factor(spread / 3)),
                new Gland(gland(-58, -2, -38, 10, 15, 21, chance), parotid * chance.factor(spread / 3)),
                new Gland(gland(0, 72, -22, 13, 18, 17, chance), 1.3 * chance.factor(spread)));
        return new Distractors(
                glands,
                ventricles(strong ? ageYears : 60, brainZ, chance),
                strong && chance.happens(0.002 * Math.max(0, ageYears - 40)) ? infarct(brainZ, chance) : List.of(),
                0.55 * chance.factor(spread / 1.5));
    }

    private static Ellipsoid gland(double x, double y, double z, double a, double b, double c, Chance chance) {
        return Ellipsoid.upright(x + chance.normal(0, 3), y + chance.normal(0, 3), z + chance.normal(0, 4), a, b, c)
                .grown(Math.cbrt(chance.factor(0.2)));
    }

    /** Both lateral ventricles, about 10 mL each at 60, growing by 2 % a year. */
    private static List<Ellipsoid> ventricles(double ageYears, double brainZ, Chance chance) {
        double growth = Math.cbrt(Math.exp(0.02 * (ageYears - 60)) * chance.factor(0.3));
        List<Ellipsoid> sides = new ArrayList<>();
        for (int side = -1; side <= 1; side += 2) {
            sides.add(Ellipsoid.upright(side * 8, -2, brainZ + 14, 4.5 * growth, 34 * growth, 15 * growth)
                    .turned(-side * 8));
        }
        return sides;
    }

    /** One infarct in the cortex or white matter, clear of the striatum. */
    private static List<Ellipsoid> infarct(double brainZ, Chance chance) {
        double angle = chance.between(0, 2 * Math.PI);
        double radius = chance.between(9, 24);
        return List.of(Ellipsoid.upright(
                46 * Math.cos(angle),
                -8 + 58 * Math.sin(angle),
                brainZ + chance.between(-10, 35),
                radius,
                radius,
                radius));
    }

    /**
     * A structure outside the brain that takes up the tracer.
     *
     * @param shape where it is
     * @param uptake relative to the brain's unspecific uptake
     */
    record Gland(Ellipsoid shape, double uptake) {}
}
