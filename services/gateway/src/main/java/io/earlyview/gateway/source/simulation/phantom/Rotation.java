package io.earlyview.gateway.source.simulation.phantom;

/**
 * A turn about the origin.
 *
 * <p>Turning writes into the caller's array: it is done once a voxel.
 */
public final class Rotation {

    private final double[] rows;

    private Rotation(double[] rows) {
        this.rows = rows;
    }

    /** About x, then y, then z, each by an angle in radians. */
    public static Rotation about(double x, double y, double z) {
        double cx = Math.cos(x);
        double sx = Math.sin(x);
        double cy = Math.cos(y);
        double sy = Math.sin(y);
        double cz = Math.cos(z);
        double sz = Math.sin(z);
        return new Rotation(new double[] {
            cz * cy,
            cz * sy * sx - sz * cx,
            cz * sy * cx + sz * sx,
            sz * cy,
            sz * sy * sx + cz * cx,
            sz * sy * cx - cz * sx,
            -sy,
            cy * sx,
            cy * cx
        });
    }

    /** Three normal angles with this deviation, each cut at two of them. */
    public static Rotation draw(double deviationRadians, Draws draws) {
        return about(angle(deviationRadians, draws), angle(deviationRadians, draws), angle(deviationRadians, draws));
    }

    private static double angle(double deviation, Draws draws) {
        return draws.normalWithin(0, deviation, -2 * deviation, 2 * deviation);
    }

    /** Writes the turned point. */
    public void turn(double x, double y, double z, double[] turned) {
        turned[0] = rows[0] * x + rows[1] * y + rows[2] * z;
        turned[1] = rows[3] * x + rows[4] * y + rows[5] * z;
        turned[2] = rows[6] * x + rows[7] * y + rows[8] * z;
    }

    /** Writes the point that {@link #turn} would turn into this one. */
    public void turnBack(double x, double y, double z, double[] turned) {
        turned[0] = rows[0] * x + rows[3] * y + rows[6] * z;
        turned[1] = rows[1] * x + rows[4] * y + rows[7] * z;
        turned[2] = rows[2] * x + rows[5] * y + rows[8] * z;
    }
}
