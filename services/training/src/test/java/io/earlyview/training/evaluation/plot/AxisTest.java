package io.earlyview.training.evaluation.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AxisTest {
    @Test
    void ticksAreRound() {
        assertEquals(List.of("0.0", "0.2", "0.4", "0.6", "0.8", "1.0"), texts(Axis.share("x")));
        assertEquals(List.of("0", "20", "40", "60", "80", "100", "120"), texts(Axis.linear("x", 2, 120)));
        assertEquals(List.of("-0.10", "-0.05", "0.00", "0.05", "0.10"), texts(Axis.linear("x", -0.1, 0.09)));
        assertEquals(List.of("0", "1", "2", "3"), texts(Axis.counts("x", 0, 3, 8)));
        assertEquals(List.of("0", "1"), texts(Axis.counts("x", 0, 0, 2)));
    }

    @Test
    void logarithmicTicksAreOneTwoAndFiveOrPowersOfTen() {
        assertEquals(List.of("1", "2", "5", "10", "20", "50", "100", "200"), texts(Axis.logarithmic("x", 1, 120)));
        assertEquals(
                List.of("0.00001", "0.0001", "0.001", "0.01", "0.1", "1", "10"), texts(Axis.logarithmic("x", 2e-5, 3)));
        assertEquals(List.of("5", "10"), texts(Axis.logarithmic("x", 7, 7)));
    }

    @Test
    void everyRangeIsCoveredWithFewTicks() {
        SplittableRandom random = new SplittableRandom(24);
        for (int round = 0; round < 500; round++) {
            double low = random.nextDouble(-5, 5) * Math.pow(10, random.nextInt(-4, 5));
            double high = low + random.nextDouble(0, 5) * Math.pow(10, random.nextInt(-4, 5));
            Axis linear = Axis.linear("x", low, high);
            assertTrue(linear.holds(low) && linear.holds(high), low + " to " + high);
            assertTrue(linear.ticks().size() >= 2 && linear.ticks().size() <= 9, linear.toString());

            double least = Math.abs(low) + 1e-9;
            double greatest = least + Math.abs(high);
            Axis logarithmic = Axis.logarithmic("x", least, greatest);
            assertTrue(
                    logarithmic.place(least) >= -1e-9 && logarithmic.place(greatest) <= 1 + 1e-9,
                    least + " to " + greatest + ": " + logarithmic);
        }
    }

    @Test
    void placesAreSharesOfTheScale() {
        assertEquals(0.25, Axis.linear("x", 0, 100).place(25), 1e-12);
        assertEquals(0.5, Axis.logarithmic("x", 0.01, 100).place(1), 1e-12);
    }

    @Test
    void whatCannotBeDrawnDoesNotStretchTheRange() {
        double[] values = {Double.NaN, 3, Double.POSITIVE_INFINITY, -2, 0};

        assertArrayEquals(new double[] {-2, 3}, Axis.range(false, values));
        assertArrayEquals(new double[] {3, 3}, Axis.range(true, values));
        assertArrayEquals(new double[] {0, 1}, Axis.range(false, Double.NaN));
    }

    @Test
    void zeroOnALogarithmicAxisIsRefused() {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> Axis.logarithmic("x", 0, 1));

        assertEquals("a logarithmic axis must begin above 0, but runs from 0.0 to 1.0", refused.getMessage());
    }

    private static List<String> texts(Axis axis) {
        return axis.ticks().stream().map(Axis.Tick::text).toList();
    }
}
