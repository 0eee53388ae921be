package io.earlyview.gateway.source.simulation.mgmt;

/**
 * A structure in the head, in millimetres; structures of both sides are given for the left one.
 *
 * @param x middle
 * @param y middle
 * @param z middle
 * @param a half axis along x
 * @param b half axis along y
 * @param c half axis along z
 */
record Ellipsoid(double x, double y, double z, double a, double b, double c) {

    boolean contains(double px, double py, double pz) {
        double u = (px - x) / a;
        double v = (py - y) / b;
        double w = (pz - z) / c;
        return u * u + v * v + w * w <= 1;
    }

    Ellipsoid grown(double factor) {
        return new Ellipsoid(x, y, z, a * factor, b * factor, c * factor);
    }
}
