package io.earlyview.results.domain;

import java.time.Instant;

/**
 * One change of an exam's threshold, as it was written.
 *
 * @param exam name of the exam descriptor
 * @param threshold from then on, in [0, 1]
 * @param previousThreshold until then, in [0, 1]
 * @param changedAt by the database's clock
 */
public record ThresholdChange(String exam, double threshold, double previousThreshold, Instant changedAt) {}
