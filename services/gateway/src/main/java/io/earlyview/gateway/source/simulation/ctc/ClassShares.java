package io.earlyview.gateway.source.simulation.ctc;

import io.earlyview.gateway.source.simulation.phantom.Draws;

/**
 * How many of a cohort's cells belong to each class. The three add up to 1.
 *
 * @param leukocyte share of leukocytes
 * @param tumourCell share of circulating tumour cells
 * @param rare share of clusters and double-positive cells
 */
public record ClassShares(double leukocyte, double tumourCell, double rare) {

    public ClassShares {
        if (!(leukocyte >= 0 && tumourCell >= 0 && rare >= 0 && Math.abs(leukocyte + tumourCell + rare - 1) < 1e-6)) {
            throw new IllegalArgumentException("Class shares must not be negative and add up to 1 but are " + leukocyte
                    + ", " + tumourCell + " and " + rare);
        }
    }

    double of(CellClass cellClass) {
        return switch (cellClass) {
            case LEUKOCYTE -> leukocyte;
            case TUMOUR_CELL -> tumourCell;
            case RARE -> rare;
        };
    }

    CellClass draw(Draws draws) {
        double at = draws.uniform();
        if (at < rare) {
            return CellClass.RARE;
        }
        return at < rare + leukocyte ? CellClass.LEUKOCYTE : CellClass.TUMOUR_CELL;
    }

    /** The same shares of the two common classes among themselves beside another share of the rare one. */
    ClassShares withRare(double share) {
        double common = (1 - share) / (leukocyte + tumourCell);
        return new ClassShares(leukocyte * common, tumourCell * common, share);
    }

    /** Shares among cells that are anything but this. */
    ClassShares without(CellClass cellClass) {
        double rest = 1 - of(cellClass);
        return new ClassShares(
                cellClass == CellClass.LEUKOCYTE ? 0 : leukocyte / rest,
                cellClass == CellClass.TUMOUR_CELL ? 0 : tumourCell / rest,
                cellClass == CellClass.RARE ? 0 : rare / rest);
    }
}
