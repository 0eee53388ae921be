package io.earlyview.training.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class NoInformationTestTest {
    /** References: sums of binomial probabilities in Python's integers and doubles. */
    @Test
    void aHundredAndSixtyTwoOfTwoHundredAndFiftyEight() {
        assertEquals(0.04504015017312658, p(162, 258, 0.574), 1e-12);
        assertEquals(0.058500897075877696, p(161, 258, 0.574), 1e-12);
        assertEquals(162, NoInformationTest.needed(258, 0.574, 0.05));
    }

    @Test
    void twentyOfThirtyIsNotEnoughAgainstFiftyTwoPercent() {
        assertEquals(0.07608918537427571, p(20, 30, 0.52), 1e-12);
        assertEquals(0.20093597018138734, p(20, 30, 0.574), 1e-12);
        assertEquals(21, NoInformationTest.needed(30, 0.52, 0.05));
    }

    @Test
    void endsHaveAClosedForm() {
        assertEquals(1, p(0, 10, 0.6));
        assertEquals(Math.pow(0.6, 10), p(10, 10, 0.6), 1e-12);
        // .9 to the power of 10 is .35: ten cases can never show it at 5 %.
        assertEquals(11, NoInformationTest.needed(10, 0.9, 0.05));
    }

    @Test
    void aRateOfOneIsRefused() {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> p(5, 10, 1));

        assertEquals("a no-information rate must lie between 0 and 1, but is 1.0", refused.getMessage());
    }

    private static double p(int hits, int cases, double rate) {
        return NoInformationTest.of(new Proportion(hits, cases), rate).p();
    }
}
