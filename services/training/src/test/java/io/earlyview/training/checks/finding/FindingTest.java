package io.earlyview.training.checks.finding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class FindingTest {
    @Test
    void wordsHoldTheValueAndTheLimit() {
        Finding finding = Finding.forPeople(
                "gradient-exploding",
                Grade.WARNING,
                List.of(
                        Evidence.atMost("gradient norm", 81.234567, 70),
                        Evidence.atLeast("spread", 0.0123, 0.1),
                        new Evidence("mean", -11, -10, 10),
                        Evidence.of("steps", 200)),
                "It means this.",
                "Do that.");

        assertEquals(
                "gradient-exploding: gradient norm 81.23 (at most 70), spread 0.01230 (at least 0.1000),"
                        + " mean -11 (-10 to 10), steps 200. It means this. Do that.",
                finding.inWords());
    }

    @Test
    void whatIsNoNumberIsNeverHealthy() {
        assertFalse(Evidence.of("loss", Double.NaN).healthy());
        assertFalse(Evidence.of("loss", Double.POSITIVE_INFINITY).healthy());
        assertEquals("loss NaN", Evidence.of("loss", Double.NaN).inWords());
    }

    @Test
    void limitsAreHealthy() {
        assertTrue(Evidence.atMost("norm", 70, 70).healthy());
        assertTrue(Evidence.atLeast("share", 0.05, 0.05).healthy());
        assertFalse(Evidence.atMost("norm", Math.nextUp(70.0), 70).healthy());
    }

    @Test
    void aFindingNeedsANumber() {
        assertThrows(
                IllegalArgumentException.class,
                () -> Finding.forPeople("input-range", Grade.NOTE, List.of(), "It means this.", "Do that."));
    }
}
