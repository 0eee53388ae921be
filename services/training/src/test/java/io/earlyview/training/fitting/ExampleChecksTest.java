package io.earlyview.training.fitting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.exams.ExamCatalogue;
import io.earlyview.exams.ExamDescriptor;
import io.earlyview.training.domain.FittingOutcome;
import io.earlyview.training.domain.FittingPlan;
import io.earlyview.training.domain.FittingProgress;
import io.earlyview.training.domain.LabelledExample;
import io.earlyview.training.fitting.recipe.Recipes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is refused before anything is fitted, with the limit and the value. */
class ExampleChecksTest {
    private static final List<LabelledExample> GOOD = PlantedPairs.drawn(60, 8, 1, 1, 1);

    @Test
    void tooFewExamples() {
        assertRefused("There are too few labelled examples: 59, the limit is 60.", GOOD.subList(0, 59));
    }

    @Test
    void tooFewOfAClass() {
        List<LabelledExample> lopsided = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            lopsided.add(changed(i, GOOD.get(i).shape(), GOOD.get(i).tensor(), i < 11));
        }

        assertRefused("There are too few examples of the rarer class: 11 of 60, the limit is 12.", lopsided);
    }

    @Test
    void differentShapes() {
        assertRefused(
                "Example acquisition-0007 has the shape [2, 1, 1], the first has [2, 8, 8].",
                with(changed(7, new int[] {2, 1, 1}, new float[] {1, 1}, true)));
    }

    @Test
    void valuesThatAreNoCounts() {
        float[] counts = GOOD.get(7).tensor().clone();
        counts[3] = Float.NaN;
        assertRefused(
                "Example acquisition-0007 holds the value NaN; counts are finite and not below 0.",
                with(changed(7, GOOD.get(7).shape(), counts, true)));
    }

    @Test
    void emptyFrames() {
        assertRefused(
                "Example acquisition-0007 is empty: all counts are 0.",
                with(changed(7, GOOD.get(7).shape(), new float[128], true)));
    }

    @Test
    void anotherNumberOfViews() {
        List<LabelledExample> ofOneView = GOOD.stream()
                .map(e -> new LabelledExample(
                        e.acquisitionId(),
                        e.patientPseudonym(),
                        new int[] {1, 8, 8},
                        Arrays.copyOf(e.tensor(), 64),
                        new double[0],
                        e.label(),
                        true))
                .toList();

        assertRefused("Example acquisition-0000 has 1 views, the exam names 2.", ofOneView);
    }

    @Test
    void aVolumeWithoutSpacing() {
        ExamDescriptor raster = ExamCatalogue.bundled().find("raster-volume").orElseThrow();
        FittingPlan plan = new FittingPlan(raster, "compact-volume", 1, 8, 1e-3, 0.3, 1);

        assertEquals(
                new FittingOutcome.Failed(
                        "Example acquisition-0000 does not say its spacing, which the exam asks for."),
                Fitting.fit(GOOD, plan, FittingProgress.silent()));
    }

    @Test
    void unknownRecipe() {
        FittingPlan plan = new FittingPlan(PlantedPairs.EXAM, "perceptron", 1, 16, 1e-3, 0.3, 1);

        assertEquals(
                new FittingOutcome.Failed("There is no recipe 'perceptron'; there are " + Recipes.names() + "."),
                Fitting.fit(GOOD, plan, FittingProgress.silent()));
    }

    @Test
    void framesTooSmallForTheRecipe() {
        FittingPlan plan = new FittingPlan(PlantedPairs.EXAM, "source-datscan", 1, 16, 1e-3, 0.3, 1);

        FittingOutcome outcome = Fitting.fit(GOOD, plan, FittingProgress.silent());

        assertTrue(
                outcome instanceof FittingOutcome.Failed failed
                        && failed.sentence().contains("a window of 3 does not fit into 1"),
                outcome.toString());
    }

    private static void assertRefused(String sentence, List<LabelledExample> examples) {
        assertEquals(
                new FittingOutcome.Failed(sentence),
                Fitting.fit(examples, PlantedPairs.plan(1, 1), FittingProgress.silent()));
    }

    private static List<LabelledExample> with(LabelledExample changed) {
        List<LabelledExample> examples = new ArrayList<>(GOOD);
        examples.set(7, changed);
        return examples;
    }

    private static LabelledExample changed(int i, int[] shape, float[] tensor, boolean positive) {
        return new LabelledExample(
                GOOD.get(i).acquisitionId(),
                GOOD.get(i).patientPseudonym(),
                shape,
                tensor,
                new double[0],
                positive ? 1 : 0,
                true);
    }
}
