package io.earlyview.training.domain;

/**
 * One figure of an evaluation with its 95 % interval.
 *
 * @param name as in acceptance criteria, such as {@code auroc}
 * @param value NaN where it cannot be told, as when one class is missing
 * @param low lower end; NaN where the figure has no interval
 * @param high upper end; NaN where the figure has no interval
 */
public record Figure(String name, double value, double low, double high) {}
