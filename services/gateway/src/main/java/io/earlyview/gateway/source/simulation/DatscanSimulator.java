package io.earlyview.gateway.source.simulation;

/**
 * A cohort of simulated patients who have a DaTscan: any case by its number, any view of it by its own.
 *
 * <p>The same seed and settings give the same counts, in whatever order and on however many threads they are asked for.
 */
public final class DatscanSimulator {

    private static final double CLOSEST_MILLIMETRES = 118;
    private static final double FARTHEST_MILLIMETRES = 180;

    private final long cohortSeed;
    private final SimulationSettings settings;

    public DatscanSimulator(long cohortSeed, SimulationSettings settings) {
        this.cohortSeed = cohortSeed;
        this.settings = settings;
    }

    /** A cohort with the default difficulty. */
    public static DatscanSimulator ofSeed(long cohortSeed) {
        return new DatscanSimulator(cohortSeed, SimulationSettings.defaults());
    }

    /** The case with this number, from 0: who it is, the truth and the label. Cheap. */
    public DatscanCase draw(int number) {
        Chance chance = Chance.of(cohortSeed, Chance.Purpose.CASE, number);
        long seed = chance.seed();
        Verdict verdict = Verdict.draw(settings, chance);
        boolean female = chance.happens(0.45);
        double age = chance.normalWithin(verdict.abnormal() ? 67 : 64, 10, 35, 92);
        BothStriata striata = BothStriata.draw(verdict, age, female, chance);
        Camera camera = Camera.draw(chance);
        double counts = Math.clamp(camera.countsPerView() * chance.factor(0.22), 8_000, 25_000);
        return new DatscanCase(
                number,
                seed,
                verdict.abnormal(),
                verdict.readerSaysAbnormal(),
                verdict.borderline(),
                age,
                female,
                striata.right(),
                striata.left(),
                camera,
                counts);
    }

    /** Makes a case's head ready for its views: tens of milliseconds and a few megabytes, to be kept for all views. */
    public PreparedHead prepare(DatscanCase patient) {
        return prepare(patient, Physics.STANDARD);
    }

    PreparedHead prepare(DatscanCase patient, Physics physics) {
        Chance shapes = Chance.of(patient.seed(), Chance.Purpose.ANATOMY, 0);
        Anatomy anatomy = Anatomy.draw(patient, settings.distractors(), physics.jitterMillimetres(), shapes);
        VoxelBox box = VoxelBox.of(anatomy, patient.camera().pixelMillimetres(), physics.attenuation());
        Chance background = Chance.of(patient.seed(), Chance.Purpose.BACKGROUND, 0);
        double radius = background.normalWithin(
                patient.camera().radiusMillimetres(), 8, CLOSEST_MILLIMETRES, FARTHEST_MILLIMETRES);
        Motion motion =
                settings.motion() ? Motion.draw(Chance.of(patient.seed(), Chance.Purpose.MOTION, 0)) : Motion.none();
        return new PreparedHead(
                patient, new Projector(box, radius, physics.blur()), Background.draw(background), motion);
    }
}
