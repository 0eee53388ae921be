package io.earlyview.training.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ClassFiguresTest {
    private static final double[][] PROBABILITIES = {
        {.8, .1, .1}, {.5, .4, .1}, {.3, .6, .1}, {.2, .7, .1}, {.2, .2, .6}, {.4, .4, .2}
    };
    private static final int[] TRUTH = {0, 0, 1, 1, 2, 2};

    @Test
    void figuresByHand() {
        ClassFigures figures = ClassFigures.of(PROBABILITIES, TRUTH, Cohorts.onePatientEach(6), 1);

        assertArrayEquals(
                new int[][] {{2, 0, 0}, {0, 2, 0}, {1, 0, 1}},
                figures.confusion().counts());
        assertEquals((0.8 + 1 + 2.0 / 3) / 3, figures.macroF1().value(), 1e-12);
        assertEquals(5.0 / 6, figures.balancedAccuracy().value(), 1e-12);
        // Class 1: .6 and .7 against .1 .4 .2 .4, all won; class 2: .6 and .2 against four of .1.
        assertEquals(1, figures.oneAgainstRest().get(0).area());
        assertEquals(1, figures.oneAgainstRest().get(1).area());
        assertEquals(1, figures.oneAgainstRest().get(2).area());
    }

    @Test
    void aClassThatDoesNotOccurHasNoArea() {
        ClassFigures figures =
                ClassFigures.of(PROBABILITIES, new int[] {0, 0, 1, 1, 0, 0}, Cohorts.onePatientEach(6), 1);

        assertTrue(Double.isNaN(figures.oneAgainstRest().get(2).area()));
    }

    @Test
    void theIntervalHoldsTheValueAndWidensWhenCasesAreCopies() {
        SplittableRandom random = new SplittableRandom(12);
        int cases = 240;
        double[][] probabilities = new double[cases][3];
        int[] truth = new int[cases];
        String[] eight = new String[cases];
        for (int i = 0; i < cases; i++) {
            if (i % 8 == 0) {
                truth[i] = random.nextInt(3);
                int decided = random.nextDouble() < 0.6 ? truth[i] : random.nextInt(3);
                probabilities[i][decided] = 1;
            } else {
                truth[i] = truth[i - 1];
                probabilities[i] = probabilities[i - 1];
            }
            eight[i] = "p" + i / 8;
        }

        Estimate byPatient = ClassFigures.of(probabilities, truth, eight, 1).macroF1();
        Estimate byCase = ClassFigures.of(probabilities, truth, Cohorts.onePatientEach(cases), 1)
                .macroF1();

        assertEquals(byCase.value(), byPatient.value(), 1e-12);
        assertTrue(byPatient.low() < byPatient.value() && byPatient.value() < byPatient.high());
        // Eight copies a patient: the honest interval is about the root of eight wider.
        assertEquals(Math.sqrt(8), (byPatient.high() - byPatient.low()) / (byCase.high() - byCase.low()), 0.6);
    }

    @Test
    void tiesGoToTheFirstClass() {
        assertArrayEquals(new int[] {0, 1}, ClassFigures.decisions(new double[][] {{.5, .5}, {.4, .6}}));
        assertEquals(0, Arrays.stream(ClassFigures.decisions(new double[0][])).count());
    }
}
