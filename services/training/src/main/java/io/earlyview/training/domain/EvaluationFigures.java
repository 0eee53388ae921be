package io.earlyview.training.domain;

/**
 * How a network did on examples it was not trained on, scored through ONNX Runtime.
 *
 * @param examples how many
 * @param positives of the positive class
 * @param auroc area under the ROC curve
 * @param aurocLow lower end of DeLong's 95 % interval
 * @param aurocHigh upper end
 * @param accuracy share decided correctly at probability 0.5
 * @param noInformationRate share of the larger class: the accuracy of having learned nothing
 * @param brier mean squared difference between probability and label
 * @param parityMaxDifference largest difference between the training framework's and ONNX Runtime's probability
 */
public record EvaluationFigures(
        int examples,
        int positives,
        double auroc,
        double aurocLow,
        double aurocHigh,
        double accuracy,
        double noInformationRate,
        double brier,
        double parityMaxDifference) {}
