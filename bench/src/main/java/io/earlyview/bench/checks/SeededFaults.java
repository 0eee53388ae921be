package io.earlyview.bench.checks;

import io.earlyview.bench.checks.SeededFault.Trial;
import io.earlyview.exams.ExamCatalogue;
import io.earlyview.exams.ExamDescriptor;
import io.earlyview.gateway.source.simulation.SimulationSettings;
import io.earlyview.gateway.source.simulation.cohort.CohortCase;
import io.earlyview.gateway.source.simulation.cohort.CohortFault;
import io.earlyview.gateway.source.simulation.cohort.SignalMode;
import io.earlyview.gateway.source.simulation.raster.BeforehandAugmentation;
import io.earlyview.training.domain.FittingPlan;
import io.earlyview.training.domain.LabelledExample;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;

/** The faults of the four source problems, each with the rules that name it. */
final class SeededFaults {
    private static final int EPOCHS = 40;
    private static final double HELD_OUT = 0.25;

    private SeededFaults() {}

    static List<SeededFault> all() {
        return List.of(
                fault(
                        'A',
                        "raw counts, no normalisation, one logit",
                        Set.of("prior-plateau", "collapsed-outputs"),
                        seed -> datscan("source-datscan", 1e-3, seed)),
                fault(
                        'A',
                        "the same, two logits",
                        Set.of("prior-plateau", "collapsed-outputs"),
                        seed -> datscan("source-datscan-two-logits", 1e-3, seed)),
                fault(
                        'A',
                        "counts a thousand times too large",
                        Set.of("input-range"),
                        seed -> changed(datscan("source-datscan", 1e-3, seed), value -> 1000 * value)),
                fault(
                        'A',
                        "learning rate a hundred times too high",
                        Set.of("update-ratio", "gradient-exploding", "not-a-number"),
                        seed -> datscan("source-datscan", 0.1, seed)),
                fault(
                        'A',
                        "learning rate ten thousand times too low",
                        Set.of("update-ratio"),
                        seed -> datscan("compact-residual", 1e-7, seed)),
                fault('A', "a pixel that is no number", Set.of(SeededFault.REFUSED), seed -> {
                    Trial trial = datscan("compact-residual", 1e-3, seed);
                    trial.examples().get(7).tensor()[5] = Float.NaN;
                    return trial;
                }),
                fault(
                        'B',
                        "no signal",
                        Set.of("no-evidence-of-signal"),
                        seed -> mgmt(SmallCohorts.mgmt(seed, SignalMode.NULL, false, 120), seed)),
                fault(
                        'B',
                        "one class only",
                        Set.of(SeededFault.REFUSED),
                        seed -> mgmt(
                                Changed.labels(
                                        SmallCohorts.mgmt(seed, SignalMode.NULL, false, 120), i -> i < 5 ? 0.0 : 1.0),
                                seed)),
                fault(
                        'B',
                        "sites go with the label",
                        Set.of("confounded-by-acquisition"),
                        seed -> mgmt(SmallCohorts.mgmt(seed, SignalMode.NORMAL, true, 160), seed)),
                fault(
                        'C',
                        "raw outputs where log-probabilities belong",
                        Set.of("unbounded-loss"),
                        seed -> cells("source-ctc", SmallCohorts.ctc(seed, 300), seed)),
                fault(
                        'C',
                        "one class of a hundred, unweighted",
                        Set.of("ignored-minority-class"),
                        seed -> cells("source-ctc", SmallCohorts.ctc(seed, 300), seed, "use-logits-loss")),
                fault(
                        'C',
                        "read as RGBA: the last channel is opacity",
                        Set.of("input-range"),
                        seed -> cells(
                                "source-ctc",
                                Changed.values(SmallCohorts.ctc(seed, 300), SeededFaults::opaque),
                                seed,
                                "use-logits-loss")),
                fault(
                        'C',
                        "grey values divided by 255 twice",
                        Set.of("input-range"),
                        seed -> changed(
                                cells("source-ctc", SmallCohorts.ctc(seed, 300), seed, "use-logits-loss"),
                                value -> value / 255)),
                fault(
                        'C',
                        "labels dealt out at random",
                        Set.of("no-evidence-of-signal"),
                        seed -> cells(
                                "compact-cells",
                                Changed.shuffled(SmallCohorts.ctc(seed, 300), new Random(seed)),
                                seed)),
                fault('C', "every cell twice, under two names", Set.of("patient-leakage"), SeededFaults::twice),
                fault(
                        'C',
                        "no patient is named",
                        Set.of("patient-leakage"),
                        seed -> cells("compact-cells", Changed.patients(SmallCohorts.ctc(seed, 300), _ -> ""), seed)),
                fault(
                        'C',
                        "each cell under a name of its own",
                        Set.of("patient-leakage"),
                        seed -> cells(
                                "compact-cells",
                                SmallCohorts.rendered(
                                        CohortFault.LEAKED_PATIENTS.spoil(SmallCohorts.ctcCases(seed, 300), seed), 1),
                                seed)),
                fault(
                        'D',
                        "spacing not looked at",
                        Set.of("spacing-dropped"),
                        seed -> raster("source-raster-volume", SmallCohorts.raster(seed, 120), seed)),
                fault(
                        'D',
                        "spacing lost: 1 mm everywhere",
                        Set.of("spacing-dropped"),
                        seed -> raster("compact-volume", spoilt(CohortFault.DROPPED_SPACING, seed), seed)),
                fault(
                        'D',
                        "label left in mL",
                        Set.of("initial-loss-off"),
                        seed -> raster(
                                "source-raster-volume", Changed.spacing(SmallCohorts.raster(seed, 120), 0.5), seed)),
                fault(
                        'D',
                        "each sweep under a name of its own",
                        Set.of("patient-leakage"),
                        seed -> raster("compact-volume", spoilt(CohortFault.LEAKED_PATIENTS, seed), seed)),
                fault(
                        'D',
                        "scaled copies made beforehand, label not scaled",
                        Set.of("near-duplicates", "augmentation-breaks-label"),
                        seed -> raster("compact-volume", SmallCohorts.rendered(enlarged(seed), 1), seed)),
                fault(
                        'D',
                        "the same, and no patient's name kept",
                        Set.of("near-duplicates"),
                        seed -> raster(
                                "compact-volume",
                                SmallCohorts.rendered(CohortFault.LEAKED_PATIENTS.spoil(enlarged(seed), seed), 1),
                                seed)),
                fault(
                        'D',
                        "two million weights a patient",
                        Set.of("memorising"),
                        seed -> raster(
                                "source-raster-volume",
                                SmallCohorts.rendered(SmallCohorts.rasterCases(seed, SignalMode.NORMAL, 64, 80), 1),
                                seed)),
                fault(
                        'D',
                        "labels dealt out at random to patients, and learned by heart",
                        Set.of("memorising", "no-evidence-of-signal"),
                        seed -> raster(
                                "source-raster-volume",
                                Changed.shuffledByPatient(
                                        Changed.spacing(SmallCohorts.raster(seed, 120), 0.5), new Random(seed)),
                                seed,
                                "standardise-target")));
    }

