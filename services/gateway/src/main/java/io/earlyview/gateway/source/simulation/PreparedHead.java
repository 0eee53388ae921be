package io.earlyview.gateway.source.simulation;

/**
 * One case ready for its views: anatomy cut into voxels, motion and sensitivity fixed.
 *
 * <p>Safe for use by several threads; each view depends on the case and its number alone, whatever was asked before.
 */
public final class PreparedHead {

    private final DatscanCase patient;
    private final Projector projector;
    private final Background background;
    private final Motion motion;
    private final double countsPerUptake;

    PreparedHead(DatscanCase patient, Projector projector, Background background, Motion motion) {
        this.patient = patient;
        this.projector = projector;
        this.background = background;
        this.motion = motion;
        double wanted = patient.countsPerView() * (1 - background.penetrationShare());
        countsPerUptake = wanted / meanUptakeSeen();
    }

    public DatscanCase patient() {
        return patient;
    }

    /**
     * One view: 128 x 128 counts, row by row from the top, each an unsigned 16-bit integer.
     *
     * @param view 0 (anterior) to 119
     */
    public short[] projection(int view) {
        double[] expected = expectedCounts(view);
        Chance noise = Chance.of(patient.seed(), Chance.Purpose.NOISE, view);
        short[] counts = new short[expected.length];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = (short) Math.min(0xFFFF, PoissonCounts.draw(expected[i], noise));
        }
        return counts;
    }

    /** The mean of {@link #projection} over all noise. */
    double[] expectedCounts(int view) {
        int stop = DatscanProtocol.stop(view);
        double[] counts = seen(DatscanProtocol.angleDegrees(view), motion.at(stop));
        double activity = DatscanProtocol.remainingActivity(stop);
        for (int i = 0; i < counts.length; i++) {
            counts[i] *= countsPerUptake * activity;
        }
        background.addPenetration(counts, patient.countsPerView() * background.penetrationShare() * activity);
        return counts;
    }

    private double[] seen(double angleDegrees, Motion.Shift shift) {
        double[] view = projector.project(angleDegrees, shift);
        background.addScatter(view, patient.camera().pixelMillimetres());
        return view;
    }

    /** Mean over four directions of what a whole view holds. */
    private double meanUptakeSeen() {
        double sum = 0;
        for (int quarter = 0; quarter < 4; quarter++) {
            for (double value : seen(90.0 * quarter, Motion.Shift.NONE)) {
                sum += value;
            }
        }
        return sum / 4;
    }
}
