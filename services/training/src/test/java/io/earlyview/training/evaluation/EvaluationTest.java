package io.earlyview.training.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.exams.Target;
import io.earlyview.exams.Training.Bound;
import io.earlyview.exams.Training.Criterion;
import io.earlyview.exams.Training.Metric;
import io.earlyview.training.domain.EvaluationFigures;
import io.earlyview.training.domain.Figure;
import io.earlyview.training.domain.LabelledExample;
import io.earlyview.training.domain.OnnxNetwork;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluationTest {
    private static final Target BINARY = new Target.Binary(List.of("no", "yes"), 0.5);
    private static final Target CLASSES = new Target.Classes(List.of("a", "b", "c"));
    private static final Target VOLUME = new Target.Quantity("mL", 1, 1000);

    @Test
    void figuresOfTwoClassesByHand() {
        double[][] probabilities = {{.9}, {.6}, {.4}, {.5}, {.1}};
        double[][] reference = {{.9}, {.60001}, {.4}, {.5}, {.1}};

        EvaluationFigures figures = Evaluation.figures(BINARY, labelled(1, 1, 1, 0, 0), probabilities, reference);

        assertEquals(5, figures.examples());
        assertEquals(5.0 / 6, value(figures, "auroc"), 1e-12);
        // .4 is a miss, .5 decides positive and is a false alarm.
        assertEquals(0.6, value(figures, "accuracy"), 1e-12);
        assertEquals(0.6, value(figures, "no_information_rate"), 1e-12);
        assertEquals((2.0 / 3 + 1.0 / 2) / 2, value(figures, "balanced_accuracy"), 1e-12);
        assertEquals((.01 + .16 + .36 + .25 + .01) / 5, value(figures, "brier"), 1e-12);
        assertEquals(1e-5, figures.parityMaxDifference(), 1e-12);
    }

    /** 54, 45 and 1 of 100, always the first: what the majority predictor of the cell problem scores. */
    @Test
    void theMajorityPredictorOfTheCellsScoresWhatItShould() {
        double[] labels = new double[100];
        double[][] majority = new double[100][];
        for (int i = 0; i < 100; i++) {
            labels[i] = i < 54 ? 0 : i < 99 ? 1 : 2;
            majority[i] = new double[] {1, 0, 0};
        }

        EvaluationFigures figures = Evaluation.figures(CLASSES, labelled(labels), majority, majority);

        assertEquals(0.54, value(figures, "accuracy"), 1e-12);
        assertEquals(1.0 / 3, value(figures, "balanced_accuracy"), 1e-12);
        assertEquals(0.234, value(figures, "macro_f1"), 5e-4);
        assertEquals(0, value(figures, "rarest_recall"));
    }

    @Test
    void figuresOfAQuantityByHand() {
        double[][] said = {{11, 9, 13}, {19, 18, 19.5}, {30, 29, 31}};

        EvaluationFigures figures = Evaluation.figures(VOLUME, labelled(10, 20, 30), said, said);

        assertEquals(1 - 2.0 / 200, value(figures, "r_squared"), 1e-12);
        assertEquals(2.0 / 3, value(figures, "mean_absolute_error"), 1e-12);
        assertEquals(1 - 2.0 / 20, value(figures, "error_saved"), 1e-12);
        assertEquals(0, value(figures, "bias"), 1e-12);
        assertEquals(2.0 / 3, value(figures, "interval_coverage"), 1e-12);
    }

    @Test
    void examplesOfOnePatientWidenTheInterval() {
        List<LabelledExample> alone = new ArrayList<>();
        List<LabelledExample> grouped = new ArrayList<>();
        double[][] said = new double[200][];
        for (int i = 0; i < 200; i++) {
            // Ten examples a patient, all with that patient's error.
            int patient = i / 10;
            alone.add(labelled("p" + i, 100 + 10 * (patient % 5)));
            grouped.add(labelled("p" + patient, 100 + 10 * (patient % 5)));
            double answer = 100 + 10 * (patient % 5) + 7 * ((patient * 7) % 3 - 1);
            said[i] = new double[] {answer, answer, answer};
        }
        double narrow = width(Evaluation.figures(VOLUME, alone, said, said));
        assertTrue(width(Evaluation.figures(VOLUME, grouped, said, said)) > 2 * narrow);
    }

    @Test
    void aCriterionThatIsNotMetIsNamedWithLimitAndValue() {
        List<Criterion> criteria = List.of(new Criterion(Metric.AUROC, Bound.LOW, 0.5));
        assertEquals(
                "The network has not really learned, on 100 held-out examples of 90 patients: the lower bound of auroc is"
                        + " 0.500 (0.600, 95 % interval 0.500 to 0.700), the limit is above 0.500.",
                Acceptance.refusal(criteria, figures(0.5, 0)).orElseThrow());
        assertTrue(Acceptance.refusal(criteria, figures(Double.NaN, 0)).isPresent());
        assertTrue(Acceptance.refusal(criteria, figures(0.501, 0)).isEmpty());
        assertTrue(Acceptance.refusal(List.of(new Criterion(Metric.MACRO_F1, Bound.VALUE, 0)), figures(0.6, 0))
                .isPresent());
    }

    @Test
    void disagreementWithOnnxRuntimeIsRefused() {
        assertEquals(
                "ONNX Runtime and the training framework disagree: the largest difference of a held-out prediction is"
                        + " 2.00e-04, the limit is 1e-04. Normalising what hardly varies magnifies rounding: look for a"
                        + " channel that is nearly the same in all examples, or take another recipe.",
                Evaluation.unfaithful(figures(0.6, 2e-4)).orElseThrow());
        assertTrue(Evaluation.unfaithful(figures(0.6, Double.NaN)).isPresent());
        assertTrue(Evaluation.unfaithful(figures(0.6, 1e-4)).isEmpty());
    }

    @Test
    void aFileThatIsNoModelIsRefused() {
        assertThrows(
                IllegalArgumentException.class, () -> new OnnxScorer(OnnxNetwork.of(new byte[] {1, 2, 3})).close());
    }

    private static double value(EvaluationFigures figures, String name) {
        return figures.find(name).orElseThrow().value();
    }

    private static double width(EvaluationFigures figures) {
        Figure bias = figures.find("bias").orElseThrow();
        return bias.high() - bias.low();
    }

    private static List<LabelledExample> labelled(double... labels) {
        List<LabelledExample> examples = new ArrayList<>();
        for (double label : labels) {
            examples.add(labelled("p" + examples.size(), label));
        }
        return examples;
    }

    private static LabelledExample labelled(String patient, double label) {
        return new LabelledExample("a", patient, new int[] {1, 1, 1}, new float[1], new double[0], label, true);
    }

    private static EvaluationFigures figures(double aurocLow, double parity) {
        return new EvaluationFigures(100, 90, List.of(new Figure("auroc", 0.6, aurocLow, 0.7)), parity);
    }
}
