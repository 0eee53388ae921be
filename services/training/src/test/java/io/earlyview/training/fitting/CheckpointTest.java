package io.earlyview.training.fitting;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.training.domain.BatchTick;
import io.earlyview.training.domain.EpochFigures;
import io.earlyview.training.domain.FittingOutcome.Fitted;
import io.earlyview.training.domain.FittingOutcome.NotLearned;
import io.earlyview.training.domain.FittingPlan;
import io.earlyview.training.domain.FittingProgress;
import io.earlyview.training.domain.LabelledExample;
import io.earlyview.training.domain.NamedFinding;
import io.earlyview.training.fitting.recipe.Descent;
import io.earlyview.training.fitting.recipe.Recipe;
import io.earlyview.training.fitting.recipe.Recipes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A fitting that goes on from a checkpoint ends as one that was never interrupted. */
class CheckpointTest {
    private static final int EPOCHS = 5;
    private static final List<LabelledExample> PLANTED = PlantedPairs.drawn(120, 32, 3, 0.4, 1);
    private static final FittingPlan PLAN = PlantedPairs.plan(EPOCHS, 7);

    @Test
    void goesOnFromAnyEpochToTheSameBytesFiguresAndFindings() {
        Recipe recipe = averaged();
        Kept whole = new Kept(Optional.empty());
        Watched seen = new Watched();
        Fitted expected = fitted(recipe, seen, whole);
        assertEquals(EPOCHS, whole.all.size());

        for (int done : List.of(1, 3, EPOCHS)) {
            Kept rest = new Kept(Optional.of(whole.all.get(done - 1)));
            Watched seenRest = new Watched();
            Fitted resumed = fitted(recipe, seenRest, rest);

            assertArrayEquals(expected.onnx().graph(), resumed.onnx().graph(), "after " + done + " epochs");
            assertEquals(expected.figures(), resumed.figures());
            assertEquals(expected.findings(), resumed.findings());
            assertEquals(seen.losses.subList(done, EPOCHS), seenRest.losses);
            assertEquals(EPOCHS - done, rest.all.size());
            assertTrue(
                    seenRest.ticks.stream().allMatch(tick -> tick.epoch() > done),
                    "steps of the first " + done + " epochs were taken again");
        }
    }

    /** Otherwise the test above could not tell whether the checkpoint has them. */
    @Test
    void theNetworkDropsFeaturesVariesExamplesAndAveragesItsWeights() {
        Recipe recipe = averaged();

        assertTrue(recipe.descent().averaging() > 0);
        assertTrue(recipe.network().layers().toString().contains("Dropout"));
        assertTrue(recipe.augmentation().shiftPixels() > 0);
        Kept kept = new Kept(Optional.empty());
        fitted(recipe, new Watched(), kept);
        Checkpoint last = kept.all.getLast();
        assertEquals(last.average().steps(), last.optimizer().steps());
        assertFalse(last.observations().isEmpty());
    }

    /** A plateau is told by several epochs in a row: the checks must remember those before the checkpoint. */
    @Test
    void theChecksRememberWhatTheySaw() {
        List<LabelledExample> shuffled = PlantedPairs.shuffledLabels(PlantedPairs.drawn(120, 8, 1, 1, 1), 3);
        FittingPlan idle = new FittingPlan(PlantedPairs.EXAM, "raw", 4, 16, 1e-9, 0.3, 2);
        Recipe recipe = Logistic.recipe(8);
        Kept whole = new Kept(Optional.empty());
        Watched seen = new Watched();
        NotLearned expected = assertInstanceOf(NotLearned.class, Fitting.fit(shuffled, idle, recipe, seen, whole));
        assertTrue(expected.sentence().contains("prior-plateau: "), expected.sentence());

        Watched seenRest = new Watched();
        NotLearned resumed = assertInstanceOf(
                NotLearned.class,
                Fitting.fit(shuffled, idle, recipe, seenRest, new Kept(Optional.of(whole.all.get(1)))));

        assertEquals(expected, resumed);
        int told = whole.all.get(1).findings().size();
        assertEquals(seen.findings.subList(told, seen.findings.size()), seenRest.findings, "what is told again");
        assertTrue(
                seenRest.findings.stream().anyMatch(finding -> finding.rule().equals("prior-plateau")),
                "the plateau was told before the checkpoint: nothing is shown");
    }

    private static Recipe averaged() {
        Recipe recipe = Recipes.find("compact-residual", PLANTED.getFirst().shape(), PlantedPairs.EXAM)
                .orElseThrow();
        return new Recipe(
                recipe.network(),
                recipe.start(),
                recipe.taught(),
                recipe.augmentation(),
                recipe.classesWeighted(),
                new Descent(
                        recipe.descent().weightDecay(),
                        recipe.descent().clipNorm(),
                        recipe.descent().schedule(),
                        0.9),
                recipe.calibrated());
    }

    private static Fitted fitted(Recipe recipe, FittingProgress progress, Checkpoints checkpoints) {
        return assertInstanceOf(Fitted.class, Fitting.fit(PLANTED, PLAN, recipe, progress, checkpoints));
    }

    private static final class Kept implements Checkpoints {
        private final Optional<Checkpoint> last;
        private final List<Checkpoint> all = new ArrayList<>();

        Kept(Optional<Checkpoint> last) {
            this.last = last;
        }

        @Override
        public Optional<Checkpoint> last() {
            return last;
        }

        @Override
        public void keep(Checkpoint checkpoint) {
            all.add(checkpoint);
        }
    }

    private static final class Watched implements FittingProgress {
        private final List<String> losses = new ArrayList<>();
        private final List<BatchTick> ticks = new ArrayList<>();
        private final List<NamedFinding> findings = new ArrayList<>();

        @Override
        public void onEpoch(EpochFigures figures) {
            losses.add(figures.epoch() + " " + figures.trainLoss() + " " + figures.validationLoss() + " "
                    + figures.validationFigure());
        }

        @Override
        public void onBatch(BatchTick tick) {
            ticks.add(tick);
        }

        @Override
        public void onFinding(NamedFinding finding) {
            findings.add(finding);
        }

        @Override
        public boolean cancelled() {
            return false;
        }
    }
}
