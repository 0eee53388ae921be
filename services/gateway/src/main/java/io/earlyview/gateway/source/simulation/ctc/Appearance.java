package io.earlyview.gateway.source.simulation.ctc;

import io.earlyview.gateway.source.simulation.phantom.Draws;

/** What a picture shows. A cell of the rare class may show itself as a common one. */
public enum Appearance {
    /** 8 to 12 µm, CD45, no cytokeratin. */
    LEUKOCYTE,
    /** 12 to 25 µm, cytokeratin, no CD45. */
    TUMOUR_CELL,
    /** Two to four tumour cells, sometimes with a leukocyte. */
    CLUSTER,
    /** One cell with cytokeratin and CD45. */
    DOUBLE_POSITIVE;

    /** Share of the rare class that looks like one of the two common classes, half like each. */
    static final double OVERLAP = 0.3;

    static Appearance draw(CellClass truth, double overlap, Draws draws) {
        return switch (truth) {
            case LEUKOCYTE -> LEUKOCYTE;
            case TUMOUR_CELL -> TUMOUR_CELL;
            case RARE -> {
                boolean plain = draws.happens(overlap);
                boolean first = draws.happens(0.5);
                if (plain) {
                    yield first ? LEUKOCYTE : TUMOUR_CELL;
                }
                yield first ? CLUSTER : DOUBLE_POSITIVE;
            }
        };
    }

    /** How likely a cell of this class looks so. */
    double likelihood(CellClass truth, double overlap) {
        return switch (truth) {
            case LEUKOCYTE -> this == LEUKOCYTE ? 1 : 0;
            case TUMOUR_CELL -> this == TUMOUR_CELL ? 1 : 0;
            case RARE -> (this == LEUKOCYTE || this == TUMOUR_CELL ? overlap : 1 - overlap) / 2;
        };
    }
}
