package io.earlyview.training.fitting.recipe;

import java.util.SplittableRandom;

/**
 * Variations of an example that leave its label alone, drawn anew each time it is seen.
 *
 * @param shiftPixels largest shift along rows and columns, the same for all views' rows; zero comes in at the border
 * @param mirrored whether left and right are exchanged in all views, every other time
 * @param leastKept smallest share of the counts kept; each count is kept or lost on its own, as in a shorter acquisition
 */
public record Augmentation(int shiftPixels, boolean mirrored, double leastKept) {
    /** Shows every example as it is. */
    public static final Augmentation NONE = new Augmentation(0, false, 1);

    /** Above this many counts a pixel's loss is drawn from the normal distribution. */
    private static final int MANY_COUNTS = 64;

    /** Writes a variation of {@code from} to {@code into} at {@code offset}. {@code shape}: views, rows, columns. */
    public void vary(float[] from, int[] shape, float[] into, int offset, SplittableRandom random) {
        int rows = shape[1];
        int columns = shape[2];
        int down = shift(random);
        int right = shift(random);
        boolean mirror = mirrored && random.nextBoolean();
        double kept = leastKept < 1 ? random.nextDouble(leastKept, 1) : 1;
        for (int i = 0; i < from.length; i++) {
            int row = i / columns % rows - down;
            int column = i % columns - right;
            int source = mirror ? columns - 1 - column : column;
            boolean inside = row >= 0 && row < rows && source >= 0 && source < columns;
            int view = i / (rows * columns) * rows * columns;
            into[offset + i] = inside ? thinned(from[view + row * columns + source], kept, random) : 0;
        }
    }

    private int shift(SplittableRandom random) {
        return shiftPixels == 0 ? 0 : random.nextInt(-shiftPixels, shiftPixels + 1);
    }

    private static float thinned(float counts, double kept, SplittableRandom random) {
        if (kept >= 1 || counts <= 0) {
            return counts;
        }
        if (counts > MANY_COUNTS) {
            double drawn = kept * counts + random.nextGaussian() * Math.sqrt(counts * kept * (1 - kept));
            return (float) Math.clamp(drawn, 0, counts);
        }
        int whole = (int) counts;
        float left = (float) ((counts - whole) * kept);
        for (int i = 0; i < whole; i++) {
            left += random.nextDouble() < kept ? 1 : 0;
        }
        return left;
    }
}
