package io.earlyview.bench.projections;

import io.earlyview.gateway.source.simulation.DatscanProtocol;
import io.earlyview.gateway.source.simulation.PreparedHead;

/**
 * The middle of views, with squares of pixels added up: the point spread is wider than that.
 *
 * @param middle edge of the square that is kept, pixels
 * @param binning edge of the squares that are added up, pixels
 */
public record BinnedViews(int middle, int binning) {
    /** Whole views, in squares of two by two. */
    public static final BinnedViews WHOLE = new BinnedViews(DatscanProtocol.EDGE, 2);

    /** Rows, and columns, of what comes out. */
    public int edge() {
        return middle / binning;
    }

    /** Values of one view. */
    public int pixels() {
        return edge() * edge();
    }

    /** Counts of these views, one view after the other; each an unsigned 16-bit integer. */
    public short[] of(PreparedHead head, int... views) {
        int border = (DatscanProtocol.EDGE - middle) / 2;
        short[] binned = new short[views.length * pixels()];
        for (int view = 0; view < views.length; view++) {
            short[] counts = head.projection(views[view]);
            for (int row = 0; row < middle; row++) {
                for (int column = 0; column < middle; column++) {
                    binned[view * pixels() + row / binning * edge() + column / binning] +=
                            counts[(border + row) * DatscanProtocol.EDGE + border + column];
                }
            }
        }
        return binned;
    }

    /** The same as a network takes them. */
    public static float[] asFloats(short[] counts) {
        float[] values = new float[counts.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = Short.toUnsignedInt(counts[i]);
        }
        return values;
    }
}
