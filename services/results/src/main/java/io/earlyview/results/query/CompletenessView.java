package io.earlyview.results.query;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How whole the set of frames is that a score rests on. */
@Schema(name = "Completeness", description = "How whole the set of frames is that a score rests on")
public record CompletenessView(
        @Schema(description = "Frames that the release would use of a whole acquisition", examples = "120")
        int framesExpected,

        @Schema(description = "Frames known to be missing", examples = "0")
        int framesMissing,

        @Schema(description = "Whether the score is worth less than its state says")
        boolean degraded) {

    static @Nullable CompletenessView of(
            @Nullable Integer framesExpected, @Nullable Integer framesMissing, @Nullable Boolean degraded) {
        return framesExpected == null || framesMissing == null || degraded == null
                ? null
                : new CompletenessView(framesExpected, framesMissing, degraded);
    }
}
