package io.earlyview.training.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GroupedFoldsTest {
    @Test
    void noPatientIsInTwoFoldsAndStrataAreEven() {
        SplittableRandom random = new SplittableRandom(19);
        for (int round = 0; round < 30; round++) {
            String[] patients = new String[300];
            int[] strata = new int[300];
            for (int i = 0; i < 300; i++) {
                patients[i] = "p" + random.nextInt(90);
                strata[i] = random.nextInt(10) < 3 ? 1 : 0;
            }

            int[] folds = GroupedFolds.of(patients, strata, 5, round);

            Map<String, Integer> foldOfPatient = new HashMap<>();
            for (int i = 0; i < 300; i++) {
                Integer other = foldOfPatient.putIfAbsent(patients[i], folds[i]);
                assertTrue(other == null || other == folds[i]);
            }
            for (int stratum = 0; stratum < 2; stratum++) {
                int of = stratum;
                double fifth = Arrays.stream(strata).filter(s -> s == of).count() / 5.0;
                for (int fold = 0; fold < 5; fold++) {
                    int in = fold;
                    long count = IntStream.range(0, 300)
                            .filter(i -> folds[i] == in && strata[i] == of)
                            .count();
                    assertEquals(fifth, count, 4);
                }
            }
        }
    }

    @Test
    void theOrderOfTheCasesDoesNotShow() {
        SplittableRandom random = new SplittableRandom(20);
        String[] patients = new String[60];
        int[] strata = new int[60];
        for (int i = 0; i < 60; i++) {
            patients[i] = "p" + random.nextInt(25);
            strata[i] = random.nextInt(3);
        }
        int[] folds = GroupedFolds.of(patients, strata, 4, 7);
        String[] turnedPatients = new String[60];
        int[] turnedStrata = new int[60];
        int[] turnedFolds = new int[60];
        for (int i = 0; i < 60; i++) {
            turnedPatients[i] = patients[59 - i];
            turnedStrata[i] = strata[59 - i];
            turnedFolds[i] = folds[59 - i];
        }

        assertArrayEquals(turnedFolds, GroupedFolds.of(turnedPatients, turnedStrata, 4, 7));
        assertNotEquals(Arrays.toString(folds), Arrays.toString(GroupedFolds.of(patients, strata, 4, 8)));
    }

    @Test
    void aRareClassOfEightPatientsIsInEveryFold() {
        String[] patients = new String[400];
        int[] strata = new int[400];
        for (int i = 0; i < 400; i++) {
            patients[i] = "p" + i / 10;
            strata[i] = i / 10 < 8 && i % 10 == 0 ? 2 : i % 2;
        }

        int[] folds = GroupedFolds.of(patients, strata, 4, 1);

        for (int fold = 0; fold < 4; fold++) {
            int in = fold;
            assertEquals(
                    2,
                    IntStream.range(0, 400)
                            .filter(i -> folds[i] == in && strata[i] == 2)
                            .count());
            assertEquals(100, Arrays.stream(folds).filter(f -> f == in).count(), 10);
        }
    }

    @Test
    void quantileStrataByHand() {
        assertArrayEquals(
                new int[] {2, 0, 1, 0, 1, 2}, GroupedFolds.quantileStrata(new double[] {9, 1, 4, 2, 5, 30}, 3));
        assertArrayEquals(new int[] {0, 0, 0, 1}, GroupedFolds.quantileStrata(new double[] {3, 3, 3, 8}, 2));
    }

    @Test
    void moreFoldsThanPatientsAreRefused() {
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class, () -> GroupedFolds.of(new String[] {"a", "a", "b"}, new int[3], 3, 1));

        assertEquals("folds of 2 patients must lie in 2..2, but are 3", refused.getMessage());
    }
}
