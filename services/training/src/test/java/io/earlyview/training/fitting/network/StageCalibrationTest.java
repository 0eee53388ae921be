package io.earlyview.training.fitting.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.training.fitting.network.Head.Calibration;
import io.earlyview.training.fitting.network.StageCalibration.Knot;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which line holds for how many frames. */
class StageCalibrationTest {
    private static final StageCalibration STAGES =
            new StageCalibration(List.of(knot(2, 1, 0.2), knot(8, 2, -0.1), knot(32, 1.5, 0.4)));

    @Test
    void theLinesHoldAtTheirNumbersAndOutsideThem() {
        assertEquals(new Calibration(1, 0.2), STAGES.at(1));
        assertEquals(new Calibration(1, 0.2), STAGES.at(2));
        assertEquals(new Calibration(2, -0.1), STAGES.at(8));
        assertEquals(new Calibration(1.5, 0.4), STAGES.at(32));
        assertEquals(new Calibration(1.5, 0.4), STAGES.at(500));
    }

    @Test
    void inBetweenTheyGoStraightInTheLogarithm() {
        // 4 lies half way from 2 to 8, 16 half way from 8 to 32.
        assertEquals(1.5, STAGES.at(4).slope(), 1e-12);
        assertEquals(0.05, STAGES.at(4).offset(), 1e-12);
        assertEquals(1.75, STAGES.at(16).slope(), 1e-12);
        assertEquals(0.15, STAGES.at(16).offset(), 1e-12);
    }

    @Test
    void oneLineHoldsForEveryNumber() {
        StageCalibration same = StageCalibration.same(2, new Calibration(1.3, 0.1));

        assertTrue(same.isOneLine());
        for (int frames : new int[] {1, 2, 3, 120}) {
            assertEquals(new Calibration(1.3, 0.1), same.at(frames));
        }
    }

    @Test
    void whatTurnsRanksRoundOrIsOutOfOrderIsRefused() {
        assertRefused("slope 0.0 at 2 frames is not above 0", knot(2, 0, 0));
        assertRefused("2 follows 4", knot(4, 1, 0), knot(2, 1, 0));
        assertRefused("4 follows 4", knot(4, 1, 0), knot(4, 1, 0));
        assertRefused("at least 1 line, not 0");
    }

    private static void assertRefused(String message, Knot... knots) {
        String said =
                String.valueOf(assertThrows(IllegalArgumentException.class, () -> new StageCalibration(List.of(knots)))
                        .getMessage());
        assertTrue(said.contains(message), said);
    }

    private static Knot knot(int frames, double slope, double offset) {
        return new Knot(frames, new Calibration(slope, offset));
    }
}
