package io.earlyview.training.domain;

import io.earlyview.exams.ExamDescriptor;

/**
 * What a training run shall do. The same plan on the same examples with the same number of threads gives the same bytes.
 *
 * @param exam frames, target, loss, augmentation and acceptance criteria
 * @param recipe name of the network and its schedule, such as {@code compact-residual}
 * @param epochs passes over the training examples
 * @param batchSize examples to one step
 * @param learningRate highest rate of the schedule
 * @param heldOutShare share of the examples never seen in training, in (0, 1)
 * @param seed of split, weights, order and augmentation
 */
public record FittingPlan(
        ExamDescriptor exam,
        String recipe,
        int epochs,
        int batchSize,
        double learningRate,
        double heldOutShare,
        long seed) {

    public FittingPlan {
        require(epochs > 0, "epochs " + epochs + " are not above 0");
        require(batchSize > 0, "batch size " + batchSize + " is not above 0");
        require(learningRate > 0 && learningRate < 1, "learning rate " + learningRate + " is not in (0, 1)");
        require(heldOutShare > 0 && heldOutShare < 1, "held-out share " + heldOutShare + " is not in (0, 1)");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
