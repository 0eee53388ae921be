package io.earlyview.training.fitting.recipe;

import io.earlyview.exams.Training.Augmentation;
import java.util.SplittableRandom;

/** Draws variations of examples, anew each time one is seen. */
public final class Variation {
    /** Above this many counts a pixel's loss is drawn from the normal distribution. */
    private static final int MANY_COUNTS = 64;

    private final Augmentation augmentation;
    private final SplittableRandom random;

    public Variation(Augmentation augmentation, long seed) {
        this.augmentation = augmentation;
        this.random = new SplittableRandom(seed);
    }

    /**
     * Writes a variation of {@code from} to {@code into} at {@code offset}. What comes in at the border is zero.
     *
     * @param shape frames, rows, columns
     * @return how much longer everything became along every axis; a volume grew by its cube
     */
    public double vary(float[] from, int[] shape, float[] into, int offset) {
        double scale = augmentation.scale() > 0 ? 1 + around(augmentation.scale()) : 1;
        int down = shift();
        int right = shift();
        boolean mirrorColumns = augmentation.mirrorColumns() && random.nextBoolean();
        boolean mirrorRows = augmentation.mirrorRows() && random.nextBoolean();
        double kept = augmentation.leastCountsKept() < 1 ? random.nextDouble(augmentation.leastCountsKept(), 1) : 1;
        float[] scaled = scale == 1 ? from : Resampling.scaled(from, shape, scale);
        int rows = shape[1];
        int columns = shape[2];
        for (int frame = 0, i = offset; frame < shape[0]; frame++) {
            float gain = (float) (1 + around(augmentation.gain()));
            for (int row = 0; row < rows; row++) {
                int shiftedRow = row - down;
                int sourceRow = mirrorRows ? rows - 1 - shiftedRow : shiftedRow;
                for (int column = 0; column < columns; column++, i++) {
                    int shiftedColumn = column - right;
                    int sourceColumn = mirrorColumns ? columns - 1 - shiftedColumn : shiftedColumn;
                    boolean inside = sourceRow >= 0 && sourceRow < rows && sourceColumn >= 0 && sourceColumn < columns;
                    into[i] = inside
                            ? gain * thinned(scaled[(frame * rows + sourceRow) * columns + sourceColumn], kept)
                            : 0;
                }
            }
        }
        return scale;
    }

    private double around(double most) {
        return most > 0 ? random.nextDouble(-most, most) : 0;
    }

    private int shift() {
        int most = augmentation.shiftPixels();
        return most == 0 ? 0 : random.nextInt(-most, most + 1);
    }

    private float thinned(float counts, double kept) {
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
