package io.earlyview.training.fitting;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.training.domain.BatchTick;
import io.earlyview.training.domain.EpochFigures;
import io.earlyview.training.domain.FittingOutcome;
import io.earlyview.training.domain.FittingOutcome.Failed;
import io.earlyview.training.domain.FittingOutcome.Fitted;
import io.earlyview.training.domain.FittingOutcome.Stopped;
import io.earlyview.training.domain.FittingPlan;
import io.earlyview.training.domain.FittingProgress;
import io.earlyview.training.domain.LabelledExample;
import io.earlyview.training.domain.NamedFinding;
import io.earlyview.training.domain.NamedFinding.Grade;
import io.earlyview.training.fitting.network.Layer;
import io.earlyview.training.fitting.network.NetworkSpecification;
import io.earlyview.training.fitting.network.Weights;
import io.earlyview.training.fitting.recipe.Recipe;
import io.earlyview.training.fitting.recipe.Recipes;
import io.earlyview.training.fitting.recipe.Remedied;
import io.earlyview.training.fitting.recipe.Remedies;
import io.earlyview.training.fitting.torch.StepSettings;
import io.earlyview.training.fitting.torch.TorchNetwork;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Real fittings whose faults the checks must name. */
class ChecksFedTest {
    private static final int CELL = 32;

    @Test
    void twoRawViewsStandAtThePriorAndAreStopped() {
        FittingPlan plan = new FittingPlan(PlantedPairs.EXAM, "source-datscan", 12, 16, 1e-5, 0.3, 4);

        FittingOutcome outcome = Fitting.fit(PlantedPairs.drawn(60, 40, 1, 0.8, 2), plan, FittingProgress.silent());

        assertInstanceOf(Stopped.class, outcome, outcome.toString());
        assertTrue(graded(outcome).containsKey("prior-plateau"), outcome.toString());
    }

    @Test
    void scoresInALossThatTakesLogarithmsAreStoppedBeforeTheFirstStep() {
        Counted counted = new Counted();

        Stopped stopped = assertInstanceOf(
                Stopped.class,
                Fitting.fit(PlantedCells.drawn(210, CELL, 1), PlantedCells.plan(2, 1e-3, List.of()), counted));

        assertEquals(0, counted.steps);
        assertEquals(0, stopped.stepsTaken());
        assertEquals(Grade.ERROR, graded(stopped).get("unbounded-loss"));
        assertEquals("use-logits-loss", stopped.by().remedy().orElseThrow());
        assertTrue(
                stopped.sentence().startsWith("A check stopped the run before its first step. "), stopped.sentence());
        assertEquals(counted.findings, stopped.findings());
    }

    /** An eighth of the filters, so that it takes seconds; all else as in the recipe. */
    @Test
    void itsRemediesMakeItLearn() {
        List<LabelledExample> examples = PlantedCells.drawn(210, CELL, 1);
        FittingPlan plan = PlantedCells.plan(8, 1e-3, List.of());
        Recipe asFound = narrowed(Recipes.find("source-ctc", examples.getFirst().shape(), PlantedCells.EXAM)
                .orElseThrow());
        Remedied.Changed changed = assertInstanceOf(
                Remedied.Changed.class,
                Remedies.on(asFound, List.of("use-logits-loss", "add-batch-normalisation"), PlantedCells.EXAM));

        assertInstanceOf(Stopped.class, Fitting.fit(examples, plan, asFound, FittingProgress.silent()));
        FittingOutcome outcome = Fitting.fit(examples, plan, changed.recipe(), FittingProgress.silent());
        Fitted fitted = assertInstanceOf(Fitted.class, outcome, outcome.toString());

        assertTrue(fitted.figures().find("macro_f1").orElseThrow().low() > 0.8, fitted.toString());
        assertTrue(fitted.findings().stream().noneMatch(each -> each.grade() == Grade.ERROR), fitted.toString());
    }

    private static Recipe narrowed(Recipe recipe) {
        NetworkSpecification network = recipe.network();
        List<Layer> layers = network.layers().stream()
                .map(layer -> switch (layer) {
                    case Layer.Convolution wide ->
                        new Layer.Convolution(
                                wide.filters() / 8, wide.kernel(), wide.stride(), wide.padding(), wide.bias());
                    case Layer.Dense wide when wide.units() > 100 -> new Layer.Dense(wide.units() / 8);
                    default -> layer;
                })
                .toList();
        return new Recipe(
                network.with(layers, network.head()),
                recipe.start(),
                recipe.taught(),
                recipe.augmentation(),
                recipe.classesWeighted(),
                recipe.descent(),
                recipe.calibrated());
    }

