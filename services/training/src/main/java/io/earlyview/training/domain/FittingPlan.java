package io.earlyview.training.domain;

import io.earlyview.exams.ExamDescriptor;
import java.util.List;
import java.util.Optional;

/**
 * What a training run shall do. The same plan on the same examples with the same number of threads gives the same bytes.
 *
 * @param exam frames, target, loss, augmentation and acceptance criteria
 * @param recipe name of the network and its schedule, such as {@code compact-residual}
 * @param epochs passes over the training examples
 * @param batchSize examples to one step
 * @param learningRate highest rate of the schedule
 * @param heldOutShare share of the examples never seen in training, in (0, 1); drawn by the seed unless patients are locked
 * @param seed of split, weights, order and augmentation
 * @param remedies changes to the recipe by name, such as {@code use-logits-loss} or {@code clip-gradients=1}
 * @param folds how many folds the plan is cross-validated in before the fit that counts; 0 for none
 * @param locked the patients that are held out whatever the seed; empty for benches, which draw their own
 */
public record FittingPlan(
        ExamDescriptor exam,
        String recipe,
        int epochs,
        int batchSize,
        double learningRate,
        double heldOutShare,
        long seed,
        List<String> remedies,
        int folds,
        Optional<LockedTestSet> locked) {

    public FittingPlan {
        remedies = List.copyOf(remedies);
        require(epochs > 0, "epochs " + epochs + " are not above 0");
        require(batchSize > 0, "batch size " + batchSize + " is not above 0");
        require(learningRate > 0 && learningRate < 1, "learning rate " + learningRate + " is not in (0, 1)");
        require(folds == 0 || folds > 1, "folds " + folds + " are neither 0 nor at least 2");
        require(heldOutShare > 0 && heldOutShare < 1, "held-out share " + heldOutShare + " is not in (0, 1)");
    }

    /** The recipe as it is, no folds, with held-out examples drawn by the seed. */
    public FittingPlan(
            ExamDescriptor exam,
            String recipe,
            int epochs,
            int batchSize,
            double learningRate,
            double heldOutShare,
            long seed) {
        this(exam, recipe, epochs, batchSize, learningRate, heldOutShare, seed, List.of(), 0, Optional.empty());
    }

    /** The same with another learning rate. */
    public FittingPlan withLearningRate(double rate) {
        return new FittingPlan(exam, recipe, epochs, batchSize, rate, heldOutShare, seed, remedies, folds, locked);
    }

    /** The same with the recipe changed by these. */
    public FittingPlan remediedBy(List<String> names) {
        return new FittingPlan(exam, recipe, epochs, batchSize, learningRate, heldOutShare, seed, names, folds, locked);
    }

    /** The same, cross-validated first. */
    public FittingPlan inFolds(int count) {
        return new FittingPlan(
                exam, recipe, epochs, batchSize, learningRate, heldOutShare, seed, remedies, count, locked);
    }

    /** The same, holding out these patients. */
    public FittingPlan holdingOut(LockedTestSet patients) {
        return new FittingPlan(
                exam,
                recipe,
                epochs,
                batchSize,
                learningRate,
                patients.share(),
                seed,
                remedies,
                folds,
                Optional.of(patients));
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
