package io.earlyview.gateway.source.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PlaneTest {

    @Test
    void blurSpreadsByExactlyTheVarianceAskedFor() {
        Plane plane = new Plane(41, 31);
        plane.values[20 * 31 + 15] = 1;
        plane.blur(2.7, 1.1);
        assertEquals(1, sum(plane), 1e-4);
        assertEquals(2.7, variance(plane, 20, true), 1e-3);
        assertEquals(1.1, variance(plane, 15, false), 1e-3);
    }

    @Test
    void blurAddsUpOverSteps() {
        Plane once = new Plane(41, 31);
        Plane twice = new Plane(41, 31);
        once.values[20 * 31 + 15] = 1;
        twice.values[20 * 31 + 15] = 1;
        once.blur(1.5, 1.5);
        twice.blur(0.7, 0.7);
        twice.blur(0.8, 0.8);
        assertEquals(variance(once, 20, true), variance(twice, 20, true), 1e-3);
    }

    @Test
    void linesDoNotLeakIntoEachOther() {
        Plane plane = new Plane(9, 12);
        plane.values[4 * 12 + 11] = 1;
        plane.blur(0, 1);
        assertEquals(0, plane.values[5 * 12]);
    }

    @Test
    void aShiftByHalfARowSharesTheCounts() {
        Plane plane = new Plane(9, 12);
        plane.values[4 * 12 + 3] = 8;
        double[] view = plane.onDetector(20.5);
        int column = (DatscanProtocol.EDGE - 9) / 2 + 4;
        assertEquals(4, view[23 * DatscanProtocol.EDGE + column]);
        assertEquals(4, view[24 * DatscanProtocol.EDGE + column]);
        assertEquals(8, Arrays.stream(view).sum());
    }

    private static double sum(Plane plane) {
        double sum = 0;
        for (float value : plane.values) {
            sum += value;
        }
        return sum;
    }

    private static double variance(Plane plane, int centre, boolean acrossLines) {
        double sum = 0;
        for (int i = 0; i < plane.values.length; i++) {
            double distance = (acrossLines ? i / plane.layers : i % plane.layers) - centre;
            sum += plane.values[i] * distance * distance;
        }
        return sum / sum(plane);
    }
}
