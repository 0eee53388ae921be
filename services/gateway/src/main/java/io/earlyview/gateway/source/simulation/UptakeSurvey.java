package io.earlyview.gateway.source.simulation;

/**
 * Simulated heads whose uptake has nothing to do with any class: for teaching an encoder the physics of a view before it
 * has seen a label.
 *
 * <p>Caudate and putamen take up anything that a striatum can, evenly and nearly independently of each other; there is
 * no normal and no abnormal, no reader and no age. Pixel, radius and counts are spread over wider ranges than the
 * cameras of the {@link DatscanSimulator cohort} have, and so are blur, attenuation and places. Anatomy, motion and background vary as they do there.
 */
public final class UptakeSurvey {
    private static final int UNKNOWN_CAMERA = 99;

    private final long seed;
    private final boolean wrongPhysics;
    private final DatscanSimulator simulator;

    /** {@code wrongPhysics}: blur, attenuation and places are off throughout, for asking how much rests on them. */
    public UptakeSurvey(long seed, boolean wrongPhysics) {
        this.seed = seed;
        this.wrongPhysics = wrongPhysics;
        this.simulator = DatscanSimulator.ofSeed(seed);
    }

    /** The head with this number, from 0, ready for its views. Its verdict means nothing. */
    public PreparedHead prepare(int number) {
        DatscanCase patient = draw(number);
        Chance chance = Chance.of(patient.seed(), Chance.Purpose.PHYSICS, 0);
        return simulator.prepare(patient, wrongPhysics ? Physics.wrong(chance) : Physics.spread(chance));
    }

    private DatscanCase draw(int number) {
        Chance chance = Chance.of(seed, Chance.Purpose.CASE, number);
        long caseSeed = chance.seed();
        boolean female = chance.happens(0.5);
        double age = chance.between(40, 90);
        double caudate = chance.between(0.5, 7.5);
        double putamen = caudate * chance.between(0.08, 1.25);
        double gradient = chance.between(0, 0.6);
        double asymmetry = chance.normalWithin(0, 0.2, -0.7, 0.7) / 2;
        double caudateAsymmetry = 0.6 * asymmetry + chance.normalWithin(0, 0.1, -0.3, 0.3) / 2;
        Camera camera = new Camera(
                UNKNOWN_CAMERA, chance.between(3.25, 4.5), chance.between(118, 175), chance.between(8_500, 20_000));
        return new DatscanCase(
                number,
                caseSeed,
                false,
                false,
                false,
                age,
                female,
                side(caudate * (1 + caudateAsymmetry), putamen * (1 + asymmetry), gradient),
                side(caudate * (1 - caudateAsymmetry), putamen * (1 - asymmetry), gradient),
                camera,
                camera.countsPerView());
    }

    private static StriatumUptake side(double caudate, double putamen, double gradient) {
        return new StriatumUptake(caudate, putamen * (1 + gradient), putamen * (1 - gradient));
    }
}
