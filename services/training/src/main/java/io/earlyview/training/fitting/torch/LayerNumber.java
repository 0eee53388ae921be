package io.earlyview.training.fitting.torch;

/** A number of one layer's weights or units; {@code layer} is the beginning of its parameters' names. */
public record LayerNumber(String layer, double value) {}
