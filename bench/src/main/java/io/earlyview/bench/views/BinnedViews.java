package io.earlyview.bench.views;

import io.earlyview.gateway.source.simulation.DatscanProtocol;
import io.earlyview.gateway.source.simulation.PreparedHead;

/** Views whose squares of two by two pixels are added up: the point spread is wider than that. */
final class BinnedViews {
    static final int BINNING = 2;
    static final int EDGE = DatscanProtocol.EDGE / BINNING;
    static final int PIXELS = EDGE * EDGE;

    private BinnedViews() {}

    /** Counts of these views, one view after the other. */
    static short[] of(PreparedHead head, int[] views) {
        short[] binned = new short[views.length * PIXELS];
        for (int view = 0; view < views.length; view++) {
            short[] counts = head.projection(views[view]);
            for (int i = 0; i < counts.length; i++) {
                int row = i / DatscanProtocol.EDGE / BINNING;
                int column = i % DatscanProtocol.EDGE / BINNING;
                binned[view * PIXELS + row * EDGE + column] += counts[i];
            }
        }
        return binned;
    }
}
