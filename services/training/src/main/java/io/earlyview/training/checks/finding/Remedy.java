package io.earlyview.training.checks.finding;

/** A change to a run that a machine can make without asking anything further. */
public sealed interface Remedy {
    /** Take off each channel's mean and divide by its standard deviation, both over the training part. */
    record StandardiseInputs() implements Remedy {}

    /** Fit a quantity with its mean taken off and divided by its standard deviation; a volume as its logarithm. */
    record StandardiseTarget() implements Remedy {}

    /** Feed raw outputs to the cross-entropy on logits. */
    record UseLogitsLoss() implements Remedy {}

    /** Start the output's bias at the log-odds of the classes' shares. */
    record PriorBias() implements Remedy {}

    /** Weigh each class by one over the square root of its share. */
    record ClassWeights() implements Remedy {}

    /** Multiply the learning rate by {@code factor}. */
    record ScaleLearningRate(double factor) implements Remedy {}

    /** Shorten gradients longer than {@code norm}, over all parameters together. */
    record ClipGradients(double norm) implements Remedy {}

    /** Batch normalisation behind each convolution. */
    record AddBatchNormalisation() implements Remedy {}

    /** Keep all examples of a patient in one part. */
    record GroupByPatient() implements Remedy {}

    /** Resample to one spacing, or give the spacing to the network. */
    record KeepSpacing() implements Remedy {}

    /** Multiply a volume by the Jacobian of the scaling that made the example. */
    record ScaleLabelWithAugmentation() implements Remedy {}

    /** Vary examples anew each time they are used, after the split, instead of beforehand. */
    record AugmentAtRunTime() implements Remedy {}

    /** Take the last epoch's weights, or choose on cases that are not reported on. */
    record ReportOnOtherCases() implements Remedy {}
}