    @Test
    void aBatchThatOverflowsLeavesTheWeightsOfTheLastWholeEpoch() {
        List<LabelledExample> examples = PlantedPairs.drawn(96, 8, 1, 0.4, 1);
        Recipe recipe = Logistic.recipe(8);
        Prepared run = Prepared.of(examples, new FittingPlan(PlantedPairs.EXAM, "raw", 3, 16, 1e-2, 0.3, 2), recipe);
        List<Weights> ends = new ArrayList<>();
        Weights start = Weights.drawn(recipe.network(), recipe.start(), new float[1], 1);
        StepSettings settings = new StepSettings(1, 0, new float[0]);
        try (TorchNetwork network = new TorchNetwork(recipe.network(), start, settings, 1)) {
            FittingProgress spoiling = new Counted() {
                @Override
                public void onEpoch(EpochFigures figures) {
                    ends.add(network.weights());
                }

                @Override
                public void onBatch(BatchTick tick) {
                    // From the second step of the second epoch on no value can be used.
                    if (tick.epoch() == 2 && tick.batch() == 1) {
                        examples.forEach(example -> Arrays.fill(example.tensor(), Float.NaN));
                    }
                }
            };
            FittingChecks checks = new FittingChecks(run, spoiling);

            Stopped stopped = assertInstanceOf(
                    Stopped.class,
                    new FittingLoop(run, network, checks, spoiling, Checkpoints.none())
                            .run()
                            .orElseThrow());

            assertEquals("not-a-number", stopped.by().rule());
            assertEquals(1, stopped.epochsKept());
            assertTrue(stopped.sentence().contains("loss in step 6 NaN"), stopped.sentence());
            assertArrayEquals(ends.getFirst().of("02.weight"), network.weights().of("02.weight"));
        }
    }

    @Test
    void numbersThatOverflowAreStoppedBeforeTheFirstStep() {
        List<LabelledExample> huge = PlantedPairs.drawn(60, 8, 1, 1, 1);
        for (LabelledExample example : huge) {
            for (int i = 0; i < example.tensor().length; i++) {
                example.tensor()[i] = Float.MAX_VALUE / (1 + example.tensor()[i]);
            }
        }
        Counted counted = new Counted();

        Stopped stopped = assertInstanceOf(
                Stopped.class, Fitting.fit(huge, PlantedPairs.plan(1, 7), Logistic.recipe(8), counted));

        assertEquals("not-a-number", stopped.by().rule());
        assertEquals(0, counted.steps);
    }

    @Test
    void oneScanUnderTwoNamesIsLeakage() {
        List<LabelledExample> twice = new ArrayList<>(PlantedPairs.drawn(60, 8, 3, 0.4, 1));
        for (LabelledExample each : List.copyOf(twice)) {
            twice.add(new LabelledExample(
                    "again-" + each.acquisitionId(),
                    "again-" + each.patientPseudonym(),
                    each.shape(),
                    each.tensor(),
                    each.spacingMillimetres(),
                    each.label(),
                    true));
        }

        Stopped stopped = assertInstanceOf(
                Stopped.class,
                Fitting.fit(twice, PlantedPairs.plan(1, 7), Logistic.recipe(8), FittingProgress.silent()));

        assertEquals("patient-leakage", stopped.by().rule());
    }

    /** Twelve epochs: the ends of three of them would be a quarter of the run. */
    @Test
    void aShortRunOnThePlateauIsNamedInItsFirstTenth() {
        Counted counted = new Counted();
        FittingPlan plan = new FittingPlan(PlantedPairs.EXAM, "raw", 12, 4, 1e-7, 0.3, 4);

        Fitting.fit(PlantedPairs.drawn(240, 8, 1, 0.4, 2), plan, Logistic.recipe(8), counted);

        int planned = 12 * 35;
        int steps = counted.stepsAt.getOrDefault("prior-plateau", planned);
        assertTrue(steps > 0 && steps <= 0.1 * planned, counted.stepsAt + " of " + planned);
    }

    @Test
    void aRemedyThatARecipeCannotTakeIsRefusedInWords() {
        Failed failed = assertInstanceOf(
                Failed.class,
                Fitting.fit(
                        PlantedCells.drawn(210, CELL, 1),
                        PlantedCells.plan(1, 1e-3, List.of("keep-spacing")),
                        FittingProgress.silent()));

        assertEquals(
                "The recipe 'source-ctc' cannot take the remedy 'keep-spacing': it does not fit a quantity as such.",
                failed.sentence());
    }

    /** The gravest grade that each rule gave. */
    private static Map<String, Grade> graded(FittingOutcome outcome) {
        return outcome.findings().stream()
                .collect(Collectors.toMap(
                        NamedFinding::rule, NamedFinding::grade, (first, later) -> later, TreeMap::new));
    }

    private static class Counted implements FittingProgress {
        private final List<NamedFinding> findings = new ArrayList<>();
        private final Map<String, Integer> stepsAt = new TreeMap<>();
        private int steps;

        @Override
        public void onEpoch(EpochFigures figures) {}

        @Override
        public void onBatch(BatchTick tick) {
            steps++;
        }

        @Override
        public void onFinding(NamedFinding finding) {
            findings.add(finding);
            stepsAt.putIfAbsent(finding.rule(), steps);
        }

        @Override
        public boolean cancelled() {
            return false;
        }
    }
}
