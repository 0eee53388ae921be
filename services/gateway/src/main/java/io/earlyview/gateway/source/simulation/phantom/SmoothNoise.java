package io.earlyview.gateway.source.simulation.phantom;

/**
 * A smooth random field without direction: mean 0, variance about 1, grain of a chosen size, the same again after 16
 * grains.
 *
 * <p>Normal values on a cubic lattice, joined smoothly.
 */
public final class SmoothNoise {

    private static final int EDGE = 16;
    private static final int MASK = EDGE - 1;
    /** Joining averages values: this brings the variance back to 1 on average over a cell. */
    private static final float GAIN = 1.56f;

    private final float[] lattice = new float[EDGE * EDGE * EDGE];
    private final double perUnit;

    /**
     * A field.
     *
     * @param grain distance between lattice points, in the unit of the places that are asked for
     */
    public SmoothNoise(double grain, Draws draws) {
        perUnit = 1 / grain;
        for (int i = 0; i < lattice.length; i++) {
            lattice[i] = GAIN * (float) draws.normal();
        }
    }

    public float at(double x, double y, double z) {
        double u = x * perUnit;
        double v = y * perUnit;
        double w = z * perUnit;
        int i = (int) Math.floor(u);
        int j = (int) Math.floor(v);
        int k = (int) Math.floor(w);
        float a = ease((float) (u - i));
        float b = ease((float) (v - j));
        float c = ease((float) (w - k));
        int base = (k & MASK) * EDGE * EDGE;
        int above = (k + 1 & MASK) * EDGE * EDGE;
        return mix(plane(base, i, j, a, b), plane(above, i, j, a, b), c);
    }

    private float plane(int base, int i, int j, float a, float b) {
        int near = base + (j & MASK) * EDGE;
        int far = base + (j + 1 & MASK) * EDGE;
        int left = i & MASK;
        int right = i + 1 & MASK;
        return mix(
                mix(lattice[near + left], lattice[near + right], a),
                mix(lattice[far + left], lattice[far + right], a),
                b);
    }

    private static float mix(float from, float to, float share) {
        return from + share * (to - from);
    }

    private static float ease(float share) {
        return share * share * (3 - 2 * share);
    }
}
