package io.earlyview.training.checks.observation;

import java.util.OptionalDouble;

/**
 * The untrained network on training examples, evenly from all strata.
 *
 * @param loss mean
 * @param priorLoss mean loss, on the same examples, of the output that says no more than how common each class is in the
 *     training part: of a few examples a class of one in a hundred may be missing, or twice as common; empty for a quantity
 * @param logSumExp largest |log Σ exp(outputs)| of an example, where the loss is fed one number for each class; 0 for
 *     logarithms of probabilities
 */
public record Opening(double loss, OptionalDouble priorLoss, OptionalDouble logSumExp) implements Observation {
    /** On examples among which the classes stand in their shares. */
    public Opening(double loss, OptionalDouble logSumExp) {
        this(loss, OptionalDouble.empty(), logSumExp);
    }
}
