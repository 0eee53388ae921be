package io.earlyview.gateway.source.simulation;

/** An image in the making that faces the camera: lines (columns of the view) of layers (rows of the view). */
final class Plane {

    /** Largest variance, in pixels², that a three-point kernel gives without turning hollow. */
    private static final double VARIANCE_PER_PASS = 0.4;

    final int lines;
    final int layers;
    /** Values, layer by layer within each line. */
    final float[] values;

    private final float[] before;

    Plane(int lines, int layers) {
        this.lines = lines;
        this.layers = layers;
        values = new float[lines * layers];
        before = new float[lines * layers];
    }

    void add(Plane other) {
        for (int i = 0; i < values.length; i++) {
            values[i] += other.values[i];
        }
    }

    /** Blurs by Gaussians of these variances, in pixels², made of repeated three-point kernels. */
    void blur(double acrossLines, double alongLayers) {
        repeat(acrossLines, layers);
        repeat(alongLayers, 1);
    }

    private void repeat(double variance, int stride) {
        if (variance <= 0) {
            return;
        }
        int passes = (int) Math.ceil(variance / VARIANCE_PER_PASS);
        for (int pass = 0; pass < passes; pass++) {
            pass((float) (variance / passes / 2), stride);
        }
    }

    /** One pass; the outermost values, which the head never reaches, stay as they are. */
    private void pass(float side, int stride) {
        System.arraycopy(values, 0, before, 0, values.length);
        float centre = 1 - 2 * side;
        for (int i = stride; i < values.length - stride; i++) {
            values[i] = centre * before[i] + side * (before[i - stride] + before[i + stride]);
        }
        if (stride == 1) {
            keepLineEnds();
        }
    }

    /** Where lines lie end to end, the last layer of one is no neighbour of the first of the next. */
    private void keepLineEnds() {
        for (int end = layers - 1; end < values.length; end += layers) {
            values[end] = before[end];
            values[end + 1 - layers] = before[end + 1 - layers];
        }
    }

    /** The whole view, row by row, with this plane's first layer on a row that need not be whole. */
    double[] onDetector(double firstRow) {
        int edge = DatscanProtocol.EDGE;
        double[] view = new double[edge * edge];
        int firstColumn = (edge - lines) / 2;
        int whole = (int) Math.floor(firstRow);
        double share = firstRow - whole;
        for (int line = 0; line < lines; line++) {
            for (int layer = 0; layer < layers; layer++) {
                double value = values[line * layers + layer];
                addAt(view, whole + layer, firstColumn + line, value * (1 - share));
                addAt(view, whole + layer + 1, firstColumn + line, value * share);
            }
        }
        return view;
    }

    private static void addAt(double[] view, int row, int column, double value) {
        if (row >= 0 && row < DatscanProtocol.EDGE) {
            view[row * DatscanProtocol.EDGE + column] += value;
        }
    }
}
