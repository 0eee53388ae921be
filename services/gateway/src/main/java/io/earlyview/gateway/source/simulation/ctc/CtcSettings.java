package io.earlyview.gateway.source.simulation.ctc;

import io.earlyview.gateway.source.simulation.cohort.SignalMode;

/**
 * How a simulated cohort of cells is made.
 *
 * @param mode whether pictures say anything about labels
 * @param edge rows and columns of a picture, 48 to 512; a picture is 56 µm wide at any size
 * @param shares of the classes among all cells
 * @param patients how many patients the cells come from, at least 1
 * @param rarePatients how many of them have cells of the rare class, 1 to all
 * @param wrongLabels share of cells with another class's label, 0 to 0.5
 */
public record CtcSettings(
        SignalMode mode, int edge, ClassShares shares, int patients, int rarePatients, double wrongLabels) {

    private static final int SMALLEST_EDGE = 48;
    private static final int LARGEST_EDGE = 512;

    public CtcSettings {
        if (edge < SMALLEST_EDGE || edge > LARGEST_EDGE) {
            throw new IllegalArgumentException(
                    "edge must lie between " + SMALLEST_EDGE + " and " + LARGEST_EDGE + " but is " + edge);
        }
        if (rarePatients < 1 || rarePatients > patients) {
            throw new IllegalArgumentException(
                    "rarePatients must lie between 1 and patients, " + patients + ", but is " + rarePatients);
        }
        if (shares.rare() * patients > 0.9 * rarePatients) {
            throw new IllegalArgumentException("A rare class of " + shares.rare()
                    + " would be more than 0.9 of the cells of " + rarePatients + " of " + patients + " patients");
        }
        if (!(wrongLabels >= 0 && wrongLabels <= 0.5)) {
            throw new IllegalArgumentException("wrongLabels must lie between 0 and 0.5 but is " + wrongLabels);
        }
    }

    /** 224 × 224, 54 / 45 / 1 %, 40 patients of whom 8 have the rare class, 2 % wrong labels. */
    public static CtcSettings of(SignalMode mode) {
        return new CtcSettings(mode, 224, new ClassShares(0.54, 0.45, 0.01), 40, 8, 0.02);
    }

    public CtcSettings withEdge(int other) {
        return new CtcSettings(mode, other, shares, patients, rarePatients, wrongLabels);
    }

    public CtcSettings withShares(ClassShares other) {
        return new CtcSettings(mode, edge, other, patients, rarePatients, wrongLabels);
    }

    public CtcSettings withWrongLabels(double other) {
        return new CtcSettings(mode, edge, shares, patients, rarePatients, other);
    }

    /** Whether debris, defocus, bleed-through and look-alikes are left out. */
    boolean clear() {
        return mode == SignalMode.ORACLE;
    }

    double overlap() {
        return clear() ? 0 : Appearance.OVERLAP;
    }
}
