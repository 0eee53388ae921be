package io.earlyview.gateway.source.simulation;

/**
 * Counts that carry no direction: scatter in the head and photons of high energy that penetrate the collimator.
 *
 * @param scatterShare scattered counts as a share of scattered and unscattered ones, 0.25 to 0.38
 * @param scatterMillimetres full width at half maximum of the scatter kernel, 60 to 80
 * @param penetrationShare penetrating counts as a share of all counts, 0.08 to 0.28
 * @param tilt by how much penetration grows from the top row to the bottom one, where the body is
 */
record Background(double scatterShare, double scatterMillimetres, double penetrationShare, double tilt) {

    private static final int COARSE = 4;
    private static final int COARSE_EDGE = DatscanProtocol.EDGE / COARSE;

    static Background draw(Chance chance) {
        return new Background(
                chance.between(0.25, 0.38), chance.between(60, 80), chance.between(0.08, 0.28), chance.between(0, 0.4));
    }

    /** Adds scatter to a view of unscattered counts. */
    void addScatter(double[] view, double pixelMillimetres) {
        double[] coarse = new double[COARSE_EDGE * COARSE_EDGE];
        for (int i = 0; i < view.length; i++) {
            coarse[coarseIndex(i)] += view[i];
        }
        double deviation = scatterMillimetres / (2 * Math.sqrt(2 * Math.log(2))) / (COARSE * pixelMillimetres);
        double[] kernel = kernel(deviation);
        coarse = convolved(convolved(coarse, kernel, 1, COARSE_EDGE), kernel, COARSE_EDGE, 1);
        double perPixel = scatterShare / (1 - scatterShare) / (COARSE * COARSE);
        for (int row = 0; row < DatscanProtocol.EDGE; row++) {
            for (int column = 0; column < DatscanProtocol.EDGE; column++) {
                view[row * DatscanProtocol.EDGE + column] += perPixel * between(coarse, row, column);
            }
        }
    }

    /** Adds penetration of this many counts in all. */
    void addPenetration(double[] view, double counts) {
        double perPixel = counts / view.length;
        for (int row = 0; row < DatscanProtocol.EDGE; row++) {
            double value = perPixel * (1 + tilt * (row / (DatscanProtocol.EDGE - 1.0) - 0.5));
            for (int column = 0; column < DatscanProtocol.EDGE; column++) {
                view[row * DatscanProtocol.EDGE + column] += value;
            }
        }
    }

    private static int coarseIndex(int pixel) {
        return pixel / DatscanProtocol.EDGE / COARSE * COARSE_EDGE + pixel % DatscanProtocol.EDGE / COARSE;
    }

    private static double[] kernel(double deviation) {
        int reach = (int) Math.ceil(3 * deviation);
        double[] kernel = new double[2 * reach + 1];
        double sum = 0;
        for (int i = -reach; i <= reach; i++) {
            kernel[i + reach] = Math.exp(-0.5 * i * i / (deviation * deviation));
            sum += kernel[i + reach];
        }
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] /= sum;
        }
        return kernel;
    }

    /** Convolves along neighbours {@code step} apart; what leaves the view is lost. */
    private static double[] convolved(double[] image, double[] kernel, int step, int lineStep) {
        int reach = kernel.length / 2;
        double[] result = new double[image.length];
        for (int line = 0; line < COARSE_EDGE; line++) {
            for (int i = 0; i < COARSE_EDGE; i++) {
                double sum = 0;
                int last = Math.min(COARSE_EDGE - 1, i + reach);
                for (int j = Math.max(0, i - reach); j <= last; j++) {
                    sum += kernel[j - i + reach] * image[line * lineStep + j * step];
                }
                result[line * lineStep + i * step] = sum;
            }
        }
        return result;
    }

    private static double between(double[] coarse, int row, int column) {
        double y = Math.clamp((row + 0.5) / COARSE - 0.5, 0, COARSE_EDGE - 1.001);
        double x = Math.clamp((column + 0.5) / COARSE - 0.5, 0, COARSE_EDGE - 1.001);
        int iy = (int) y;
        int ix = (int) x;
        double fy = y - iy;
        double fx = x - ix;
        int at = iy * COARSE_EDGE + ix;
        double upper = coarse[at] + fx * (coarse[at + 1] - coarse[at]);
        double lower = coarse[at + COARSE_EDGE] + fx * (coarse[at + COARSE_EDGE + 1] - coarse[at + COARSE_EDGE]);
        return upper + fy * (lower - upper);
    }
}
