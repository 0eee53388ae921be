package io.earlyview.training.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RocAreaTest {
    @Test
    void handComputedExampleWithATie() {
        // Positives .9 .6 .5, negatives .6 .4: pairs won 1 1 | .5 1 | 0 1 = 4.5 of 6.
        double[] scores = {.9, .6, .5, .6, .4};
        boolean[] positive = {true, true, true, false, false};

        RocArea roc = RocArea.of(scores, positive);

        assertEquals(0.75, roc.area(), 1e-12);
        // Shares of positives 1 .75 .5, variance 1/16, over 3; of negatives .5 1, variance 1/8, over 2.
        assertEquals(Math.sqrt(1.0 / 48 + 1.0 / 16), roc.standardError(), 1e-12);
    }

    @Test
    void perfectAndInverted() {
        boolean[] positive = {true, true, false, false};

        assertEquals(1, RocArea.of(new double[] {4, 3, 2, 1}, positive).area());
        assertEquals(0, RocArea.of(new double[] {1, 2, 3, 4}, positive).area());
        assertEquals(0.5, RocArea.of(new double[] {1, 1, 1, 1}, positive).area());
    }

    @Test
    void aMissingClassIsNoNumber() {
        assertTrue(Double.isNaN(
                RocArea.of(new double[] {1, 2}, new boolean[] {true, true}).area()));
    }

    @Test
    void theIntervalIsTheOneOfABootstrap() {
        Random random = new Random(2);
        double[] scores = new double[200];
        boolean[] positive = new boolean[200];
        for (int i = 0; i < 200; i++) {
            positive[i] = i < 120;
            scores[i] = random.nextGaussian() + (positive[i] ? 1.2 : 0);
        }
        RocArea roc = RocArea.of(scores, positive);

        double sum = 0;
        double squares = 0;
        int rounds = 4000;
        for (int round = 0; round < rounds; round++) {
            double[] again = new double[200];
            for (int i = 0; i < 200; i++) {
                again[i] = scores[i < 120 ? random.nextInt(120) : 120 + random.nextInt(80)];
            }
            double area = RocArea.of(again, positive).area();
            sum += area;
            squares += area * area;
        }
        double deviation = Math.sqrt(squares / rounds - Math.pow(sum / rounds, 2));

        assertEquals(deviation, roc.standardError(), 0.05 * deviation);
        assertEquals(roc.area() - 1.959964 * roc.standardError(), roc.low(0.95), 1e-6);
        assertEquals(roc.area() + 1.959964 * roc.standardError(), roc.high(0.95), 1e-6);
    }

    @Test
    void theIntervalCoversTheTruthAboutAsOftenAsItSays() {
        // P(N(1, 1) > N(0, 1)) = Phi(1 / sqrt 2)
        double truth = 0.760250;
        Random random = new Random(3);
        int covered = 0;
        for (int round = 0; round < 1000; round++) {
            double[] scores = new double[120];
            boolean[] positive = new boolean[120];
            for (int i = 0; i < 120; i++) {
                positive[i] = i % 2 == 0;
                scores[i] = random.nextGaussian() + (positive[i] ? 1 : 0);
            }
            RocArea roc = RocArea.of(scores, positive);
            covered += roc.low(0.95) <= truth && truth <= roc.high(0.95) ? 1 : 0;
        }
        assertEquals(0.95, covered / 1000.0, 0.02);
    }
}
