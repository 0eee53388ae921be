package io.earlyview.training.evaluation;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What a tensor holds, in short: equal tensors have one digest, and tensors that look alike have vectors that lie near
 * each other. The vector is the means over a grid, in each plane less its mean, at length 1: a gain, an offset of a plane
 * and fine noise hardly move it. On a grid of 8 x 8 two cells of one kind are as alike (.994) as a cell and its copy; on 32 x 32 they are not
 * (.92).
 */
public final class ContentFingerprint {
    /** Blocks down and across an image. */
    private static final int GRID = 32;
    /** Blocks along all axes before those two. */
    private static final int DEPTH = 4;

    private final String sha256;
    private final int depth;
    private final int rows;
    private final int columns;
    private final float[] blocks;

    private ContentFingerprint(String sha256, int depth, int rows, int columns, float[] blocks) {
        this.sha256 = sha256;
        this.depth = depth;
        this.rows = rows;
        this.columns = columns;
        this.blocks = blocks;
    }

    /**
     * The fingerprint of a tensor.
     *
     * @param values row-major
     * @param shape at least rows and columns, last; what comes before (views, channels, slices) counts as depth
     */
    public static ContentFingerprint of(float[] values, int... shape) {
        if (shape.length < 2) {
            throw new IllegalArgumentException("a shape needs at least 2 axes, but has " + shape.length);
        }
        int needed = Arrays.stream(shape).reduce(1, Math::multiplyExact);
        if (needed < 1 || values.length != needed) {
            throw new IllegalArgumentException("a tensor of shape " + Arrays.toString(shape) + " has " + needed
                    + " values, at least 1, but there are " + values.length);
        }
        int rows = shape[shape.length - 2];
        int columns = shape[shape.length - 1];
        int planes = values.length / (rows * columns);
        int depth = Math.min(DEPTH, planes);
        int down = Math.min(GRID, rows);
        int across = Math.min(GRID, columns);
        double[] sums = new double[depth * down * across];
        int[] sizes = new int[sums.length];
        int[] blockOfColumn = new int[columns];
        Arrays.setAll(blockOfColumn, column -> column * across / columns);
        int at = 0;
        for (int plane = 0; plane < planes; plane++) {
            for (int row = 0; row < rows; row++) {
                int first = (plane * depth / planes * down + row * down / rows) * across;
                for (int column = 0; column < columns; column++) {
                    int block = first + blockOfColumn[column];
                    sums[block] += values[at++];
                    sizes[block]++;
                }
            }
        }
        for (int block = 0; block < sums.length; block++) {
            sums[block] /= sizes[block];
        }
        return new ContentFingerprint(digest(values, shape), depth, down, across, unit(sums, down * across));
    }

    /** SHA-256 over shape and values, in hexadecimal. */
    public String sha256() {
        return sha256;
    }

    /** The vector; nobody may change it. */
    float[] blocks() {
        return blocks;
    }

    /** The vectors that the tensor would have mirrored: as it is, left to right, top to bottom, and both. */
    float[][] mirrored() {
        float[][] mirrored = new float[4][blocks.length];
        int block = 0;
        for (int plane = 0; plane < depth; plane++) {
            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < columns; column++) {
                    int turnedRow = rows - 1 - row;
                    int turnedColumn = columns - 1 - column;
                    mirrored[0][(plane * rows + row) * columns + column] = blocks[block];
                    mirrored[1][(plane * rows + row) * columns + turnedColumn] = blocks[block];
                    mirrored[2][(plane * rows + turnedRow) * columns + column] = blocks[block];
                    mirrored[3][(plane * rows + turnedRow) * columns + turnedColumn] = blocks[block];
                    block++;
                }
            }
        }
        return mirrored;
    }

    private static float[] unit(double[] means, int blocksOfPlane) {
        double squares = 0;
        for (int from = 0; from < means.length; from += blocksOfPlane) {
            double mean =
                    Arrays.stream(means, from, from + blocksOfPlane).average().orElse(0);
            for (int i = from; i < from + blocksOfPlane; i++) {
                means[i] -= mean;
                squares += means[i] * means[i];
            }
        }
        float[] unit = new float[means.length];
        for (int i = 0; i < unit.length; i++) {
            // A tensor without any contrast has the vector 0.
            unit[i] = squares > 0 ? (float) (means[i] / Math.sqrt(squares)) : 0;
        }
        return unit;
    }

    private static String digest(float[] values, int[] shape) {
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * (shape.length + values.length));
        bytes.asIntBuffer().put(shape);
        bytes.position(Integer.BYTES * shape.length).slice().asFloatBuffer().put(values);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
