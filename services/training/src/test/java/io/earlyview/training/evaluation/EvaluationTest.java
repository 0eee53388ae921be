package io.earlyview.training.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.training.domain.EvaluationFigures;
import org.junit.jupiter.api.Test;

class EvaluationTest {
    private static final boolean[] LABELS = {true, true, true, false, false};

    @Test
    void figuresByHand() {
        double[] probabilities = {.9, .6, .4, .5, .1};
        double[] reference = {.9, .60001, .4, .5, .1};

        EvaluationFigures figures = Evaluation.figures(probabilities, reference, LABELS);

        assertEquals(5, figures.examples());
        assertEquals(3, figures.positives());
        assertEquals(5.0 / 6, figures.auroc(), 1e-12);
        // .4 is a miss, .5 decides positive and is a false alarm.
        assertEquals(0.6, figures.accuracy(), 1e-12);
        assertEquals(0.6, figures.noInformationRate(), 1e-12);
        assertEquals((.01 + .16 + .36 + .25 + .01) / 5, figures.brier(), 1e-12);
        assertEquals(1e-5, figures.parityMaxDifference(), 1e-12);
    }

    @Test
    void anIntervalThatReachesAHalfIsNoLearning() {
        assertEquals(
                "The network has not really learned: the 95 % interval of its held-out AUROC, 0.500 to 0.700, does not lie"
                        + " above the limit 0.5 (AUROC 0.600 on 100 examples; accuracy 0.550, no-information rate 0.570).",
                Evaluation.notLearned(figures(0.5, 0)).orElseThrow());
        assertTrue(Evaluation.notLearned(figures(Double.NaN, 0)).isPresent());
        assertTrue(Evaluation.notLearned(figures(0.501, 0)).isEmpty());
    }

    @Test
    void disagreementWithOnnxRuntimeIsRefused() {
        assertEquals(
                "ONNX Runtime and the training framework disagree: the largest difference of a held-out probability is"
                        + " 2.00e-04, the limit is 1e-04.",
                Evaluation.unfaithful(figures(0.6, 2e-4)).orElseThrow());
        assertTrue(Evaluation.unfaithful(figures(0.6, Double.NaN)).isPresent());
        assertTrue(Evaluation.unfaithful(figures(0.6, 1e-4)).isEmpty());
    }

    @Test
    void aFileThatIsNoModelIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new OnnxScorer(new byte[] {1, 2, 3}).close());
    }

    private static EvaluationFigures figures(double aurocLow, double parity) {
        return new EvaluationFigures(100, 57, 0.6, aurocLow, 0.7, 0.55, 0.57, 0.2, parity);
    }
}