    private static SeededFault fault(char source, String name, Set<String> rules, LongFunction<Trial> trial) {
        return new SeededFault(source, name, rules, trial);
    }

    private static Trial datscan(String recipe, double rate, long seed) {
        return new Trial(
                SmallCohorts.datscan(seed, SimulationSettings.defaults(), 120, 2, 40),
                plan("datscan", recipe, 6, rate, seed, List.of()));
    }

    private static Trial mgmt(List<LabelledExample> examples, long seed) {
        return new Trial(examples, plan("mgmt", "compact-volume", 8, 2e-3, seed, List.of()));
    }

    private static Trial cells(String recipe, List<LabelledExample> examples, long seed, String... remedies) {
        return new Trial(examples, plan("ctc", recipe, 16, 1e-3, seed, List.of(remedies)));
    }

    private static Trial raster(String recipe, List<LabelledExample> examples, long seed, String... remedies) {
        return new Trial(examples, plan("raster-volume", recipe, 8, 2e-3, seed, List.of(remedies)));
    }

    private static FittingPlan plan(
            String exam, String recipe, int batchSize, double rate, long seed, List<String> remedies) {
        ExamDescriptor descriptor = ExamCatalogue.bundled().find(exam).orElseThrow();
        return new FittingPlan(descriptor, recipe, EPOCHS, batchSize, rate, HELD_OUT, seed).remediedBy(remedies);
    }

    private static List<LabelledExample> spoilt(CohortFault fault, long seed) {
        return SmallCohorts.rendered(
                fault.spoil(SmallCohorts.rasterCases(seed, SignalMode.NORMAL, SmallCohorts.RASTER_EDGE, 120), seed), 1);
    }

    private static List<CohortCase> enlarged(long seed) {
        return new BeforehandAugmentation(2, false)
                .enlarge(SmallCohorts.rasterCases(seed, SignalMode.NORMAL, SmallCohorts.RASTER_EDGE, 80), seed);
    }

    private static Trial twice(long seed) {
        return cells("compact-cells", Changed.twice(SmallCohorts.ctc(seed, 150)), seed);
    }

    private static Trial changed(Trial trial, UnaryOperator<Float> value) {
        return new Trial(
                Changed.values(trial.examples(), tensor -> {
                    for (int i = 0; i < tensor.length; i++) {
                        tensor[i] = value.apply(tensor[i]);
                    }
                    return tensor;
                }),
                trial.plan());
    }

    private static float[] opaque(float[] tensor) {
        Arrays.fill(tensor, tensor.length / 4 * 3, tensor.length, 255);
        return tensor;
    }
}
