package io.earlyview.training.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LabelShufflesTest {
    @Test
    void casesOfOnePatientKeepOneLabel() {
        String[] patients = {"a", "b", "a", "c", "b", "b"};
        double[] labels = {1, 0, 1, 1, 0, 0};
        LabelShuffles shuffles = new LabelShuffles(patients, labels, 1);

        Set<String> orders = new HashSet<>();
        for (int round = 0; round < 60; round++) {
            int[] source = shuffles.next();
            double[] given = Arrays.stream(source).mapToDouble(i -> labels[i]).toArray();

            assertEquals(given[0], given[2]);
            assertEquals(given[1], given[4]);
            assertEquals(given[1], given[5]);
            // Two of the three patients keep label 1.
            assertEquals(2, given[0] + given[1] + given[3]);
            orders.add(Arrays.toString(given));
        }
        assertEquals(3, orders.size());
    }

    @Test
    void patientsOfOneSizeExchangeAllTheirLabelsAndTheirOrder() {
        String[] patients = {"a", "a", "b", "b", "c", "c"};
        double[] labels = {0, 1, 2, 3, 4, 5};
        LabelShuffles shuffles = new LabelShuffles(patients, labels, 2);

        Set<String> orders = new HashSet<>();
        for (int round = 0; round < 500; round++) {
            int[] source = shuffles.next();
            for (int patient = 0; patient < 6; patient += 2) {
                assertEquals(source[patient] / 2, source[patient + 1] / 2);
                assertEquals(1, Math.abs(source[patient] - source[patient + 1]));
            }
            orders.add(Arrays.toString(source));
        }
        // Three patients in any order, the two labels of each in either.
        assertEquals(6 * 8, orders.size());
    }

    @Test
    void noLabelIsLostWhereSizesAndLabelsDiffer() {
        String[] patients = {"a", "b", "b", "c", "c", "c"};
        int[] source = new LabelShuffles(patients, new double[] {0, 1, 0, 1, 1, 0}, 3).next();

        assertArrayEquals(
                IntStream.range(0, 6).toArray(), Arrays.stream(source).sorted().toArray());
    }

    @Test
    void theOrderOfThePatientsIsEvenlyDrawn() {
        LabelShuffles shuffles = new LabelShuffles(Cohorts.onePatientEach(3), new double[] {1, 2, 3}, 4);
        int[] first = new int[3];
        for (int round = 0; round < 3000; round++) {
            first[shuffles.next()[0]]++;
        }

        assertTrue(Arrays.stream(first).allMatch(count -> Math.abs(count - 1000) < 100), Arrays.toString(first));
    }
}
