package io.earlyview.training.fitting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.exams.ExamCatalogue;
import io.earlyview.training.checks.finding.Remedy;
import io.earlyview.training.fitting.network.Head;
import io.earlyview.training.fitting.network.Layer;
import io.earlyview.training.fitting.network.Weights;
import io.earlyview.training.fitting.recipe.Recipe;
import io.earlyview.training.fitting.recipe.Recipes;
import io.earlyview.training.fitting.recipe.Remedied;
import io.earlyview.training.fitting.recipe.Remedies;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Changes to recipes that can be asked for by name. */
class RemediesTest {
    private static final Recipe CELLS =
            Recipes.find("source-ctc", new int[] {4, 32, 32}, PlantedCells.EXAM).orElseThrow();

    @Test
    void whateverAFindingNamesIsAppliedOrRefusedInWords() {
        Stream<Remedy> all = Stream.of(
                new Remedy.StandardiseInputs(),
                new Remedy.StandardiseTarget(),
                new Remedy.UseLogitsLoss(),
                new Remedy.PriorBias(),
                new Remedy.ClassWeights(),
                new Remedy.ScaleLearningRate(0.1),
                new Remedy.ClipGradients(1),
                new Remedy.AddBatchNormalisation(),
                new Remedy.KeepSpacing(),
                new Remedy.AugmentAtRunTime());

        all.forEach(remedy -> assertEquals(Optional.empty(), Remedies.unknown(FittingChecks.name(remedy))));
        assertEquals(
                Optional.of("Splits are always by patient; give examples of equal content the same patient; there is"
                        + " nothing to change by 'group-by-patient'."),
                Remedies.unknown(FittingChecks.name(new Remedy.GroupByPatient())));
        assertTrue(Remedies.unknown(FittingChecks.name(new Remedy.ReportOnOtherCases()))
                .isPresent());
        assertTrue(Remedies.unknown(FittingChecks.name(new Remedy.ScaleLabelWithAugmentation()))
                .isPresent());
    }

    @Test
    void numbersStandBehindTheNameWhereTheyBelong() {
        assertEquals(0.1, rateFactor("scale-learning-rate=0.1"));
        assertEquals(10, rateFactor("scale-learning-rate=10.0"));
        assertEquals(5, changed("clip-gradients=5").descent().clipNorm());
        assertEquals(
                Optional.of("The remedy 'clip-gradients=-1' needs a number above 0 behind the equals sign."),
                Remedies.unknown("clip-gradients=-1"));
        assertTrue(Remedies.unknown("clip-gradients=x").isPresent());
        assertEquals(
                Optional.of("The remedy 'prior-bias' takes no number, and 'prior-bias=1' gives one."),
                Remedies.unknown("prior-bias=1"));
    }

    @Test
    void aNetworkIsChangedWhereItSays() {
        List<Layer> standardised = changed("standardise-inputs").network().layers();
        assertEquals(new Layer.BatchNorm(), standardised.get(1), standardised.toString());
        assertInstanceOf(Layer.Convolution.class, standardised.get(2));

        List<Layer> normalised = changed("add-batch-normalisation").network().layers();
        assertEquals(new Layer.Convolution(64, 5, 1, 2, false), normalised.get(1));
        assertEquals(new Layer.BatchNorm(), normalised.get(2));
        assertEquals(
                4, normalised.stream().filter(Layer.BatchNorm.class::isInstance).count());

        assertEquals(
                new Head.ClassLogits(3), changed("use-logits-loss").network().head());
        assertTrue(changed("class-weights").classesWeighted());
        assertEquals(Weights.Start.HE_AT_PRIOR, changed("prior-bias").start());
        assertEquals(
                PlantedCells.EXAM.training().augmentation(),
                changed("augment-at-run-time").augmentation());
    }

    @Test
    void aQuantityIsFittedAsItsLogarithmInVoxels() {
        var exam = ExamCatalogue.bundled().find("raster-volume").orElseThrow();
        Recipe volume = Recipes.find("source-raster-volume", new int[] {4, 16, 16}, exam)
                .orElseThrow();

        Remedied.Changed changed =
                assertInstanceOf(Remedied.Changed.class, Remedies.on(volume, List.of("keep-spacing"), exam));

        assertEquals(new Head.LogVolume(), changed.recipe().network().head());
    }

    @Test
    void whatIsThereAlreadyIsNotAddedAgain() {
        Recipe compact = Recipes.find("compact-cells", new int[] {4, 32, 32}, PlantedCells.EXAM)
                .orElseThrow();

        for (String remedy :
                List.of("standardise-inputs", "add-batch-normalisation", "use-logits-loss", "augment-at-run-time")) {
            Remedied.Refused refused =
                    assertInstanceOf(Remedied.Refused.class, Remedies.on(compact, List.of(remedy), PlantedCells.EXAM));
            assertTrue(
                    refused.sentence()
                            .startsWith("The recipe 'compact-cells' cannot take the remedy '" + remedy + "': "),
                    refused.sentence());
        }
    }

    private static double rateFactor(String remedy) {
        return assertInstanceOf(Remedied.Changed.class, Remedies.on(CELLS, List.of(remedy), PlantedCells.EXAM))
                .rateFactor();
    }

    private static Recipe changed(String remedy) {
        return assertInstanceOf(Remedied.Changed.class, Remedies.on(CELLS, List.of(remedy), PlantedCells.EXAM))
                .recipe();
    }
}
