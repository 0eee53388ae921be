package io.earlyview.gateway.source.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PreparedHeadTest {

    private static final int EDGE = DatscanProtocol.EDGE;

    private final DatscanSimulator simulator = DatscanSimulator.ofSeed(7);
    private final DatscanSimulator still =
            new DatscanSimulator(7, new SimulationSettings(0.574, 0.08, 0.04, false, true));

    @Test
    void aViewHoldsAsManyCountsAsTheProtocolSays() {
        for (int number = 0; number < 12; number++) {
            PreparedHead head = simulator.prepare(simulator.draw(number));
            double mean = 0;
            for (int view = 0; view < DatscanProtocol.VIEWS; view += 15) {
                short[] counts = head.projection(view);
                assertEquals(EDGE * EDGE, counts.length);
                mean += sum(counts) / 8;
            }
            assertTrue(mean > 7_500 && mean < 26_000, "mean counts " + mean);
            assertEquals(head.patient().countsPerView(), mean, 0.06 * mean);
        }
    }

    @Test
    void decayTakesItsShareOverTheScan() {
        double first = 0;
        double last = 0;
        for (int number = 0; number < 12; number++) {
            PreparedHead head = still.prepare(still.draw(number));
            // Both pairs look along almost the same line: 0 and 180 degrees, 357 and 177 degrees.
            first += sum(head.projection(0)) + sum(head.projection(60));
            last += sum(head.projection(119)) + sum(head.projection(59));
        }
        assertEquals(Math.pow(0.5, 29.5 / (13.2 * 60)), last / first, 0.01);
    }

    @Test
    void oppositeViewsAreMirrorImages() {
        for (int number = 0; number < 6; number++) {
            PreparedHead head = still.prepare(still.draw(number));
            for (int view = 0; view < 60; view += 20) {
                double[] one = head.expectedCounts(view);
                double[] opposite = head.expectedCounts(view + 60);
                assertEquals(EDGE - 1, meanColumn(one) + meanColumn(opposite), 3);
                assertEquals(meanRow(one), meanRow(opposite), 3);
            }
        }
    }

    @Test
    void thePatientsLeftIsOnTheRightOfTheAnteriorView() {
        double[] extra = extraOfLeftStriatum(0);
        assertTrue(meanColumn(extra) > 65, "column " + meanColumn(extra));
        assertTrue(meanColumn(extraOfLeftStriatum(60)) < 62);
    }

    @Test
    void theNearerHeadSeesMoreOfAStriatum() {
        // View 30 is taken from the patient's left.
        double near = Arrays.stream(extraOfLeftStriatum(30)).sum();
        double far = Arrays.stream(extraOfLeftStriatum(90)).sum();
        assertTrue(near > 1.3 * far, near + " against " + far);
    }

    @Test
    void healthyStriataStandOutMoreThanDiseasedOnes() {
        double healthy = meanContrast(false);
        double diseased = meanContrast(true);
        assertTrue(healthy > 1.15 * diseased, healthy + " against " + diseased);
    }

    @Test
    void refusesAViewThatTheProtocolLacks() {
        PreparedHead head = still.prepare(still.draw(0));
        assertThrows(IllegalArgumentException.class, () -> head.projection(-1));
        assertThrows(IllegalArgumentException.class, () -> head.projection(DatscanProtocol.VIEWS));
    }

    /** Expected counts that binding in the left striatum alone adds, unscaled by sensitivity differences. */
    private double[] extraOfLeftStriatum(int view) {
        double[] extra = new double[EDGE * EDGE];
        for (int number = 0; number < 3; number++) {
            double[] without = seen(number, 0, view);
            double[] with = seen(number, 6, view);
            for (int i = 0; i < extra.length; i++) {
                extra[i] += with[i] - without[i];
            }
        }
        return extra;
    }

    private double[] seen(int number, double leftRatio, int view) {
        DatscanCase patient = withUptake(
                still.draw(number), new StriatumUptake(0, 0, 0), new StriatumUptake(leftRatio, leftRatio, leftRatio));
        Anatomy anatomy = Anatomy.draw(patient, true, 1.5, Chance.of(patient.seed(), Chance.Purpose.ANATOMY, 0));
        VoxelBox box = VoxelBox.of(anatomy, patient.camera().pixelMillimetres(), 1);
        return new Projector(box, 140, 1).project(DatscanProtocol.angleDegrees(view), Motion.Shift.NONE);
    }

    /** Brightest pixels of the brain against all of it, from the front, averaged over clear cases of one class. */
    private double meanContrast(boolean abnormal) {
        double sum = 0;
        int cases = 0;
        for (int number = 0; cases < 8; number++) {
            DatscanCase patient = still.draw(number);
            if (patient.abnormal() == abnormal && !patient.borderline()) {
                double[] view = still.prepare(patient).expectedCounts(60);
                double[] brain = Arrays.copyOfRange(view, 32 * EDGE, 62 * EDGE);
                Arrays.sort(brain);
                double brightest = Arrays.stream(brain, brain.length - 40, brain.length)
                        .average()
                        .orElseThrow();
                double most = Arrays.stream(brain, brain.length - 700, brain.length)
                        .average()
                        .orElseThrow();
                sum += brightest / most;
                cases++;
            }
        }
        return sum / cases;
    }

    private static DatscanCase withUptake(DatscanCase patient, StriatumUptake right, StriatumUptake left) {
        return new DatscanCase(
                patient.number(),
                patient.seed(),
                patient.abnormal(),
                patient.readerSaysAbnormal(),
                patient.borderline(),
                patient.ageYears(),
                patient.female(),
                right,
                left,
                patient.camera(),
                patient.countsPerView());
    }

    private static double sum(short[] counts) {
        double sum = 0;
        for (short count : counts) {
            sum += Short.toUnsignedInt(count);
        }
        return sum;
    }

    private static double meanColumn(double[] view) {
        double weighted = 0;
        for (int i = 0; i < view.length; i++) {
            weighted += view[i] * (i % EDGE);
        }
        return weighted / Arrays.stream(view).sum();
    }

    private static double meanRow(double[] view) {
        double weighted = 0;
        for (int i = 0; i < view.length; i++) {
            int row = i / EDGE;
            weighted += view[i] * row;
        }
        return weighted / Arrays.stream(view).sum();
    }
}
