package io.earlyview.results.query;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Why there is no probability. */
@Schema(name = "CannotScore", description = "Why no probability can be given")
public record CannotScoreView(
        @Schema(examples = "FRAMES_MISSING") String cause,

        @Schema(examples = "view at 180 degrees is missing; 1 of 2 needed views came")
        String explanation) {}
