package io.earlyview.results.query;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One point of how an acquisition's score went. */
@Schema(name = "Revision", description = "One point of how an acquisition's score went. Research use only.")
public record RevisionView(
        @Schema(description = "From 1; the highest holds") int revision,

        @Schema(description = "PROVISIONAL, STOP_NORMAL, STOP_ABNORMAL, FINAL or CANNOT_SCORE")
        String state,

        @Schema(description = "How many frames it rests on") int framesUsed,
        @Nullable Double probability,

        @Schema(description = "At the present threshold") @Nullable
        String decision,

        @Nullable CompletenessView completeness,
        @Nullable StoppingView stopping,
        String scoreId,
        String releaseId) {}
