package io.earlyview.gateway.source.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BothStriataTest {

    private static final int CASES = 4_000;
    private static final Verdict NORMAL = new Verdict(false, false, false);
    private static final Verdict ABNORMAL = new Verdict(true, true, false);
    private static final Verdict DOUBTFUL = new Verdict(true, true, true);

    @Test
    void healthyBindingIsThatOfThePublishedMean() {
        assertEquals(5.4, mean(NORMAL, 65, both -> both.right().putamen()), 0.25);
    }

    @Test
    void healthyBindingFallsWithAge() {
        double young = mean(NORMAL, 45, both -> both.right().caudate());
        double old = mean(NORMAL, 85, both -> both.right().caudate());
        assertEquals(1 - 0.0057 * 40, old / young, 0.05);
    }

    @Test
    void diseaseTakesThePutamenFirstAndMostAtItsBack() {
        double caudate = remaining(both -> both.left().caudate() + both.right().caudate());
        double front =
                remaining(both -> both.left().anteriorPutamen() + both.right().anteriorPutamen());
        double back =
                remaining(both -> both.left().posteriorPutamen() + both.right().posteriorPutamen());
        assertTrue(caudate > front && front > back, caudate + ", " + front + ", " + back);
        double putamen = remaining(both -> both.left().putamen() + both.right().putamen());
        assertTrue(putamen > 0.29 && putamen < 0.49, "loss must lie within 51 to 71 %, remains " + putamen);
    }

    @Test
    void diseaseIsLopsided() {
        double diseased = mean(ABNORMAL, 65, BothStriataTest::asymmetry);
        double healthy = mean(NORMAL, 65, BothStriataTest::asymmetry);
        assertTrue(diseased > 0.17 && diseased < 0.27, "diseased " + diseased);
        assertTrue(healthy > 0.06 && healthy < 0.10, "healthy " + healthy);
    }

    @Test
    void borderlineCasesLieBetween() {
        double doubtful = mean(DOUBTFUL, 65, both -> both.left().putamen());
        assertTrue(doubtful < 0.8 * mean(NORMAL, 65, both -> both.left().putamen()));
        assertTrue(doubtful > 1.3 * mean(ABNORMAL, 65, both -> both.left().putamen()));
    }

    private static double remaining(ToDoubleFunction<BothStriata> property) {
        return mean(ABNORMAL, 65, property) / mean(NORMAL, 65, property);
    }

    private static double mean(Verdict verdict, double age, ToDoubleFunction<BothStriata> property) {
        return IntStream.range(0, CASES)
                .mapToObj(number ->
                        BothStriata.draw(verdict, age, number % 2 == 0, Chance.of(3, Chance.Purpose.CASE, number)))
                .mapToDouble(property)
                .average()
                .orElseThrow();
    }

    private static double asymmetry(BothStriata both) {
        double right = both.right().putamen();
        double left = both.left().putamen();
        return Math.abs(right - left) / ((right + left) / 2);
    }
}
