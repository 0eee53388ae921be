package io.earlyview.training.checks.observation;

/**
 * How well the finished network tells the classes apart on examples that moved no weight.
 *
 * @param area under the ROC curve; of several classes that of the best told one against the others
 */
public record Separation(double area) implements Observation {}
