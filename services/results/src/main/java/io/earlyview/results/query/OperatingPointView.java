package io.earlyview.results.query;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The threshold of an exam that holds now. */
@Schema(name = "OperatingPoint", description = "From which probability on the decision is the positive class")
public record OperatingPointView(
        @Schema(examples = "datscan") String exam,
        @Schema(examples = "DaTscan, abnormal or normal") String title,

        @Schema(description = "The exam's classes; the last is the positive one")
        List<String> classes,

        @Schema(examples = "abnormal") String positiveClass,
        @Schema(description = "In [0, 1]", examples = "0.5") double threshold,

        @Schema(description = "What the exam's descriptor says")
        double defaultThreshold,

        @Schema(description = "When it was changed last; empty while the default holds") @Nullable
        Instant changedAt) {}
