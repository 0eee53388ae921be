package io.earlyview.inference.assembly;

/** An acquisition by the partition it lives in. */
public record Place(int partition, String acquisitionId) {}
