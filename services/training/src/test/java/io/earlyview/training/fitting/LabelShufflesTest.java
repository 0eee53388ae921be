package io.earlyview.training.fitting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.training.checks.observation.Outcome.Permutation;
import io.earlyview.training.domain.LabelledExample;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** p by shuffled labels. */
class LabelShufflesTest {

    @Test
    void theFewestPossibleIsTheTrueOrderAlone() {
        List<LabelledExample> examples = examples(40, 1);
        double[] truth = examples.stream().mapToDouble(LabelledExample::label).toArray();

        assertEquals(new Permutation(999, 0.001), LabelShuffles.of(examples, 1).test(agreement(truth)));
    }

    @Test
    void anAnswerThatIsAlwaysTheSameIsAsGoodAsAnyShuffle() {
        List<LabelledExample> examples = examples(40, 1);

        assertEquals(1, LabelShuffles.of(examples, 1).test(_ -> 0.5).p());
        assertEquals(1, LabelShuffles.of(examples, 1).test(_ -> Double.NaN).p());
    }

    @Test
    void guessesAreSignificantAsOftenAsTheLevelSays() {
        int significant = 0;
        for (long seed = 0; seed < 200; seed++) {
            List<LabelledExample> examples = examples(30, 1);
            SplittableRandom random = new SplittableRandom(seed);
            double[] guesses =
                    IntStream.range(0, 30).mapToDouble(_ -> random.nextInt(2)).toArray();
            significant +=
                    LabelShuffles.of(examples, seed).test(agreement(guesses)).p() <= 0.05 ? 1 : 0;
        }
        // 10 are expected and 21 would be beyond three deviations; ties make the test careful.
        assertTrue(significant <= 20, significant + " of 200");
    }

    @Test
    void manyScansOfAFewPatientsAreNoMoreThanAFewPatients() {
        // 4 patients of 10 scans each, two patients of each class, all scans right: 1 of 6 deals is as good.
        List<LabelledExample> examples = examples(40, 10);
        double[] truth = examples.stream().mapToDouble(LabelledExample::label).toArray();

        double p = LabelShuffles.of(examples, 1).test(agreement(truth)).p();

        assertEquals(1.0 / 6, p, 0.04);
    }

    @Test
    void classesThatEveryPatientHasChangePlacesWithinThePatient() {
        List<LabelledExample> mixed = new ArrayList<>();
        for (LabelledExample each : examples(40, 10)) {
            mixed.add(each.labelled(mixed.size() % 2));
        }
        double[] truth = mixed.stream().mapToDouble(LabelledExample::label).toArray();

        assertEquals(0.001, LabelShuffles.of(mixed, 1).test(agreement(truth)).p());
    }

    /** Patients take turns in their class. */
    private static List<LabelledExample> examples(int count, int scansEach) {
        List<LabelledExample> examples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int patient = i / scansEach;
            examples.add(new LabelledExample(
                    "a" + i,
                    "p%02d".formatted(patient),
                    new int[] {1, 1, 1},
                    new float[] {i},
                    new double[0],
                    patient % 2,
                    true));
        }
        return examples;
    }

    private static ToDoubleFunction<List<LabelledExample>> agreement(double[] said) {
        return labelled -> IntStream.range(0, said.length)
                .filter(i -> labelled.get(i).label() == said[i])
                .count();
    }
}
