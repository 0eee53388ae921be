package io.earlyview.gateway.source.simulation;

/**
 * Unscattered counts that one head of the camera sees: line sums with attenuation and a blur that grows with distance.
 *
 * <p>The box is resampled on a grid turned to face the camera; along each line the attenuation runs from the camera
 * inwards. Neighbouring depths share a slab, and the slabs are blurred from the farthest to the nearest, each time by
 * the difference of the two point spreads, which for Gaussians adds up to the right spread for each.
 */
final class Projector {

    private static final int DEPTHS_PER_SLAB = 4;
    private static final double MARGIN_MILLIMETRES = 18;
    /** Widening, in pixels², by interpolation between columns and by the voxels themselves: taken off the blur. */
    private static final double INTERPOLATION_VARIANCE = 1.0 / 6;

    private static final double VOXEL_VARIANCE = 1.0 / 12;

    private final VoxelBox box;
    private final double radiusMillimetres;
    private final double blur;
    private final int edge;

    /** {@code blur}: width of the point spread relative to the usual one. */
    Projector(VoxelBox box, double radiusMillimetres, double blur) {
        this.box = box;
        this.blur = blur;
        this.radiusMillimetres = radiusMillimetres;
        int wanted = box.edge + 2 * (int) Math.ceil(MARGIN_MILLIMETRES / box.pixelMillimetres);
        edge = Math.min(DatscanProtocol.EDGE, (wanted + DEPTHS_PER_SLAB - 1) / DEPTHS_PER_SLAB * DEPTHS_PER_SLAB);
    }

    /** Relative counts, row by row, of the whole view. */
    double[] project(double angleDegrees, Motion.Shift shift) {
        Plane[] slabs = slabs(angleDegrees, shift);
        Plane sum = slabs[slabs.length - 1];
        for (int slab = slabs.length - 2; slab >= 0; slab--) {
            double step = spread(slab + 1) - spread(slab);
            sum.blur(step, step);
            sum.add(slabs[slab]);
        }
        double nearest = spread(0);
        sum.blur(nearest - INTERPOLATION_VARIANCE - VOXEL_VARIANCE, nearest - VOXEL_VARIANCE);
        return sum.onDetector(box.firstRow - shift.z() / box.pixelMillimetres);
    }

    /** Variance of the point spread in the middle of a slab, in pixels². */
    private double spread(int slab) {
        double middle = ((edge - DEPTHS_PER_SLAB) / 2.0 - slab * DEPTHS_PER_SLAB) * box.pixelMillimetres;
        double variance = blur * blur * Camera.spreadVariance(radiusMillimetres - middle);
        return variance / (box.pixelMillimetres * box.pixelMillimetres);
    }

    private Plane[] slabs(double angleDegrees, Motion.Shift shift) {
        Plane[] slabs = new Plane[edge / DEPTHS_PER_SLAB];
        for (int slab = 0; slab < slabs.length; slab++) {
            slabs[slab] = new Plane(edge, box.height);
        }
        ColumnSampler sampler = new ColumnSampler(box);
        // Turning the head by its yaw is turning the camera the other way round.
        double angle = Math.toRadians(angleDegrees - shift.yawDegrees());
        double cosine = Math.cos(angle);
        double sine = Math.sin(angle);
        double yaw = Math.toRadians(-shift.yawDegrees());
        double shiftX = (Math.cos(yaw) * shift.x() - Math.sin(yaw) * shift.y()) / box.pixelMillimetres;
        double shiftY = (Math.sin(yaw) * shift.x() + Math.cos(yaw) * shift.y()) / box.pixelMillimetres;
        double middle = (edge - 1) / 2.0;
        for (int u = 0; u < edge; u++) {
            sampler.startLine();
            for (int depth = 0; depth < edge; depth++) {
                double across = u - middle;
                double towards = middle - depth;
                double x = -cosine * across - sine * towards - shiftX;
                double y = -sine * across + cosine * towards - shiftY;
                sampler.addTo(slabs[depth / DEPTHS_PER_SLAB], u, x, y);
            }
        }
        return slabs;
    }
}
