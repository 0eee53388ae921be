package io.earlyview.bench.reproduce;

/** One way of training: a recipe with its rate and batches. */
record Way(String name, String recipe, int epochs, int batchSize, double learningRate) {}
