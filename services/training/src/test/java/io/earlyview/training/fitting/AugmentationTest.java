package io.earlyview.training.fitting;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.training.fitting.recipe.Augmentation;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AugmentationTest {
    private static final int[] SHAPE = {2, 3, 3};

    /** A single count in the middle of the left column of both views. */
    private static final float[] LEFT = {0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0};

    @Test
    void noneChangesNothing() {
        assertArrayEquals(LEFT, varied(Augmentation.NONE, LEFT, new SplittableRandom(1)));
    }

    @Test
    void mirroringTurnsBothViewsOrNeither() {
        float[] right = {0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0};
        SplittableRandom random = new SplittableRandom(1);
        Set<List<Float>> seen = new HashSet<>();
        for (int i = 0; i < 40; i++) {
            seen.add(boxed(varied(new Augmentation(0, true, 1), LEFT, random)));
        }
        assertEquals(Set.of(boxed(LEFT), boxed(right)), seen);
    }

    @Test
    void shiftsMoveBothViewsAlikeAndReachEveryNeighbour() {
        float[] centre = {0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0};
        SplittableRandom random = new SplittableRandom(1);
        Set<List<Float>> seen = new HashSet<>();
        for (int i = 0; i < 300; i++) {
            float[] shifted = varied(new Augmentation(1, false, 1), centre, random);
            assertArrayEquals(Arrays.copyOf(shifted, 9), Arrays.copyOfRange(shifted, 9, 18));
            seen.add(boxed(shifted));
        }
        assertEquals(9, seen.size());
    }

    @Test
    void thinningKeepsWholeCountsInTheStatedShare() {
        float[] counts = new float[18];
        Arrays.fill(counts, 40);
        SplittableRandom random = new SplittableRandom(1);
        double kept = 0;
        for (int i = 0; i < 500; i++) {
            float[] thinned = varied(new Augmentation(0, false, 0.6), counts, random);
            for (float count : thinned) {
                assertTrue(count >= 0 && count <= 40 && count == Math.rint(count));
                kept += count / (500.0 * 18 * 40);
            }
        }
        assertEquals(0.8, kept, 0.02);
    }

    private static float[] varied(Augmentation augmentation, float[] from, SplittableRandom random) {
        float[] into = new float[from.length];
        augmentation.vary(from, SHAPE, into, 0, random);
        return into;
    }

    private static List<Float> boxed(float[] values) {
        Float[] boxed = new Float[values.length];
        Arrays.setAll(boxed, i -> values[i]);
        return List.of(boxed);
    }
}
