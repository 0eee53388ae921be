package io.earlyview.training.checks.observation;

import java.util.List;
import java.util.OptionalDouble;

/**
 * An epoch, as far as it went.
 *
 * <p><em>Skill</em> is 0 for the best constant and 1 for no error: R² for a quantity, (balanced accuracy − 1/K) / (1 − 1/K) for
 * K classes.
 *
 * @param number from 1
 * @param trainLoss mean over the epoch
 * @param validationLoss mean, by the same formula and weights; empty where there are no validation examples
 * @param spread {@link OutputSpread} of the validation outputs
 * @param trainSkill on training examples
 * @param validationSkill on validation examples
 * @param classes on validation examples; empty for a quantity
 * @param gain on validation examples
 */
public record EpochEnd(
        int number,
        double trainLoss,
        OptionalDouble validationLoss,
        double spread,
        double trainSkill,
        double validationSkill,
        List<ClassTally> classes,
        Gain gain)
        implements Observation {
    public EpochEnd {
        classes = List.copyOf(classes);
    }

    /**
     * One class among the validation examples.
     *
     * @param cases that belong to it
     * @param predicted examples put into it
     * @param recalled cases put into it
     */
    public record ClassTally(int cases, int predicted, int recalled) {}
}
