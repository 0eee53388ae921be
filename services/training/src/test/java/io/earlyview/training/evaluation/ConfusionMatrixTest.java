package io.earlyview.training.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {
    private static final int[] TRUTH = {0, 0, 0, 0, 1, 1, 1, 2, 2, 2};
    private static final int[] DECIDED = {0, 0, 0, 1, 1, 1, 0, 2, 1, 1};

    @Test
    void figuresByHand() {
        ConfusionMatrix matrix = ConfusionMatrix.of(TRUTH, DECIDED, 3);

        assertArrayEquals(new int[][] {{3, 1, 0}, {1, 2, 0}, {0, 2, 1}}, matrix.counts());
        assertEquals(new Proportion(6, 10), matrix.accuracy());
        assertEquals(new Proportion(3, 4), matrix.recall(0));
        assertEquals(new Proportion(2, 5), matrix.precision(1));
        assertEquals((3.0 / 4 + 2.0 / 3 + 1.0 / 3) / 3, matrix.balancedAccuracy(), 1e-12);
        // F1 is twice the hits over occurring and decided: 6/8, 4/8, 2/4.
        assertEquals((0.75 + 0.5 + 0.5) / 3, matrix.macroF1(), 1e-12);
    }

    @Test
    void theMajorityOfFiftyFourFortyFiveAndOne() {
        ConfusionMatrix majority = new ConfusionMatrix(new int[][] {{0, 54, 0}, {0, 0, 45}, {1, 0, 0}}).ofMajority();

        assertEquals(0.54, majority.accuracy().value(), 1e-12);
        assertEquals(1.0 / 3, majority.balancedAccuracy(), 1e-12);
        // F1 of the majority: 2 * 54 / (54 + 100).
        assertEquals(108.0 / 154 / 3, majority.macroF1(), 1e-12);
        assertEquals(0.234, majority.macroF1(), 5e-4);
    }

    @Test
    void twoClassesAgreeWithTheYesOrNoCounts() {
        double[] scores = {.9, .6, .4, .5, .1};
        boolean[] positive = {true, true, true, false, false};
        ConfusionCounts counts = ConfusionCounts.at(0.5, scores, positive);
        ConfusionMatrix matrix = ConfusionMatrix.of(new int[] {1, 1, 1, 0, 0}, new int[] {1, 1, 0, 1, 0}, 2);

        assertEquals(counts.sensitivity(), matrix.recall(1));
        assertEquals(counts.specificity(), matrix.recall(0));
        assertEquals(counts.accuracy(), matrix.accuracy());
        assertEquals(counts.balancedAccuracy(), matrix.balancedAccuracy(), 1e-12);
    }

    @Test
    void aClassThatNeitherOccursNorIsDecidedIsLeftOutOfMeans() {
        ConfusionMatrix matrix = new ConfusionMatrix(new int[][] {{5, 0, 0}, {0, 5, 0}, {0, 0, 0}});

        assertEquals(1, matrix.macroF1());
        assertEquals(1, matrix.balancedAccuracy());
        assertTrue(Double.isNaN(matrix.recall(2).value()));
    }

    @Test
    void countsCannotBeChangedFromOutside() {
        int[][] counts = {{1, 0}, {0, 1}};
        ConfusionMatrix matrix = new ConfusionMatrix(counts);
        counts[0][0] = 9;
        matrix.counts()[1][1] = 9;

        assertEquals(new Proportion(2, 2), matrix.accuracy());
    }

    @Test
    void anUnknownClassIsRefused() {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> ConfusionMatrix.of(new int[] {0}, new int[] {3}, 3));

        assertEquals("a class must lie in 0..2, but is 3", refused.getMessage());
    }
}
