package io.earlyview.training.fitting;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.training.domain.BatchTick;
import io.earlyview.training.domain.EpochFigures;
import io.earlyview.training.domain.FittingOutcome;
import io.earlyview.training.domain.FittingOutcome.Cancelled;
import io.earlyview.training.domain.FittingOutcome.Fitted;
import io.earlyview.training.domain.FittingOutcome.NotLearned;
import io.earlyview.training.domain.FittingPlan;
import io.earlyview.training.domain.FittingProgress;
import io.earlyview.training.domain.LabelledExample;
import io.earlyview.training.domain.NamedFinding;
import io.earlyview.training.evaluation.Evaluation;
import io.earlyview.training.evaluation.OnnxScorer;
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
        assertEquals(recorded.findings, fitted.findings());
        assertTrue(
                fitted.findings().stream().noneMatch(finding -> finding.grade() == NamedFinding.Grade.ERROR),
                fitted.findings().toString());
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
        Cancelled cancelled =
                assertInstanceOf(Cancelled.class, Fitting.fit(PLANTED, PlantedPairs.plan(8, 7), new Recorded(6)));

        assertEquals(1, cancelled.epochsDone());
    }

    @Test
    void thePlateauAtThePriorIsNamed() {
        List<LabelledExample> shuffled = PlantedPairs.shuffledLabels(PlantedPairs.drawn(120, 8, 1, 1, 1), 3);
        // Hardly a step: every probability stays where it began.
        FittingPlan idle = new FittingPlan(PlantedPairs.EXAM, "raw", 3, 16, 1e-9, 0.3, 2);

        NotLearned refused = assertInstanceOf(
                NotLearned.class, Fitting.fit(shuffled, idle, Logistic.recipe(8), FittingProgress.silent()));

        assertTrue(refused.sentence().contains("prior-plateau: "), refused.sentence());
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
        FittingOutcome outcome = Fitting.fit(PLANTED, PlantedPairs.plan(4, seed), FittingProgress.silent());
        return assertInstanceOf(Fitted.class, outcome, outcome.toString())
                .onnx()
                .graph();
    }

    private static final class Recorded implements FittingProgress {
        private final List<EpochFigures> epochs = new ArrayList<>();
        private final List<BatchTick> ticks = new ArrayList<>();
        private final List<NamedFinding> findings = new ArrayList<>();
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
        public void onFinding(NamedFinding finding) {
            findings.add(finding);
        }

        @Override
        public boolean cancelled() {
            return --questionsLeft < 0;
        }
    }
}
