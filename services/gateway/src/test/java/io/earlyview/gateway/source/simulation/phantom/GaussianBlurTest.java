package io.earlyview.gateway.source.simulation.phantom;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GaussianBlurTest {

    private static final int[] SHAPE = {21, 25, 23};

    @ParameterizedTest
    @CsvSource({"0, 0.8", "1, 1.5", "2, 2.5"})
    void aPointGetsThisWideAlongThisAxisAndNoOther(int axis, double deviation) {
        float[] values = new float[SHAPE[0] * SHAPE[1] * SHAPE[2]];
        values[index(10, 12, 11)] = 1;
        int inner = axis == 0 ? SHAPE[1] * SHAPE[2] : axis == 1 ? SHAPE[2] : 1;
        new GaussianBlur(deviation).along(values, SHAPE[axis], inner);
        double[] variance = new double[3];
        double sum = 0;
        int[] middle = {10, 12, 11};
        for (int i = 0; i < values.length; i++) {
            int[] place = {i / (SHAPE[1] * SHAPE[2]), i / SHAPE[2] % SHAPE[1], i % SHAPE[2]};
            sum += values[i];
            for (int each = 0; each < 3; each++) {
                variance[each] += values[i] * Math.pow(place[each] - middle[each], 2);
            }
        }
        assertEquals(1, sum, 1e-5);
        for (int each = 0; each < 3; each++) {
            double expected = each == axis ? deviation * deviation : 0;
            assertEquals(expected, variance[each], 0.05 * expected + 1e-6);
        }
    }

    @Test
    void whatIsEvenStaysEvenUpToTheEdge() {
        float[] values = new float[5000];
        Arrays.fill(values, 3);
        new GaussianBlur(4).along(values, 10, 1);
        new GaussianBlur(4).along(values, 50, 100);
        for (float value : values) {
            assertEquals(3, value, 1e-5);
        }
    }

    @Test
    void longRunsAreBlurredLikeShortOnes() {
        Draws draws = Draws.of(1, Draws.Purpose.NOISE, 0);
        float[] whole = new float[3 * 2000];
        for (int i = 0; i < whole.length; i++) {
            whole[i] = (float) draws.normal();
        }
        float[] line = Arrays.copyOfRange(whole, 2000, 4000);
        new GaussianBlur(1.3).along(whole, 2000, 1);
        new GaussianBlur(1.3).along(line, 2000, 1);
        assertArrayEquals(line, Arrays.copyOfRange(whole, 2000, 4000));
    }

    @Test
    void aNarrowBlurDoesNothing() {
        float[] values = {1, 5, 2};
        new GaussianBlur(0.1).along(values, 3, 1);
        assertArrayEquals(new float[] {1, 5, 2}, values);
    }

    @Test
    void whiteNoiseKeepsTheStatedShareOfItsVariance() {
        Draws draws = Draws.of(1, Draws.Purpose.NOISE, 0);
        float[] values = new float[100_000];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) draws.normal();
        }
        GaussianBlur blur = new GaussianBlur(1.2);
        blur.along(values, values.length, 1);
        double squares = 0;
        for (float value : values) {
            squares += value * value;
        }
        assertEquals(blur.noiseLeft(), squares / values.length, 0.02 * blur.noiseLeft());
    }

    private static int index(int slice, int row, int column) {
        return (slice * SHAPE[1] + row) * SHAPE[2] + column;
    }
}
