package io.earlyview.training.fitting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.exams.Target;
import io.earlyview.training.domain.LabelledExample;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitTest {
    /** 300 examples, a third positive; patient 0 has one, patient 1 two, patient 2 three, and again. */
    private static final List<LabelledExample> EXAMPLES = examples();

    private static final Target BINARY = new Target.Binary(List.of("no", "yes"), 0.5);

    @Test
    void noPatientStandsOnBothSides() {
        Split split = Split.of(EXAMPLES, BINARY, 0.3, 1);

        Set<String> first = patients(split.first());
        first.retainAll(patients(split.second()));
        assertEquals(Set.of(), first);
        assertEquals(300, split.first().size() + split.second().size());
    }

    @Test
    void bothSidesHoldTheClassesInTheSameShares() {
        Split split = Split.of(EXAMPLES, BINARY, 0.3, 1);

        assertEquals(0.3 * 300, split.second().size(), 4);
        assertEquals(1.0 / 3, positiveShare(split.second()), 0.03);
        assertEquals(1.0 / 3, positiveShare(split.first()), 0.03);
    }

    @Test
    void theOrderOfTheExamplesDoesNotMatterButTheSeedDoes() {
        List<LabelledExample> shuffled = new ArrayList<>(EXAMPLES);
        Collections.shuffle(shuffled, new Random(5));

        assertEquals(
                ids(Split.of(EXAMPLES, BINARY, 0.3, 1).second()),
                ids(Split.of(shuffled, BINARY, 0.3, 1).second()));
        assertNotEquals(
                ids(Split.of(EXAMPLES, BINARY, 0.3, 1).second()),
                ids(Split.of(EXAMPLES, BINARY, 0.3, 2).second()));
    }

    @Test
    void examplesWithoutAPatientAreNotOnePatient() {
        List<LabelledExample> unknown = EXAMPLES.stream()
                .map(e -> new LabelledExample(
                        e.acquisitionId(), "", e.shape(), e.tensor(), new double[0], e.label(), true))
                .toList();

        Split split = Split.of(unknown, BINARY, 0.3, 1);

        assertTrue(!split.first().isEmpty() && !split.second().isEmpty());
    }

    @Test
    void aRareClassAndAllSizesOfAQuantityComeToBothSides() {
        Target classes = new Target.Classes(List.of("a", "b", "c"));
        List<LabelledExample> rare = labelled(i -> i % 50 == 0 ? 2 : i % 2);
        Split split = Split.of(rare, classes, 0.25, 1);
        assertEquals(6, rare.stream().filter(e -> e.classIndex() == 2).count());
        assertTrue(split.second().stream().anyMatch(e -> e.classIndex() == 2));
        assertTrue(split.first().stream().anyMatch(e -> e.classIndex() == 2));

        Target volume = new Target.Quantity("mL", 1, 1000);
        Split quarters = Split.of(labelled(i -> i + 1), volume, 0.25, 1);
        for (int quarter = 0; quarter < 4; quarter++) {
            int from = 75 * quarter;
            long held = quarters.second().stream()
                    .filter(e -> e.label() > from && e.label() <= from + 75)
                    .count();
            assertEquals(0.25 * 75, held, 2);
        }
    }

    private static List<LabelledExample> labelled(IntUnaryOperator label) {
        return IntStream.range(0, 300)
                .mapToObj(i -> new LabelledExample(
                        "a%04d".formatted(i),
                        "p" + i,
                        new int[] {1, 1, 1},
                        new float[] {1},
                        new double[0],
                        label.applyAsInt(i),
                        true))
                .toList();
    }

    private static List<LabelledExample> examples() {
        List<LabelledExample> examples = new ArrayList<>();
        int patient = 0;
        while (examples.size() < 300) {
            boolean positive = patient / 3 % 3 == 0;
            for (int i = 0; i <= patient % 3; i++) {
                examples.add(new LabelledExample(
                        "a%04d".formatted(examples.size()),
                        "p" + patient,
                        new int[] {1, 1, 1},
                        new float[] {1},
                        new double[0],
                        positive ? 1 : 0,
                        true));
            }
            patient++;
        }
        return examples;
    }

    private static Set<String> patients(List<LabelledExample> examples) {
        return examples.stream().map(LabelledExample::patientPseudonym).collect(Collectors.toSet());
    }

    private static List<String> ids(List<LabelledExample> examples) {
        return examples.stream().map(LabelledExample::acquisitionId).toList();
    }

    private static double positiveShare(List<LabelledExample> examples) {
        return (double) examples.stream()
                        .filter(example -> example.classIndex() == 1)
                        .count()
                / examples.size();
    }
}
