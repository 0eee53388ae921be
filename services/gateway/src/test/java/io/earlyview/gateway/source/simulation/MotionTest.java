package io.earlyview.gateway.source.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MotionTest {

    private static final int SCANS = 2_000;

    @Test
    void drawnMotionStartsAtJitterAndDriftsSomeMillimetres() {
        double first = 0;
        double last = 0;
        for (int scan = 0; scan < SCANS; scan++) {
            Motion motion = Motion.draw(Chance.of(5, Chance.Purpose.MOTION, scan));
            first += length(motion.at(0)) / SCANS;
            last += length(motion.at(DatscanProtocol.STOPS - 1)) / SCANS;
        }
        // The mean length of a jitter of 1 mm along each axis is 1.6 mm.
        assertEquals(1.6, first, 0.1);
        assertTrue(last > 4.5 && last < 8, "mean displacement at the end: " + last);
    }

    @Test
    void someScansHoldOneJump() {
        int jumps = 0;
        for (int scan = 0; scan < SCANS; scan++) {
            Motion motion = Motion.draw(Chance.of(6, Chance.Purpose.MOTION, scan));
            if (largestStep(motion) > 7.5) {
                jumps++;
            }
        }
        // A jump of 5 to 15 mm in one scan of eight; most of them exceed what jitter alone can do.
        assertTrue(jumps > 0.07 * SCANS && jumps < 0.15 * SCANS, jumps + " jumps");
    }

    @Test
    void noMotionIsNone() {
        assertEquals(Motion.Shift.NONE, Motion.none().at(DatscanProtocol.STOPS - 1));
    }

    private static double largestStep(Motion motion) {
        double largest = 0;
        for (int stop = 1; stop < DatscanProtocol.STOPS; stop++) {
            largest = Math.max(
                    largest, length(motion.at(stop).plus(motion.at(stop - 1).times(-1))));
        }
        return largest;
    }

    private static double length(Motion.Shift shift) {
        return Math.sqrt(shift.x() * shift.x() + shift.y() * shift.y() + shift.z() * shift.z());
    }
}
