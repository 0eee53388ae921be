package io.earlyview.training.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RocCurveTest {
    @Test
    void tiesMakeOneSlantedStep() {
        RocCurve curve = RocCurve.of(new double[] {.9, .6, .6, .2}, new boolean[] {true, true, false, false});

        assertEquals(
                List.of(
                        new RocCurve.Point(Double.POSITIVE_INFINITY, 0, 0),
                        new RocCurve.Point(.9, 0, .5),
                        new RocCurve.Point(.6, .5, 1),
                        new RocCurve.Point(.2, 1, 1)),
                curve.points());
    }

    @Test
    void theAreaBelowIsTheShareOfPairs() {
        SplittableRandom random = new SplittableRandom(1);
        for (int round = 0; round < 50; round++) {
            boolean[] positive = Cohorts.halfPositive(31);
            double[] scores = Cohorts.scores(positive, 1, random);
            for (int i = 0; i < scores.length; i++) {
                scores[i] = Math.round(scores[i] * 4) / 4.0;
            }

            assertEquals(RocArea.of(scores, positive).area(), areaBelow(RocCurve.of(scores, positive)), 1e-12);
        }
    }

    @Test
    void oneClassIsRefused() {
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class, () -> RocCurve.of(new double[] {1, 2}, new boolean[] {true, true}));

        assertEquals("an ROC curve needs both classes, but 2 of 2 cases are positive", refused.getMessage());
    }

    private static double areaBelow(RocCurve curve) {
        double area = 0;
        for (int i = 1; i < curve.points().size(); i++) {
            RocCurve.Point from = curve.points().get(i - 1);
            RocCurve.Point to = curve.points().get(i);
            area += (to.falsePositiveShare() - from.falsePositiveShare()) * (from.sensitivity() + to.sensitivity()) / 2;
        }
        return area;
    }
}
