package io.earlyview.training.evaluation.plot;

/**
 * The words around a plot.
 *
 * @param title above it
 * @param note small, below it: where the data came from and what they may be used for
 */
public record Caption(String title, String note) {
    private static final String SIMULATED = "Simulated data. Research use only.";

    /** The caption of a plot of simulated data. */
    public static Caption ofSimulated(String title) {
        return new Caption(title, SIMULATED);
    }
}
