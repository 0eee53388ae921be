package io.earlyview.training.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ReliabilityTest {
    @Test
    void twoBinsByHand() {
        double[] probabilities = {.9, .1, .3, .7};
        boolean[] positive = {true, false, true, true};

        Reliability found = Reliability.of(probabilities, positive, 2);

        assertEquals(
                List.of(
                        new Reliability.Bin(.1, .3, .2, new Proportion(1, 2)),
                        new Reliability.Bin(.7, .9, .8, new Proportion(2, 2))),
                found.bins());
        assertEquals((2 * .3 + 2 * .2) / 4, found.expectedCalibrationError(), 1e-12);
    }

    @Test
    void oneProbabilityIsNeverSplit() {
        double[] probabilities = {.5, .5, .5, .5, .9, .9};
        boolean[] positive = {true, false, false, false, true, true};

        Reliability found = Reliability.of(probabilities, positive, 3);

        assertEquals(
                List.of(4, 2),
                found.bins().stream().map(bin -> bin.observed().cases()).toList());
    }

    @Test
    void everyCaseIsInOneBinAndBinsAreAboutEqual() {
        SplittableRandom random = new SplittableRandom(7);
        double[] probabilities = new double[103];
        boolean[] positive = new boolean[103];
        for (int i = 0; i < 103; i++) {
            probabilities[i] = random.nextDouble();
            positive[i] = random.nextBoolean();
        }

        Reliability found = Reliability.of(probabilities, positive, 10);

        assertEquals(10, found.bins().size());
        assertEquals(
                103,
                found.bins().stream().mapToInt(bin -> bin.observed().cases()).sum());
        assertTrue(found.bins().stream()
                .allMatch(bin -> bin.observed().cases() >= 10 && bin.observed().cases() <= 11));
        for (int i = 1; i < 10; i++) {
            assertTrue(found.bins().get(i - 1).high() < found.bins().get(i).low());
        }
    }

    @Test
    void moreBinsThanCasesAreRefused() {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> Reliability.of(new double[2], new boolean[2], 3));

        assertEquals("bins must lie in 1..2, but are 3", refused.getMessage());
    }
}
