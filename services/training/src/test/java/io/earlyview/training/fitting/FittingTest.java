package io.earlyview.training.fitting;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.exams.Training.Augmentation;
import io.earlyview.training.domain.BatchTick;
import io.earlyview.training.domain.EpochFigures;
import io.earlyview.training.domain.FittingOutcome.Cancelled;
import io.earlyview.training.domain.FittingOutcome.Failed;
import io.earlyview.training.domain.FittingOutcome.Fitted;
import io.earlyview.training.domain.FittingOutcome.NotLearned;
import io.earlyview.training.domain.FittingPlan;
import io.earlyview.training.domain.FittingProgress;
import io.earlyview.training.domain.LabelledExample;
import io.earlyview.training.evaluation.Evaluation;
import io.earlyview.training.evaluation.OnnxScorer;
import io.earlyview.training.fitting.network.Head;
import io.earlyview.training.fitting.network.Layer;
import io.earlyview.training.fitting.network.NetworkSpecification;
import io.earlyview.training.fitting.network.Weights;
import io.earlyview.training.fitting.recipe.Recipe;
import io.earlyview.training.fitting.recipe.Schedule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whole fittings on small planted pairs. */
class FittingTest {
    private static final List<LabelledExample> PLANTED = PlantedPairs.drawn(120, 32, 3, 0.4, 1);

    @Test
    void learnsAPlantedSignalAndExportsAGraphThatTakesRawCounts() {
        Recorded recorded = new Recorded(Integer.MAX_VALUE);

        Fitted fitted = assertInstanceOf(Fitted.class, Fitting.fit(PLANTED, PlantedPairs.plan(8, 7), recorded));

        assertTrue(
                fitted.figures().find("auroc").orElseThrow().low() > 0.8,
                fitted.figures().toString());
        assertTrue(fitted.figures().parityMaxDifference() <= Evaluation.PARITY_LIMIT);
        assertEquals(36, fitted.examplesHeldOut());
        assertEquals(84, fitted.examplesTrained());
        assertTrue(fitted.simulated());
        assertEquals(8, recorded.epochs.size());
        assertEquals(1, recorded.ticks.getLast().share(), 1e-9);
        assertTrue(correctOf(fitted, PlantedPairs.drawn(40, 32, 3, 0.4, 99)) >= 34);
    }

    @Test
    void refusesShuffledLabels() {
        List<LabelledExample> shuffled = PlantedPairs.shuffledLabels(PLANTED, 5);

        NotLearned refused = assertInstanceOf(
                NotLearned.class, Fitting.fit(shuffled, PlantedPairs.plan(4, 7), FittingProgress.silent()));

        assertTrue(refused.sentence().startsWith("The network has not really learned"), refused.sentence());
        assertTrue(refused.figures().find("auroc").orElseThrow().low() <= 0.5);
    }

    @Test
    void theSameSeedGivesTheSameBytes() {
        byte[] once = fittedBytes(3);

        assertArrayEquals(once, fittedBytes(3));
        assertTrue(!Arrays.equals(once, fittedBytes(4)), "another seed gave the same bytes");
    }

    @Test
    void stopsWhenCancelled() {
        // 70 examples in 4 batches: the 7th question falls into the second epoch.
        assertEquals(new Cancelled(1), Fitting.fit(PLANTED, PlantedPairs.plan(8, 7), new Recorded(6)));
    }

    @Test
    void numbersThatOverflowBreakFittingOff() {
        List<LabelledExample> huge = PlantedPairs.drawn(60, 8, 1, 1, 1);
        huge.forEach(example -> Arrays.fill(example.tensor(), Float.MAX_VALUE));

        Failed failed = assertInstanceOf(
                Failed.class, Fitting.fit(huge, PlantedPairs.plan(1, 7), raw(), FittingProgress.silent()));

        assertTrue(failed.sentence().startsWith("Fitting broke off in epoch 1, batch 1"), failed.sentence());
    }

    @Test
    void thePlateauAtThePriorIsNamed() {
        List<LabelledExample> shuffled = PlantedPairs.shuffledLabels(PlantedPairs.drawn(120, 8, 1, 1, 1), 3);
        // Hardly a step: every probability stays where it began.
        FittingPlan idle = new FittingPlan(PlantedPairs.EXAM, "raw", 3, 16, 1e-9, 0.3, 2);

        NotLearned refused =
                assertInstanceOf(NotLearned.class, Fitting.fit(shuffled, idle, raw(), FittingProgress.silent()));

        assertTrue(refused.sentence().contains("plateau at the prior"), refused.sentence());
    }

    /** Logistic regression on raw counts: no normalisation that could hide what goes in. */
    private static Recipe raw() {
        List<Layer> layers = List.of(
                new Layer.Standardisation(List.of(0f, 0f), List.of(100f, 100f)),
                new Layer.Flatten(),
                new Layer.Dense(1));
        return new Recipe(
                new NetworkSpecification("raw", 2, 8, 8, layers, new Head.OneLogit()),
                Weights.Start.HE_AT_PRIOR,
                Augmentation.NONE,
                false,
                0,
                1,
                Schedule.CONSTANT,
                0,
                false);
    }

    private static int correctOf(Fitted fitted, List<LabelledExample> unseen) {
        int correct = 0;
        try (OnnxScorer scorer = new OnnxScorer(fitted.onnx())) {
            for (LabelledExample example : unseen) {
                boolean positive = scorer.predict(example)[0] >= 0.5;
                correct += positive == (example.classIndex() == 1) ? 1 : 0;
            }
        }
        return correct;
    }

    private static byte[] fittedBytes(long seed) {
        return assertInstanceOf(
                        Fitted.class, Fitting.fit(PLANTED, PlantedPairs.plan(4, seed), FittingProgress.silent()))
                .onnx();
    }

    private static final class Recorded implements FittingProgress {
        private final List<EpochFigures> epochs = new ArrayList<>();
        private final List<BatchTick> ticks = new ArrayList<>();
        private int questionsLeft;

        Recorded(int questions) {
            questionsLeft = questions;
        }

        @Override
        public void onEpoch(EpochFigures figures) {
            epochs.add(figures);
        }

        @Override
        public void onBatch(BatchTick tick) {
            ticks.add(tick);
        }

        @Override
        public boolean cancelled() {
            return --questionsLeft < 0;
        }
    }
}
