package io.earlyview.bench.checks;

import io.earlyview.bench.checks.SeededFault.Trial;
import io.earlyview.exams.ExamCatalogue;
import io.earlyview.exams.ExamDescriptor;
import io.earlyview.gateway.source.simulation.SimulationSettings;
import io.earlyview.gateway.source.simulation.cohort.CohortCase;
import io.earlyview.gateway.source.simulation.cohort.SignalMode;
import io.earlyview.gateway.source.simulation.ctc.ClassShares;
import io.earlyview.training.domain.FittingPlan;
import io.earlyview.training.domain.LabelledExample;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Small runs of all four exams in which nothing is wrong: patients drawn from a cohort, sizes, rates, batches and epochs drawn
 * from a range. Patients are few and pictures small, so that the signal must be clear: of heads, half have a bright spot
 * planted that the other half lack; cells show what they are, and sweeps are one of a patient.
 *
 * <p>The same runs with labels that mean nothing are null data sets: the labels of each are dealt out anew, so that they are
 * independent of the pictures and of one another, although the pictures come from the same cohorts.
 */
final class SmallRuns {
    private static final int HEADS = 200;
    private static final int CELLS = 450;
    private static final int PATIENTS = 180;
    private static final int SWEEPS_OF_A_PATIENT = 7;
    private static final int SWEEPS_MOST = 145;
    private static final ClassShares SHARES = new ClassShares(0.5, 0.4, 0.1);

    private final List<LabelledExample> datscan;
    private final List<LabelledExample> mgmt;
    private final List<LabelledExample> ctc;
    private final List<LabelledExample> raster;

    SmallRuns(long seed) {
        datscan = SmallCohorts.datscan(seed, SimulationSettings.defaults(), HEADS, 4, 32);
        mgmt = SmallCohorts.mgmt(seed, SignalMode.NULL, false, HEADS);
        ctc = SmallCohorts.rendered(SmallCohorts.ctcCases(seed, SHARES, CELLS), 2);
        raster = SmallCohorts.rendered(
                onePatientEach(SmallCohorts.rasterCases(
                        seed, SignalMode.ORACLE, SmallCohorts.RASTER_EDGE, SWEEPS_OF_A_PATIENT * PATIENTS)),
                1);
    }

    private static List<CohortCase> onePatientEach(List<CohortCase> sweeps) {
        Set<String> seen = new HashSet<>();
        return sweeps.stream().filter(each -> seen.add(each.patient())).toList();
    }

    Trial healthy(long seed) {
        Random random = new Random(seed);
        boolean other = random.nextInt(4) == 0;
        return switch ((int) Math.floorMod(seed, 4L)) {
            case 0 ->
                planted(
                        trial(
                                datscan,
                                110,
                                160,
                                "datscan",
                                other ? "compact-cells" : "compact-residual",
                                7,
                                11,
                                random),
                        random);
            case 1 -> planted(trial(mgmt, 100, 150, "mgmt", "compact-volume", 7, 11, random), random);
            case 2 -> trial(ctc, 220, 320, "ctc", other ? "compact-residual" : "compact-cells", 7, 11, random);
            default -> trial(raster, 110, SWEEPS_MOST, "raster-volume", "compact-volume", 11, 14, random);
        };
    }

    Trial withoutSignal(long seed) {
        Random random = new Random(~seed);
        Trial trial = healthy(seed);
        List<LabelledExample> dealt = trial.plan().exam().target().classes().isEmpty()
                ? Changed.shuffledByPatient(trial.examples(), random)
                : Changed.shuffled(trial.examples(), random);
        return new Trial(dealt, trial.plan());
    }

    private static Trial planted(Trial trial, Random random) {
        List<LabelledExample> labelled = Changed.labels(trial.examples(), _ -> (double) random.nextInt(2));
        return new Trial(
                labelled.stream().map(each -> Changed.withSpot(each, random)).toList(), trial.plan());
    }

    private static Trial trial(
            List<LabelledExample> pool,
            int least,
            int most,
            String exam,
            String recipe,
            int epochsLeast,
            int epochsMost,
            Random random) {
        ExamDescriptor descriptor = ExamCatalogue.bundled().find(exam).orElseThrow();
        List<LabelledExample> examples = Changed.drawn(pool, random.nextInt(least, most + 1), random);
        return new Trial(
                examples,
                new FittingPlan(
                        descriptor,
                        recipe,
                        random.nextInt(epochsLeast, epochsMost + 1),
                        most == SWEEPS_MOST || random.nextBoolean() ? 8 : 16,
                        2e-3
                                * Math.pow(
                                        2,
                                        most == SWEEPS_MOST
                                                ? random.nextDouble(0.6, 1.4)
                                                : random.nextDouble(-0.5, 1.3)),
                        random.nextDouble(0.22, 0.32),
                        random.nextLong(1_000_000)));
    }
}
