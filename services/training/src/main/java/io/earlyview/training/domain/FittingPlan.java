package io.earlyview.training.domain;

import java.util.List;

/**
 * What a training run shall do. The same plan on the same examples with the same number of threads gives the same bytes.
 *
 * @param exam name of the exam
 * @param recipe name of the network and its schedule, such as {@code compact-residual}
 * @param epochs passes over the training examples
 * @param batchSize examples to one step
 * @param learningRate highest rate of the schedule
 * @param heldOutShare share of the examples never seen in training, in (0, 1)
 * @param minimumExamples fewer than this are refused
 * @param seed of split, weights, order and augmentation
 * @param viewAnglesDegrees angles of the views, in the order of the tensor's first axis
 */
public record FittingPlan(
        String exam,
        String recipe,
        int epochs,
        int batchSize,
        double learningRate,
        double heldOutShare,
        int minimumExamples,
        long seed,
        List<Double> viewAnglesDegrees) {

    public FittingPlan {
        viewAnglesDegrees = List.copyOf(viewAnglesDegrees);
        require(epochs > 0, "epochs " + epochs + " are not above 0");
        require(batchSize > 0, "batch size " + batchSize + " is not above 0");
        require(learningRate > 0 && learningRate < 1, "learning rate " + learningRate + " is not in (0, 1)");
        require(heldOutShare > 0 && heldOutShare < 1, "held-out share " + heldOutShare + " is not in (0, 1)");
        require(!viewAnglesDegrees.isEmpty(), "the plan names no view");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
