package io.earlyview.training.fitting.network;

/** The square kernel of a Gaussian filter, summing to 1: what both realisations of the smoothing layer use. */
public final class GaussianKernel {
    private GaussianKernel() {}

    /** Pixels from the centre to the edge: three deviations. */
    public static int radius(double sigmaPixels) {
        return Math.max(1, (int) Math.ceil(3 * sigmaPixels));
    }

    /** The same kernel once for each channel: [channels, 1, size, size]. */
    public static float[] perChannel(double sigmaPixels, int channels) {
        int radius = radius(sigmaPixels);
        int size = 2 * radius + 1;
        double[] profile = new double[size];
        double sum = 0;
        for (int i = 0; i < size; i++) {
            profile[i] = Math.exp(-0.5 * Math.pow((i - radius) / sigmaPixels, 2));
            sum += profile[i];
        }
        float[] kernel = new float[channels * size * size];
        for (int i = 0; i < kernel.length; i++) {
            int inOne = i % (size * size);
            kernel[i] = (float) (profile[inOne / size] * profile[inOne % size] / (sum * sum));
        }
        return kernel;
    }
}
