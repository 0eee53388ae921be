package io.earlyview.training.fitting;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.exams.Training.Augmentation;
import io.earlyview.training.fitting.recipe.Variation;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VariationTest {
    private static final int[] SHAPE = {2, 3, 3};

    /** A single count in the middle of the left column of both views. */
    private static final float[] LEFT = {0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0};

    @Test
    void noneChangesNothing() {
        assertArrayEquals(LEFT, varied(new Variation(Augmentation.NONE, 1), LEFT));
    }

    @Test
    void mirroringTurnsBothViewsOrNeither() {
        float[] right = {0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0};
        Variation mirroring = new Variation(new Augmentation(0, true, false, 1, 0, 0), 1);
        Set<List<Float>> seen = new HashSet<>();
        for (int i = 0; i < 40; i++) {
            seen.add(boxed(varied(mirroring, LEFT)));
        }
        assertEquals(Set.of(boxed(LEFT), boxed(right)), seen);
    }

    @Test
    void shiftsMoveBothViewsAlikeAndReachEveryNeighbour() {
        float[] centre = {0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0};
        Variation shifting = new Variation(new Augmentation(1, false, false, 1, 0, 0), 1);
        Set<List<Float>> seen = new HashSet<>();
        for (int i = 0; i < 300; i++) {
            float[] shifted = varied(shifting, centre);
            assertArrayEquals(Arrays.copyOf(shifted, 9), Arrays.copyOfRange(shifted, 9, 18));
            seen.add(boxed(shifted));
        }
        assertEquals(9, seen.size());
    }

    @Test
    void thinningKeepsWholeCountsInTheStatedShare() {
        float[] counts = new float[18];
        Arrays.fill(counts, 40);
        Variation thinning = new Variation(new Augmentation(0, false, false, 0.6, 0, 0), 1);
        double kept = 0;
        for (int i = 0; i < 500; i++) {
            float[] thinned = varied(thinning, counts);
            for (float count : thinned) {
                assertTrue(count >= 0 && count <= 40 && count == Math.rint(count));
                kept += count / (500.0 * 18 * 40);
            }
        }
        assertEquals(0.8, kept, 0.02);
    }

    @Test
    void mirroringRowsTurnsTopAndBottom() {
        float[] top = {1, 2, 3, 0, 0, 0, 0, 0, 0, 1, 2, 3, 0, 0, 0, 0, 0, 0};
        float[] bottom = {0, 0, 0, 0, 0, 0, 1, 2, 3, 0, 0, 0, 0, 0, 0, 1, 2, 3};
        Variation mirroring = new Variation(new Augmentation(0, false, true, 1, 0, 0), 1);
        Set<List<Float>> seen = new HashSet<>();
        for (int i = 0; i < 40; i++) {
            seen.add(boxed(varied(mirroring, top)));
        }
        assertEquals(Set.of(boxed(top), boxed(bottom)), seen);
    }

    @Test
    void brightnessChangesFrameByFrameWithinItsLimit() {
        float[] even = new float[18];
        Arrays.fill(even, 10);
        float[] varied = varied(new Variation(new Augmentation(0, false, false, 1, 0.2, 0), 1), even);
        assertTrue(varied[0] >= 8 && varied[0] <= 12 && varied[9] >= 8 && varied[9] <= 12);
        assertTrue(varied[0] != varied[9] && varied[0] == varied[8]);
    }

    @Test
    void aBallThatIsScaledHasTheVolumeThatTheFactorSays() {
        int size = 24;
        int[] shape = {size, size, size};
        float[] ball = new float[size * size * size];
        for (int i = 0; i < ball.length; i++) {
            double x = i % size - 11.5;
            double y = i / size % size - 11.5;
            double z = i / (size * size) - 11.5;
            ball[i] = x * x + y * y + z * z < 49 ? 1 : 0;
        }
        double volume = sum(ball);
        Variation scaling = new Variation(new Augmentation(0, false, false, 1, 0, 0.2), 1);
        for (int i = 0; i < 10; i++) {
            float[] into = new float[ball.length];
            double factor = scaling.vary(ball, shape, into, 0);
            assertTrue(factor > 0.8 && factor < 1.2);
            assertEquals(Math.pow(factor, 3), sum(into) / volume, 0.02);
        }
    }

    private static double sum(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum;
    }

    private static float[] varied(Variation variation, float[] from) {
        float[] into = new float[from.length];
        variation.vary(from, SHAPE, into, 0);
        return into;
    }

    private static List<Float> boxed(float[] values) {
        Float[] boxed = new Float[values.length];
        Arrays.setAll(boxed, i -> values[i]);
        return List.of(boxed);
    }
}
