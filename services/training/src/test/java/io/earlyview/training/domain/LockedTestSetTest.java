package io.earlyview.training.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.exams.Target;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who is locked, and that nobody ever changes sides. */
class LockedTestSetTest {
    private static final Target CLASSES = new Target.Classes(List.of("common", "other", "rare"));

    @Test
    void theShareOfPatientsIsLocked() {
        LockedTestSet set = new LockedTestSet("datscan", 0.29, Set.of());

        long locked = patients(4000, _ -> 0).stream().filter(set::holds).count();

        assertEquals(0.29, locked / 4000.0, 0.025, "three standard errors of 4000 draws");
    }

    @Test
    void newExamplesAndNewLabelsMoveNobody() {
        List<LabelledExample> early = patients(60, i -> i % 2);
        LockedTestSet founded = LockedTestSet.founded("datscan", 0.29, CLASSES, early);
        List<LabelledExample> later = patients(500, i -> (i + 1) % 2);

        Set<String> before = locked(founded, early);
        Set<String> after = locked(founded, later);

        assertTrue(after.containsAll(before));
        Set<String> earlyTrained = keys(early);
        earlyTrained.removeAll(before);
        earlyTrained.retainAll(after);
        assertEquals(Set.of(), earlyTrained, "trained on before, tested on now");
    }

    @Test
    void allExamplesOfAPatientAreOnOneSideAndExamsLockDifferently() {
        LockedTestSet set = new LockedTestSet("datscan", 0.5, Set.of());
        LockedTestSet other = new LockedTestSet("mgmt", 0.5, Set.of());
        List<LabelledExample> twice = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            twice.add(example("a" + i, "patient-" + i, 0));
            twice.add(example("b" + i, "patient-" + i, 1));
        }

        for (int i = 0; i < twice.size(); i += 2) {
            assertEquals(set.holds(twice.get(i)), set.holds(twice.get(i + 1)));
        }
        assertNotEquals(locked(set, twice), locked(other, twice));
    }

    @Test
    void aRareClassIsNotLeftOutWhenTheSetIsFounded() {
        for (int draw = 0; draw < 20; draw++) {
            int from = 1000 * draw;
            List<LabelledExample> examples = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                examples.add(example("x" + (from + i), "patient-" + (from + i), i < 3 ? 2 : i % 2));
            }

            LockedTestSet founded = LockedTestSet.founded("ctc", 0.25, CLASSES, examples);

            assertEquals(List.of(), founded.missing(CLASSES, examples), "draw " + draw);
            for (int label = 0; label < 2; label++) {
                int of = label;
                long locked = examples.stream()
                        .filter(example -> example.classIndex() == of && founded.holds(example))
                        .count();
                assertTrue(locked >= 5, locked + " locked of class " + label + " in draw " + draw);
            }
        }
    }

    @Test
    void aClassThatIsMissingIsNamed() {
        LockedTestSet byDigestAlone = new LockedTestSet("ctc", 0.25, Set.of());

        assertEquals(List.of("rare"), byDigestAlone.missing(CLASSES, patients(200, i -> i % 2)));
    }

    private static Set<String> locked(LockedTestSet set, List<LabelledExample> examples) {
        return keys(examples.stream().filter(set::holds).toList());
    }

    private static Set<String> keys(List<LabelledExample> examples) {
        return examples.stream().map(LabelledExample::splitKey).collect(Collectors.toCollection(HashSet::new));
    }

    private static List<LabelledExample> patients(int count, IntUnaryOperator label) {
        return IntStream.range(0, count)
                .mapToObj(i -> example("acquisition-" + i, "patient-" + i, label.applyAsInt(i)))
                .toList();
    }

    private static LabelledExample example(String id, String patient, int label) {
        return new LabelledExample(id, patient, new int[] {1, 1, 1}, new float[] {1}, new double[0], label, true);
    }
}
