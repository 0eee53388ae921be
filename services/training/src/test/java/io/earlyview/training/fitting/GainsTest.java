package io.earlyview.training.fitting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.exams.ExamCatalogue;
import io.earlyview.exams.ExamDescriptor;
import io.earlyview.training.checks.observation.Gain;
import io.earlyview.training.domain.FittingPlan;
import io.earlyview.training.domain.LabelledExample;
import io.earlyview.training.fitting.recipe.Recipes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GainsTest {
    private static final int EDGE = 16;

    /** The prior costs ln 2 a case in a training part that is half and half; the outputs say so, or nothing, or too much. */
    @Test
    void whatIsSavedIsAShareOfThePriorsLoss() {
        Prepared run = run("datscan", "source-datscan", balanced(80));
        List<LabelledExample> four = List.of(scan("a", 0), scan("b", 1), scan("c", 0), scan("d", 1));

        Gain prior = new Gains(run).of(new double[][] {{0}, {0}, {0}, {0}}, four);
        assertEquals(0, prior.share(), 1e-12);
        assertEquals(0, prior.error(), 1e-12);
        assertEquals(4, prior.patients());

        // A logit of ln 3 to the right side leaves ln (4/3); one to the wrong side costs ln 4.
        double three = Math.log(3);
        Gain right = new Gains(run).of(new double[][] {{-three}, {three}, {-three}, {three}}, four);
        assertEquals(1 - Math.log(4.0 / 3) / Math.log(2), right.share(), 1e-12);
        assertEquals(0, right.error(), 1e-12);
        Gain wrong = new Gains(run).of(new double[][] {{three}, {-three}, {three}, {-three}}, four);
        assertEquals(-1, wrong.share(), 1e-12);
    }

    /** Two right and two wrong: saved shares of .585 and -1, whose mean is -.2075 and whose standard error .4575. */
    @Test
    void theErrorIsThatOfAMeanOverPatients() {
        Prepared run = run("datscan", "source-datscan", balanced(80));
        double three = Math.log(3);
        double[][] outputs = {{-three}, {three}, {three}, {-three}};

        Gain apart = new Gains(run).of(outputs, List.of(scan("a", 0), scan("b", 1), scan("c", 0), scan("d", 1)));
        assertEquals(-0.2075, apart.share(), 1e-4);
        assertEquals(0.4575, apart.error(), 1e-4);

        // One patient's cases count as one: two right of the one and two wrong of the other.
        Gain together = new Gains(run).of(outputs, List.of(scan("a", 0), scan("a", 1), scan("b", 0), scan("b", 1)));
        assertEquals(2, together.patients());
        assertEquals(0.7925, together.error(), 1e-4);
        Gain one = new Gains(run).of(outputs, List.of(scan("a", 0), scan("a", 1), scan("a", 0), scan("a", 1)));
        assertTrue(Double.isInfinite(one.error()));
    }

    /** The best constant of the training part, on these very cases: far from its mean there is more to save. */
    @Test
    void aQuantityIsHeldAgainstTheTrainingPartsMean() {
        List<LabelledExample> sweeps = IntStream.range(0, 80)
                .mapToObj(i -> sweep("patient-" + i, i % 2 == 0 ? 100 : 200))
                .toList();
        Prepared run = run("raster-volume", "source-raster-volume", sweeps);
        List<LabelledExample> two = List.of(sweep("x", 250), sweep("y", 250));

        Gain half = new Gains(run).of(new double[][] {{200}, {200}}, two);

        // 100 off by the mean of 150, 50 off by the outputs: a quarter of the squares is left.
        assertEquals(0.75, half.share(), 1e-9);
    }

    @Test
    void ofNoExamplesNothingIsKnown() {
        Prepared run = run("datscan", "source-datscan", balanced(80));
        assertEquals(Gain.UNKNOWN, new Gains(run).of(new double[0][], List.of()));
    }

    private static Prepared run(String exam, String recipe, List<LabelledExample> examples) {
        ExamDescriptor descriptor = ExamCatalogue.bundled().find(exam).orElseThrow();
        FittingPlan plan = new FittingPlan(descriptor, recipe, 10, 8, 1e-3, 0.25, 3);
        return Prepared.of(
                examples,
                plan,
                Recipes.find(recipe, examples.getFirst().shape(), descriptor).orElseThrow());
    }

    private static List<LabelledExample> balanced(int count) {
        List<LabelledExample> examples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            examples.add(scan("patient-" + i, i % 2));
        }
        return examples;
    }

    private static LabelledExample scan(String patient, int label) {
        int edge = 3 * EDGE;
        return new LabelledExample(
                patient, patient, new int[] {2, edge, edge}, new float[2 * edge * edge], new double[0], label, true);
    }

    private static LabelledExample sweep(String patient, double millilitres) {
        return new LabelledExample(
                patient,
                patient,
                new int[] {EDGE, EDGE, EDGE},
                new float[EDGE * EDGE * EDGE],
                new double[] {1, 1, 1},
                millilitres,
                true);
    }
}
