package io.earlyview.gateway.source.simulation;

/**
 * A head cut into cubes of one camera pixel's edge, around the camera's axis.
 *
 * <p>Voxels lie column by column: index {@code (column * height) + layer}, where layers go from the top of the head
 * downwards as the rows of a view do, and {@code column = ix * edge + iy} with ix along x and iy along y.
 */
final class VoxelBox {

    private static final double HALF_EDGE_MILLIMETRES = 128;
    private static final double TOP_MILLIMETRES = 142;
    private static final double BOTTOM_MILLIMETRES = -204;
    private static final int FINE = 3;

    final double pixelMillimetres;
    final int edge;
    final int height;
    /** Row of a view on which the first layer falls. */
    final int firstRow;
    /** Activity of each voxel, relative. */
    final float[] uptake;
    /** Attenuation of each voxel: the share lost per voxel edge, to first order. */
    final float[] attenuation;
    /** For each column whether it holds anything. */
    final boolean[] occupied;

    private VoxelBox(double pixelMillimetres) {
        this.pixelMillimetres = pixelMillimetres;
        edge = 2 * (int) Math.ceil(HALF_EDGE_MILLIMETRES / pixelMillimetres);
        int half = DatscanProtocol.EDGE / 2;
        firstRow = Math.max(0, half - (int) Math.ceil(TOP_MILLIMETRES / pixelMillimetres));
        int lastRow = Math.min(DatscanProtocol.EDGE, half - (int) Math.floor(BOTTOM_MILLIMETRES / pixelMillimetres));
        height = lastRow - firstRow;
        uptake = new float[edge * edge * height];
        attenuation = new float[edge * edge * height];
        occupied = new boolean[edge * edge];
    }

    /** {@code attenuationFactor}: losses relative to the anatomy's. */
    static VoxelBox of(Anatomy anatomy, double pixelMillimetres, double attenuationFactor) {
        VoxelBox box = new VoxelBox(pixelMillimetres);
        double[] head = new double[3];
        for (int ix = 0; ix < box.edge; ix++) {
            for (int iy = 0; iy < box.edge; iy++) {
                box.fillColumn(anatomy, attenuationFactor, ix, iy, head);
            }
        }
        return box;
    }

    private void fillColumn(Anatomy anatomy, double attenuationFactor, int ix, int iy, double[] head) {
        double x = (ix - (edge - 1) / 2.0) * pixelMillimetres;
        double y = (iy - (edge - 1) / 2.0) * pixelMillimetres;
        int column = ix * edge + iy;
        for (int layer = 0; layer < height; layer++) {
            double z = ((DatscanProtocol.EDGE - 1) / 2.0 - firstRow - layer) * pixelMillimetres;
            anatomy.pose().toHead(x, y, z, head);
            double loss = attenuationFactor * anatomy.attenuationAt(head[0], head[1], head[2]);
            if (loss > 0) {
                int index = column * height + layer;
                occupied[column] = true;
                attenuation[index] = (float) (loss * pixelMillimetres);
                uptake[index] = (float)
                        (anatomy.fineAt(head[0], head[1], head[2])
                                ? fineUptake(anatomy, x, y, z, head)
                                : anatomy.uptakeAt(head[0], head[1], head[2]));
            }
        }
    }

    /** Mean uptake over a grid of points in the voxel: the striatum is only a few voxels thick. */
    private double fineUptake(Anatomy anatomy, double x, double y, double z, double[] head) {
        double sum = 0;
        for (int i = 0; i < FINE * FINE * FINE; i++) {
            anatomy.pose().toHead(x + within(i % FINE), y + within(i / FINE % FINE), z + within(i / FINE / FINE), head);
            sum += anatomy.uptakeAt(head[0], head[1], head[2]);
        }
        return sum / (FINE * FINE * FINE);
    }

    private double within(int part) {
        return ((part + 0.5) / FINE - 0.5) * pixelMillimetres;
    }
}
