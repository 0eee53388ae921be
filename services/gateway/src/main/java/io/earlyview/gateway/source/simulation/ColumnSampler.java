package io.earlyview.gateway.source.simulation;

import java.util.Arrays;

/**
 * Walks along one line of sight per layer, from the camera inwards, and adds what reaches the camera.
 *
 * <p>Works on whole columns of layers at a time: plain loops over neighbouring floats, which the compiler turns into
 * vector instructions.
 */
final class ColumnSampler {

    private final VoxelBox box;
    /** Share of counts that still reaches the camera, for each layer. */
    private final float[] transmission;

    ColumnSampler(VoxelBox box) {
        this.box = box;
        transmission = new float[box.height];
    }

    void startLine() {
        Arrays.fill(transmission, 1);
    }

    /** Adds the attenuated uptake at a place, in voxels from the axis, to a line of a plane; then attenuates further. */
    void addTo(Plane plane, int line, double x, double y) {
        double fx = x + (box.edge - 1) / 2.0;
        double fy = y + (box.edge - 1) / 2.0;
        int ix = (int) Math.floor(fx);
        int iy = (int) Math.floor(fy);
        if (ix < 0 || iy < 0 || ix >= box.edge - 1 || iy >= box.edge - 1) {
            return;
        }
        int corner = ix * box.edge + iy;
        int beside = corner + box.edge;
        if (box.occupied[corner] || box.occupied[corner + 1] || box.occupied[beside] || box.occupied[beside + 1]) {
            accumulate(plane.values, line * box.height, corner * box.height, (float) (fx - ix), (float) (fy - iy));
        }
    }

    private void accumulate(float[] target, int to, int corner, float right, float front) {
        int height = box.height;
        int behind = corner + height;
        int beside = corner + box.edge * height;
        int across = beside + height;
        float w11 = right * front;
        float w10 = right - w11;
        float w01 = front - w11;
        float w00 = 1 - right - w01;
        float[] a = box.uptake;
        float[] m = box.attenuation;
        float[] t = transmission;
        for (int i = 0; i < height; i++) {
            float activity = w00 * a[corner + i] + w01 * a[behind + i] + w10 * a[beside + i] + w11 * a[across + i];
            float loss = w00 * m[corner + i] + w01 * m[behind + i] + w10 * m[beside + i] + w11 * m[across + i];
            target[to + i] += activity * t[i] * (1 - 0.5f * loss);
            t[i] *= 1 - loss + 0.5f * loss * loss;
        }
    }
}
