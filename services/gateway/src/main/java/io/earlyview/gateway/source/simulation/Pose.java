package io.earlyview.gateway.source.simulation;

/** How the head lies in the camera: turned, then shifted by some millimetres. */
final class Pose {

    /** Rotation from the room's frame to the head's, row by row. */
    private final double[] rows;

    private final double x;
    private final double y;
    private final double z;

    private Pose(double[] rows, double x, double y, double z) {
        this.rows = rows;
        this.x = x;
        this.y = y;
        this.z = z;
    }

    static Pose draw(Chance chance) {
        double pitch = Math.toRadians(chance.normalWithin(0, 7, -18, 18));
        double yaw = Math.toRadians(chance.normalWithin(0, 4, -10, 10));
        double roll = Math.toRadians(chance.normalWithin(0, 3, -8, 8));
        return new Pose(
                rotation(pitch, yaw, roll),
                chance.normalWithin(0, 5.5, -14, 14),
                chance.normalWithin(0, 5.5, -14, 14),
                chance.normalWithin(0, 5.5, -14, 14));
    }

    /** Rotation about x (pitch), then y (roll), then z (yaw). */
    private static double[] rotation(double pitch, double yaw, double roll) {
        double cp = Math.cos(pitch);
        double sp = Math.sin(pitch);
        double cr = Math.cos(roll);
        double sr = Math.sin(roll);
        double cy = Math.cos(yaw);
        double sy = Math.sin(yaw);
        return new double[] {
            cy * cr,
            cy * sr * sp - sy * cp,
            cy * sr * cp + sy * sp,
            sy * cr,
            sy * sr * sp + cy * cp,
            sy * sr * cp - cy * sp,
            -sr,
            cr * sp,
            cr * cp
        };
    }

    /** Writes where a point of the room lies in the head's frame. */
    void toHead(double roomX, double roomY, double roomZ, double[] head) {
        double dx = roomX - x;
        double dy = roomY - y;
        double dz = roomZ - z;
        head[0] = rows[0] * dx + rows[1] * dy + rows[2] * dz;
        head[1] = rows[3] * dx + rows[4] * dy + rows[5] * dz;
        head[2] = rows[6] * dx + rows[7] * dy + rows[8] * dz;
    }
}
