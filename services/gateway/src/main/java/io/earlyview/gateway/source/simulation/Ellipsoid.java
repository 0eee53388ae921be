package io.earlyview.gateway.source.simulation;

/**
 * An ellipsoid in millimetres, turned about the vertical through its centre.
 *
 * @param x centre
 * @param y centre
 * @param z centre
 * @param a half axis, along x before turning
 * @param b half axis, along y before turning
 * @param c half axis, along z
 * @param cosine of the angle from y towards x by which it is turned
 * @param sine of that angle
 */
record Ellipsoid(double x, double y, double z, double a, double b, double c, double cosine, double sine) {

    static Ellipsoid upright(double x, double y, double z, double a, double b, double c) {
        return new Ellipsoid(x, y, z, a, b, c, 1, 0);
    }

    /** The same ellipsoid with its front end (greater y) turned by an angle towards positive x. */
    Ellipsoid turned(double degrees) {
        double radians = Math.toRadians(degrees);
        return new Ellipsoid(x, y, z, a, b, c, Math.cos(radians), Math.sin(radians));
    }

    Ellipsoid grown(double factor) {
        return new Ellipsoid(x, y, z, a * factor, b * factor, c * factor, cosine, sine);
    }

    boolean contains(double px, double py, double pz) {
        return level(px, py, pz) <= 1;
    }

    /** Squared distance from the centre in half axes: 1 on the surface. */
    double level(double px, double py, double pz) {
        double w = (pz - z) / c;
        double dx = px - x;
        double dy = py - y;
        double u = (cosine * dx - sine * dy) / a;
        double v = (sine * dx + cosine * dy) / b;
        return u * u + v * v + w * w;
    }

    /** Position along the second axis: −1 at the back end, +1 at the front end. */
    double along(double px, double py) {
        return (sine * (px - x) + cosine * (py - y)) / b;
    }
}
