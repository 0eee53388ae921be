package io.earlyview.training.fitting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.exams.ExamCatalogue;
import io.earlyview.exams.ExamDescriptor;
import io.earlyview.training.checks.observation.DataProfile.Parts;
import io.earlyview.training.checks.observation.DataProfile.Within;
import io.earlyview.training.domain.FittingPlan;
import io.earlyview.training.domain.LabelledExample;
import io.earlyview.training.fitting.recipe.Recipes;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CopiesTest {
    private static final ExamDescriptor VOLUME =
            ExamCatalogue.bundled().find("raster-volume").orElseThrow();
    private static final int EDGE = 16;

    @Test
    void soundExamplesHaveNone() {
        Parts parts = in(drawn(60, 1));

        assertEquals(0, parts.patientsShared());
        assertEquals(0, parts.sameContent());
        assertEquals(0, parts.nearlySame());
        assertEquals(Within.NOTHING, parts.within());
    }

    @Test
    void noisyCopiesUnderOtherNamesAreFoundInAllParts() {
        List<LabelledExample> examples = drawn(60, 2);
        for (int i = 0; i < 20; i++) {
            examples.add(copy(examples.get(i), "copy-" + i, "other-" + i, 2, 1.2f));
        }

        Parts parts = in(examples);

        assertEquals(20, parts.nearlySame() + parts.within().nearlySame());
        assertTrue(parts.nearlySame() > 0 && parts.within().nearlySame() > 0, parts.toString());
        assertEquals(0, parts.sameContent());
    }

    @Test
    void copiesOfAPatientAreCountedApart() {
        List<LabelledExample> examples = drawn(60, 3);
        for (int i = 0; i < 10; i++) {
            LabelledExample each = examples.get(i);
            examples.add(copy(each, "noisy-" + i, each.patientPseudonym(), 2, 1));
            examples.add(copy(each, "same-" + i, each.patientPseudonym(), 0, 1));
        }

        Parts parts = in(examples);

        assertEquals(20, parts.within().copies());
        assertEquals(0, parts.nearlySame() + parts.sameContent());
    }

    /** One picture in sixty brightnesses of one spot: all hang together, and none is a copy. */
    @Test
    void picturesThatAreAllAlikeAreNoCopies() {
        List<LabelledExample> spots = drawn(60, 6);
        for (int i = 0; i < spots.size(); i++) {
            float[] values = spots.get(i).tensor();
            for (int at = 0; at < values.length; at++) {
                values[at] = at % EDGE == 0 ? 50 : at % EDGE == 3 ? 60 + i : 10;
            }
        }

        Parts parts = in(spots);

        assertEquals(0, parts.nearlySame() + parts.within().nearlySame());
    }

    @Test
    void quantitiesOfRoundedNumbersMayBeEqual() {
        List<LabelledExample> rounded = drawn(60, 4).stream()
                .map(each -> labelled(each, Math.rint(each.label())))
                .toList();
        List<LabelledExample> shared = drawn(60, 4).stream()
                .map(each -> labelled(each, 20 + 7.123456 * (index(each) / 6)))
                .toList();

        assertEquals(0, in(rounded).within().sameQuantity());
        assertEquals(60, in(shared).within().sameQuantity());
    }

    @Test
    void whoHasNoNameIsCounted() {
        List<LabelledExample> examples = drawn(60, 5);
        examples.add(copy(examples.getFirst(), "nobody", "", 1000, 1));

        assertEquals(1, in(examples).within().nameless());
    }

    private static Parts in(List<LabelledExample> examples) {
        FittingPlan plan = new FittingPlan(VOLUME, "compact-volume", 1, 8, 1e-3, 0.25, 1);
        return Copies.in(Prepared.of(
                examples,
                plan,
                Recipes.find(plan.recipe(), new int[] {EDGE, EDGE, EDGE}, VOLUME)
                        .orElseThrow()));
    }

    private static int index(LabelledExample example) {
        return Integer.parseInt(example.acquisitionId().substring(5));
    }

    private static List<LabelledExample> drawn(int count, long seed) {
        Random random = new Random(seed);
        List<LabelledExample> examples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            float[] values = new float[EDGE * EDGE * EDGE];
            for (int at = 0; at < values.length; at++) {
                values[at] = 100 + 40 * (float) random.nextGaussian();
            }
            examples.add(new LabelledExample(
                    "case-" + i,
                    "patient-" + i,
                    new int[] {EDGE, EDGE, EDGE},
                    values,
                    new double[] {0.5, 0.5, 0.5},
                    20 + 130 * random.nextDouble(),
                    true));
        }
        return examples;
    }

    private static LabelledExample copy(LabelledExample of, String id, String patient, double noise, float gain) {
        Random random = new Random(id.hashCode());
        float[] values = of.tensor().clone();
        for (int at = 0; at < values.length && noise > 0; at++) {
            values[at] = gain * values[at] + (float) (noise * random.nextGaussian());
        }
        return new LabelledExample(id, patient, of.shape(), values, of.spacingMillimetres(), of.label() + 0.001, true);
    }

    private static LabelledExample labelled(LabelledExample each, double label) {
        return new LabelledExample(
                each.acquisitionId(),
                each.patientPseudonym(),
                each.shape(),
                each.tensor(),
                each.spacingMillimetres(),
                label,
                true);
    }
}
