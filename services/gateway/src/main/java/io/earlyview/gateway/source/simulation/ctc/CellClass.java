package io.earlyview.gateway.source.simulation.ctc;

/** What a cell is. */
public enum CellClass {
    LEUKOCYTE(0),
    TUMOUR_CELL(1),
    /** A cluster of tumour cells, or a cell with both cytokeratin and CD45. */
    RARE(2);

    private final int label;

    CellClass(int label) {
        this.label = label;
    }

    /** The number that training is told. */
    public int label() {
        return label;
    }
}
