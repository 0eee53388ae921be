package io.earlyview.training.fitting.recipe;

/** Trilinear resampling of a stack about its middle. */
final class Resampling {
    private Resampling() {}

    /** The stack with everything {@code scale} times as long along all three axes; beyond its border lies its edge. */
    static float[] scaled(float[] from, int[] shape, double scale) {
        Line planes = new Line(shape[0], scale);
        Line rows = new Line(shape[1], scale);
        Line columns = new Line(shape[2], scale);
        float[] into = new float[from.length];
        int i = 0;
        for (int plane = 0; plane < shape[0]; plane++) {
            for (int row = 0; row < shape[1]; row++) {
                int near = planes.near[plane] * shape[1];
                int far = planes.far[plane] * shape[1];
                for (int column = 0; column < shape[2]; column++) {
                    float front = between(from, near, rows, row, columns, column);
                    float back = between(from, far, rows, row, columns, column);
                    into[i++] = front + planes.share[plane] * (back - front);
                }
            }
        }
        return into;
    }

    private static float between(float[] from, int planeRows, Line rows, int row, Line columns, int column) {
        int upper = (planeRows + rows.near[row]) * columns.length;
        int lower = (planeRows + rows.far[row]) * columns.length;
        float left = columns.share[column];
        float above = from[upper + columns.near[column]]
                + left * (from[upper + columns.far[column]] - from[upper + columns.near[column]]);
        float below = from[lower + columns.near[column]]
                + left * (from[lower + columns.far[column]] - from[lower + columns.near[column]]);
        return above + rows.share[row] * (below - above);
    }

    /** For each place along an axis the two neighbours it lies between, and how far from the first. */
    private static final class Line {
        private final int length;
        private final int[] near;
        private final int[] far;
        private final float[] share;

        Line(int length, double scale) {
            this.length = length;
            near = new int[length];
            far = new int[length];
            share = new float[length];
            double middle = (length - 1) / 2.0;
            for (int i = 0; i < length; i++) {
                double source = Math.clamp(middle + (i - middle) / scale, 0, length - 1.0);
                near[i] = (int) source;
                far[i] = Math.min(near[i] + 1, length - 1);
                share[i] = (float) (source - near[i]);
            }
        }
    }
}
