package io.earlyview.gateway.source.simulation.phantom;

/**
 * A body seen whole from its centre: an ellipsoid whose surface is pushed in and out by spherical harmonics.
 *
 * <p>In the frame where the ellipsoid is the unit sphere the surface lies at {@code 1 + sum of harmonics}; so the volume
 * is a sum over directions and is known far better than by counting voxels.
 */
public final class StarShape {

    private static final int HEIGHTS = 48;
    private static final int TURNS = 96;
    private static final int HARMONICS = 10;

    private final double[] amplitudes;
    private final double a;
    private final double b;
    private final double c;
    private final Rotation pose;

    private StarShape(double[] amplitudes, double a, double b, double c, Rotation pose) {
        this.amplitudes = amplitudes;
        this.a = a;
        this.b = b;
        this.c = c;
        this.pose = pose;
    }

    /**
     * A random body of exactly this volume.
     *
     * @param millilitres its volume
     * @param flattest smallest ratio of the second and third half axis to the first
     * @param harmonics how many harmonics push its surface, 0 to 10
     * @param push standard deviation of each harmonic, relative to the radius
     */
    public static StarShape draw(double millilitres, double flattest, int harmonics, double push, Draws draws) {
        double[] amplitudes = new double[HARMONICS];
        for (int left = harmonics; left > 0; left--) {
            int harmonic = draws.index(HARMONICS);
            while (amplitudes[harmonic] != 0) {
                harmonic = (harmonic + 1) % HARMONICS;
            }
            amplitudes[harmonic] = draws.normalWithin(0, push, -2 * push, 2 * push);
        }
        double second = draws.between(flattest, 1);
        double third = draws.between(flattest, 1);
        StarShape unit = new StarShape(amplitudes, 1, second, third, Rotation.about(0, 0, 0));
        double scale = Math.cbrt(millilitres / unit.millilitres());
        Rotation pose = Rotation.about(
                draws.between(-Math.PI, Math.PI), draws.between(-1.5, 1.5), draws.between(-Math.PI, Math.PI));
        return new StarShape(amplitudes, scale, scale * second, scale * third, pose);
    }

    /** Volume, by a sum over directions that is right to less than 0.1 %. */
    public double millilitres() {
        double sum = 0;
        for (int height = 0; height < HEIGHTS; height++) {
            double z = (height + 0.5) / HEIGHTS * 2 - 1;
            double ring = Math.sqrt(1 - z * z);
            for (int turn = 0; turn < TURNS; turn++) {
                double angle = 2 * Math.PI * turn / TURNS;
                double radius = radius(ring * Math.cos(angle), ring * Math.sin(angle), z);
                sum += radius * radius * radius;
            }
        }
        return sum * 4 * Math.PI / (HEIGHTS * TURNS) / 3 * a * b * c / 1000;
    }

    /** Largest distance of the surface from the centre along x, y and z, in millimetres. */
    public double[] reach(Rotation turned) {
        double[] most = new double[3];
        double[] point = new double[3];
        for (int height = 0; height < HEIGHTS; height++) {
            double z = (height + 0.5) / HEIGHTS * 2 - 1;
            double ring = Math.sqrt(1 - z * z);
            for (int turn = 0; turn < TURNS; turn++) {
                double angle = 2 * Math.PI * turn / TURNS;
                double x = ring * Math.cos(angle);
                double y = ring * Math.sin(angle);
                double radius = radius(x, y, z);
                pose.turnBack(radius * x * a, radius * y * b, radius * z * c, point);
                turned.turnBack(point[0], point[1], point[2], point);
                for (int axis = 0; axis < 3; axis++) {
                    most[axis] = Math.max(most[axis], Math.abs(point[axis]));
                }
            }
        }
        return most;
    }

    /**
     * Distance from the centre relative to that of the surface in the same direction: below 1 inside.
     *
     * @param scratch three numbers that are overwritten
     */
    public double level(double x, double y, double z, double[] scratch) {
        pose.turn(x, y, z, scratch);
        double u = scratch[0] / a;
        double v = scratch[1] / b;
        double w = scratch[2] / c;
        double distance = Math.sqrt(u * u + v * v + w * w);
        if (distance < 1e-9) {
            return 0;
        }
        double inverse = 1 / distance;
        return distance / radius(u * inverse, v * inverse, w * inverse);
    }

    /** Surface in a direction, in the frame where the ellipsoid is the unit sphere: harmonics of degree 2 to 4. */
    private double radius(double x, double y, double z) {
        double xx = x * x;
        double yy = y * y;
        double zz = z * z;
        return 1
                + amplitudes[0] * 2 * x * y
                + amplitudes[1] * 2 * y * z
                + amplitudes[2] * 2 * x * z
                + amplitudes[3] * (xx - yy)
                + amplitudes[4] * 0.5 * (3 * zz - 1)
                + amplitudes[5] * 5 * x * y * z
                + amplitudes[6] * 0.5 * z * (5 * zz - 3)
                + amplitudes[7] * x * (xx - 3 * yy)
                + amplitudes[8] * 2.5 * z * (xx - yy)
                + amplitudes[9] * 4 * x * y * (xx - yy);
    }
}
