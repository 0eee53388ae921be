package io.earlyview.training.fitting;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.earlyview.training.domain.FittingPlan;
import io.earlyview.training.domain.LabelledExample;
import io.earlyview.training.fitting.network.Head;
import io.earlyview.training.fitting.network.Head.Calibration;
import io.earlyview.training.fitting.recipe.Recipes;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CalibrationFitTest {
    @Test
    void findsTheLineThatMadeTheLabels() {
        Random random = new Random(1);
        double[] logits = new double[20_000];
        double[] labels = new double[logits.length];
        Calibration truth = new Calibration(0.4, 0.8);
        for (int i = 0; i < logits.length; i++) {
            logits[i] = 3 * random.nextGaussian();
            labels[i] = random.nextDouble() < 1 / (1 + Math.exp(-truth.of(logits[i]))) ? 1 : 0;
        }

        Calibration found = CalibrationFit.line(logits, labels);

        assertEquals(truth.slope(), found.slope(), 0.03);
        assertEquals(truth.offset(), found.offset(), 0.05);
    }

    @Test
    void tooFewExamplesLeaveTheLogitsAlone() {
        assertEquals(Calibration.NONE, CalibrationFit.line(new double[39], new double[39]));
    }

    @Test
    void itSaysWhatItRestsOnOrWhyItIsNone() {
        assertEquals("fitted to 48 inner validation examples", CalibrationFit.basis(run("compact-residual", 376)));
        assertEquals(
                "not fitted: 14 inner validation examples, at least 40 are needed",
                CalibrationFit.basis(run("compact-residual", 104)));
        assertEquals("not fitted, as the recipe asks for none", CalibrationFit.basis(run("source-datscan", 376)));
    }

    private static Prepared run(String recipe, int examples) {
        int size = 48;
        FittingPlan plan = new FittingPlan(PlantedPairs.EXAM, recipe, 10, 8, 1e-3, 0.25, 3);
        return Prepared.of(
                PlantedPairs.drawn(examples, size, 1, 1, 1),
                plan,
                Recipes.find(recipe, new int[] {2, size, size}, PlantedPairs.EXAM)
                        .orElseThrow());
    }

    @Test
    void logitsThatSeparatePerfectlyStayFinite() {
        double[] logits = new double[60];
        double[] labels = new double[60];
        for (int i = 0; i < 60; i++) {
            labels[i] = i % 2;
            logits[i] = labels[i] == 1 ? 30 : -30;
        }

        Calibration found = CalibrationFit.line(logits, labels);

        assertEquals(1, found.slope(), 0.01);
        assertEquals(0, found.offset(), 0.01);
    }

    @Test
    void anInvertedNetworkIsNotTurnedRound() {
        double[] logits = new double[60];
        double[] labels = new double[60];
        for (int i = 0; i < 60; i++) {
            labels[i] = i % 2;
            logits[i] = labels[i] == 1 ? -3 : 3;
        }

        assertEquals(0.05, CalibrationFit.line(logits, labels).slope(), 1e-9);
    }

    @Test
    void logitsThatAreTooSureAreCooledDown() {
        Random random = new Random(2);
        List<LabelledExample> examples = new ArrayList<>();
        double[][] logits = new double[4000][3];
        for (int i = 0; i < logits.length; i++) {
            double[] honest = {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
            double[] probabilities = new Head.ClassLogits(3).decode(honest, Calibration.NONE, 1);
            double drawn = random.nextDouble();
            int label = drawn < probabilities[0] ? 0 : drawn < probabilities[0] + probabilities[1] ? 1 : 2;
            examples.add(labelled(label));
            for (int j = 0; j < 3; j++) {
                logits[i][j] = 2.5 * honest[j];
            }
        }

        Calibration found =
                CalibrationFit.fit(new Targets(new Head.ClassLogits(3), Calibration.NONE), logits, examples);

        assertEquals(1 / 2.5, found.slope(), 0.03);
    }

    @Test
    void theIntervalOfAQuantityCoversNinetyFiveOfAHundred() {
        Random random = new Random(3);
        List<LabelledExample> examples = new ArrayList<>();
        double[][] outputs = new double[400][1];
        Calibration line = new Calibration(0.5, 4);
        for (int i = 0; i < outputs.length; i++) {
            outputs[i][0] = random.nextGaussian();
            examples.add(labelled(Math.exp(line.of(outputs[i][0]) + 0.1 * random.nextGaussian())));
        }

        Calibration found = CalibrationFit.fit(new Targets(new Head.LogVolume(), line), outputs, examples);

        assertEquals(0.196, found.halfWidth(), 0.02);
        assertEquals(line.slope(), found.slope());
    }

    private static LabelledExample labelled(double label) {
        return new LabelledExample("a", "", new int[] {1, 1, 1}, new float[1], new double[0], label, true);
    }
}
