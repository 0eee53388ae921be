package io.earlyview.gateway.source.simulation.ctc;

import io.earlyview.gateway.source.simulation.phantom.Draws;
import java.util.ArrayList;
import java.util.List;

/**
 * The cells in one picture: one, or a cluster that touch each other.
 *
 * @param cells at least one
 */
record CellGroup(List<CellBody> cells) {

    static CellGroup draw(Appearance looks, Draws draws) {
        double x = draws.between(-3, 3);
        double y = draws.between(-3, 3);
        return switch (looks) {
            case LEUKOCYTE -> new CellGroup(List.of(CellBody.leukocyte(x, y, draws)));
            case TUMOUR_CELL ->
                new CellGroup(List.of(CellBody.tumourCell(x, y, draws.normalWithin(17, 3, 12, 25), draws)));
            case DOUBLE_POSITIVE -> new CellGroup(List.of(CellBody.doublePositive(draws)));
            case CLUSTER -> cluster(draws);
        };
    }

    /** Diameter of the largest cell, in µm. */
    double largestDiameter() {
        return cells.stream()
                .mapToDouble(cell -> 2 * cell.membrane().radius())
                .max()
                .orElseThrow();
    }

    private static CellGroup cluster(Draws draws) {
        List<CellBody> cells = new ArrayList<>();
        int tumourCells = 2 + draws.index(3);
        double angle = draws.between(0, 2 * Math.PI);
        for (int i = 0; i < tumourCells; i++) {
            double diameter = draws.normalWithin(14, 1.5, 12, 18);
            double distance = tumourCells == 2 ? 6 : 7.5;
            double direction = angle + 2 * Math.PI * i / tumourCells + draws.between(-0.2, 0.2);
            cells.add(CellBody.tumourCell(
                    distance * Math.cos(direction), distance * Math.sin(direction), diameter, draws));
        }
        if (draws.happens(0.5)) {
            double direction = angle + Math.PI / tumourCells;
            cells.add(CellBody.leukocyte(12 * Math.cos(direction), 12 * Math.sin(direction), draws));
        }
        return new CellGroup(List.copyOf(cells));
    }
}
