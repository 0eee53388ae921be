package io.earlyview.gateway.source.simulation.cohort;

/**
 * Distance between the centres of neighbouring voxels.
 *
 * @param sliceMillimetres from one frame to the next
 * @param rowMillimetres from one row to the next
 * @param columnMillimetres from one column to the next
 */
public record Spacing(double sliceMillimetres, double rowMillimetres, double columnMillimetres) {

    /** What a reader assumes who has lost the spacing. */
    public static final Spacing ONE_MILLIMETRE = new Spacing(1, 1, 1);

    public Spacing {
        if (!(sliceMillimetres > 0 && rowMillimetres > 0 && columnMillimetres > 0)) {
            throw new IllegalArgumentException("A spacing must be more than 0 mm on each axis but is "
                    + sliceMillimetres + " " + rowMillimetres + " " + columnMillimetres);
        }
    }

    /** Volume of one voxel. */
    public double voxelMillilitres() {
        return sliceMillimetres * rowMillimetres * columnMillimetres / 1000;
    }
}
