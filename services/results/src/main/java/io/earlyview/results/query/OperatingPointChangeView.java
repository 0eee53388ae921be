package io.earlyview.results.query;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One change of a threshold. */
@Schema(name = "OperatingPointChange", description = "One row of the append-only history")
public record OperatingPointChangeView(double threshold, double previousThreshold, Instant changedAt) {}
