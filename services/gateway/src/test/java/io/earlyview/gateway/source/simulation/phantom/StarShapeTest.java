package io.earlyview.gateway.source.simulation.phantom;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StarShapeTest {

    private static final Rotation UPRIGHT = Rotation.about(0, 0, 0);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void volumeIsWhatWasAskedForAndWhatCountingGives(int number) {
        StarShape shape = StarShape.draw(60, 0.6, 6, 0.08, Draws.of(3, Draws.Purpose.BODY, number));
        assertEquals(60, shape.millilitres(), 1e-9);
        assertEquals(60, counted(shape, 0.8), 0.3);
    }

    @Test
    void withoutHarmonicsAndFlatnessItIsABall() {
        StarShape ball = StarShape.draw(4.0 / 3 * Math.PI, 1, 0, 0, Draws.of(3, Draws.Purpose.BODY, 0));
        double[] scratch = new double[3];
        assertEquals(1, ball.level(10, 0, 0, scratch), 1e-3);
        assertEquals(0.5, ball.level(0, -3, 4, scratch), 1e-3);
        assertEquals(0, ball.level(0, 0, 0, scratch));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void nothingLiesBeyondItsReach(int number) {
        Draws draws = Draws.of(4, Draws.Purpose.BODY, number);
        StarShape shape = StarShape.draw(60, 0.6, 6, 0.08, draws);
        Rotation turned = Rotation.draw(0.5, draws);
        double[] reach = shape.reach(turned);
        double[] found = new double[3];
        double[] scratch = new double[3];
        for (double x = -60; x <= 60; x += 1.5) {
            for (double y = -60; y <= 60; y += 1.5) {
                for (double z = -60; z <= 60; z += 1.5) {
                    turned.turn(x, y, z, scratch);
                    if (shape.level(scratch[0], scratch[1], scratch[2], scratch) < 1) {
                        found[0] = Math.max(found[0], Math.abs(x));
                        found[1] = Math.max(found[1], Math.abs(y));
                        found[2] = Math.max(found[2], Math.abs(z));
                    }
                }
            }
        }
        for (int axis = 0; axis < 3; axis++) {
            assertTrue(found[axis] < reach[axis] + 0.1, found[axis] + " beyond " + reach[axis]);
            assertEquals(reach[axis], found[axis], 3);
        }
    }

    @Test
    void turningBackUndoesTurning() {
        Rotation turn = Rotation.about(0.3, -1.1, 2);
        double[] there = new double[3];
        double[] back = new double[3];
        turn.turn(1, 2, 3, there);
        turn.turnBack(there[0], there[1], there[2], back);
        assertArrayEquals(new double[] {1, 2, 3}, back, 1e-12);
        assertEquals(Math.sqrt(14), Math.hypot(Math.hypot(there[0], there[1]), there[2]), 1e-12);
        UPRIGHT.turn(1, 2, 3, there);
        assertArrayEquals(new double[] {1, 2, 3}, there, 1e-12);
    }

    private static double counted(StarShape shape, double step) {
        int inside = 0;
        double[] scratch = new double[3];
        for (double x = -60; x <= 60; x += step) {
            for (double y = -60; y <= 60; y += step) {
                for (double z = -60; z <= 60; z += step) {
                    inside += shape.level(x, y, z, scratch) < 1 ? 1 : 0;
                }
            }
        }
        return inside * step * step * step / 1000;
    }
}
