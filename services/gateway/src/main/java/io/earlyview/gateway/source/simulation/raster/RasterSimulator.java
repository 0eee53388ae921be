package io.earlyview.gateway.source.simulation.raster;

import io.earlyview.gateway.source.simulation.cohort.CohortCase;
import io.earlyview.gateway.source.simulation.cohort.CohortSimulator;
import io.earlyview.gateway.source.simulation.cohort.SignalMode;
import io.earlyview.gateway.source.simulation.cohort.Spacing;
import io.earlyview.gateway.source.simulation.phantom.Draws;
import io.earlyview.gateway.source.simulation.phantom.Rotation;
import io.earlyview.gateway.source.simulation.phantom.StarShape;
import java.util.Optional;

/**
 * A cohort of simulated ultrasound sweeps: every patient has one organ and six or seven sweeps over it, which follow each
 * other in number. The first 200 cases are 30 patients, as in the source problem. The label is the volume in mL; frames are
 * slices in 8 bits.
 */
public final class RasterSimulator implements CohortSimulator {

    /** Six, seven and seven sweeps of three patients, over and over. */
    private static final int SWEEPS_OF_THREE = 20;

    private static final double SMALLEST_MILLILITRES = 20;
    private static final double LARGEST_MILLILITRES = 150;
    private static final double FINEST_MILLIMETRES = 0.3;
    private static final double COARSEST_MILLIMETRES = 1;
    /** How much wider than the organ the field of view is at least. */
    private static final double MARGIN = 1.08;

    private final long cohortSeed;
    private final RasterSettings settings;

    public RasterSimulator(long cohortSeed, RasterSettings settings) {
        this.cohortSeed = cohortSeed;
        this.settings = settings;
    }

    @Override
    public CohortCase at(int number) {
        RasterSweep sweep = sweep(number);
        return new CohortCase(
                number,
                CohortCase.patientId("raster", sweep.patient()),
                0,
                sweep.labelMillilitres(),
                sweep.millilitres(),
                sweep.millilitres(),
                Optional.of(sweep.spacing()),
                () -> new SpeckleRaster(sweep, settings).render());
    }

    /** What is hidden behind the case with this number, from 0. */
    public RasterSweep sweep(int number) {
        int patient = patientOf(number);
        Draws person = Draws.of(cohortSeed, Draws.Purpose.PATIENT, patient);
        double millilitres = volume(person);
        StarShape organ = StarShape.draw(millilitres, 0.65, 3 + person.index(4), 0.05, person);
        Draws draws = Draws.of(cohortSeed, Draws.Purpose.CASE, number);
        long seed = draws.seed();
        Rotation pose = Rotation.draw(0.35, draws);
        double[] reach = organ.reach(pose);
        double[] spacing = spacing(reach, draws);
        double[] middle = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            double room = spacing[axis] * RasterSettings.FULL_EDGE / 2 - reach[axis];
            middle[axis] = 0.7 * room * draws.between(-1, 1);
        }
        double coarser = (double) RasterSettings.FULL_EDGE / settings.edge();
        return new RasterSweep(
                number,
                seed,
                patient,
                millilitres,
                settings.mode() == SignalMode.NULL
                        ? volume(Draws.of(cohortSeed, Draws.Purpose.LABEL, patient))
                        : millilitres,
                organ,
                pose,
                middle[0],
                middle[1],
                middle[2],
                new Spacing(spacing[0] * coarser, spacing[1] * coarser, spacing[2] * coarser));
    }

    private static double volume(Draws draws) {
        return draws.logBetween(SMALLEST_MILLILITRES, LARGEST_MILLILITRES);
    }

    private static int patientOf(int number) {
        int within = number % SWEEPS_OF_THREE;
        return number / SWEEPS_OF_THREE * 3 + (within < 6 ? 0 : within < 13 ? 1 : 2);
    }

    /** At full edge: the same on all axes in half of the sweeps, else up to an eighth apart; the organ always fits. */
    private static double[] spacing(double[] reach, Draws draws) {
        double widest = Math.max(reach[0], Math.max(reach[1], reach[2]));
        double base = draws.logBetween(finest(widest), COARSEST_MILLIMETRES);
        boolean cubes = draws.happens(0.5);
        double[] spacing = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            double apart = draws.between(0.88, 1.14);
            spacing[axis] = cubes ? base : Math.clamp(base * apart, finest(reach[axis]), COARSEST_MILLIMETRES);
        }
        return spacing;
    }

    private static double finest(double reach) {
        double fitting = 2 * reach * MARGIN / RasterSettings.FULL_EDGE;
        return Math.clamp(fitting, FINEST_MILLIMETRES, COARSEST_MILLIMETRES);
    }
}
