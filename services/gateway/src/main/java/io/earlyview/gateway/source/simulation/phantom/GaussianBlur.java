package io.earlyview.gateway.source.simulation.phantom;

/**
 * Blurs arrays along one axis by a Gaussian, cut at three standard deviations; the outermost values go on beyond the edge.
 *
 * <p>Sums run tap by tap over neighbouring memory, which is what a compiler turns into vector instructions.
 */
public final class GaussianBlur {

    private static final double SMALLEST_DEVIATION = 0.2;

    private final float[] weights;
    private final int reach;

    /**
     * A blur of this width; below 0.2 elements it does nothing.
     *
     * @param deviation standard deviation in elements
     */
    public GaussianBlur(double deviation) {
        reach = deviation < SMALLEST_DEVIATION ? 0 : (int) Math.ceil(3 * deviation);
        weights = new float[2 * reach + 1];
        double sum = 0;
        for (int tap = -reach; tap <= reach; tap++) {
            sum += weight(tap, deviation);
        }
        for (int tap = -reach; tap <= reach; tap++) {
            weights[tap + reach] = (float) (weight(tap, deviation) / sum);
        }
    }

    private static double weight(int tap, double deviation) {
        return tap == 0 ? 1 : Math.exp(-0.5 * tap * tap / (deviation * deviation));
    }

    /** Sum of squared weights: what is left of the variance of white noise, along this axis. */
    public double noiseLeft() {
        double sum = 0;
        for (float weight : weights) {
            sum += (double) weight * weight;
        }
        return sum;
    }

    /**
     * Blurs in place along the middle axis of an array of shape outer × length × inner.
     *
     * @param values the array
     * @param length of the axis to blur along
     * @param inner distance in memory from one element of that axis to the next
     */
    public void along(float[] values, int length, int inner) {
        if (reach == 0) {
            return;
        }
        int block = length * inner;
        float[] padded = new float[block + 2 * reach * inner];
        for (int start = 0; start < values.length; start += block) {
            pad(values, start, length, inner, padded);
            sum(padded, values, start, block, inner);
        }
    }

    private void pad(float[] values, int start, int length, int inner, float[] padded) {
        System.arraycopy(values, start, padded, reach * inner, length * inner);
        for (int beyond = 0; beyond < reach; beyond++) {
            System.arraycopy(values, start, padded, beyond * inner, inner);
            System.arraycopy(values, start + (length - 1) * inner, padded, (reach + length + beyond) * inner, inner);
        }
    }

    /** Runs of at most 1024 sums, so that they stay in the nearest cache while all taps are added. */
    private void sum(float[] padded, float[] values, int start, int block, int inner) {
        for (int from = 0; from < block; from += 1024) {
            int run = Math.min(1024, block - from);
            weigh(padded, from + reach * inner, values, start + from, run, weights[reach]);
            for (int tap = 1; tap <= reach; tap++) {
                int left = from + (reach - tap) * inner;
                int right = from + (reach + tap) * inner;
                addPair(padded, left, right, values, start + from, run, weights[reach + tap]);
            }
        }
    }

    private static void weigh(float[] from, int at, float[] to, int start, int run, float weight) {
        for (int i = 0; i < run; i++) {
            to[start + i] = weight * from[at + i];
        }
    }

    private static void addPair(float[] from, int left, int right, float[] to, int start, int run, float weight) {
        for (int i = 0; i < run; i++) {
            to[start + i] += weight * (from[left + i] + from[right + i]);
        }
    }
}
