package io.earlyview.training.checks.observation;

/**
 * What is known of a run before it begins.
 *
 * @param objective what is minimised
 * @param epochs planned
 * @param stepsPerEpoch planned
 * @param weights numbers that are fitted
 * @param choice which epoch's weights will be kept
 */
public record RunOutline(Objective objective, int epochs, int stepsPerEpoch, long weights, EpochChoice choice) {

    public RunOutline {
        if (epochs < 1 || stepsPerEpoch < 1) {
            throw new IllegalArgumentException(
                    "a run of " + epochs + " epochs with " + stepsPerEpoch + " steps each; both must be at least 1");
        }
    }

    /** All steps planned. */
    public long steps() {
        return (long) epochs * stepsPerEpoch;
    }

    /**
     * How the epoch is chosen whose weights are kept.
     *
     * @param candidates epochs to choose from; 1 where the last is taken
     * @param cases on which they are compared
     * @param reported whether the figures that are reported come from these same cases
     */
    public record EpochChoice(int candidates, int cases, boolean reported) {
        /** The last epoch, whatever it is worth. */
        public static final EpochChoice LAST = new EpochChoice(1, 0, false);
    }
}
