package io.earlyview.gateway.source.simulation.ctc;

/** What a cell is, in the order of the labels 0, 1 and 2. */
public enum CellClass {
    LEUKOCYTE,
    TUMOUR_CELL,
    /** A cluster of tumour cells, or a cell with both cytokeratin and CD45. */
    RARE
}
