package io.earlyview.training.checks.observation;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the finished network is worth on the cases that are reported.
 *
 * @param cases reported on
 * @param patients whom they come from
 * @param decisions right and wrong ones; empty for a quantity
 * @param permutation how often shuffled labels did as well
 * @param chosenP the same for the best of all epochs that were chosen from; empty where none was chosen
 * @param trainSkill as in {@link EpochEnd}, on training examples
 * @param skill as in {@link EpochEnd}, on the reported cases, with patients apart from training
 */
public record Outcome(
        int cases,
        int patients,
        Optional<Decisions> decisions,
        Permutation permutation,
        OptionalDouble chosenP,
        double trainSkill,
        double skill)
        implements Observation {

    /**
     * Decisions of a classifier.
     *
     * @param correct of all cases
     * @param noInformationRate share of the largest class
     */
    public record Decisions(int correct, double noInformationRate) {}

    /**
     * A test by shuffling labels between patients.
     *
     * @param cases with a label that moved no weight: those reported on and the inner validation ones
     * @param shuffles how many
     * @param p share of shuffles, the true order counted as one of them, that did at least as well
     */
    public record Permutation(int cases, int shuffles, double p) {}
}
