package io.earlyview.results.query;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Why a score says that the scan may stop. */
@Schema(
        name = "Stopping",
        description =
                "The limit of the release's stopping policy that the score passed, and what that rests on. Research"
                        + " use only: whether a scan stops is decided by people.")
public record StoppingView(
        @Schema(description = "At or below it as normal, at or above it as abnormal", examples = "0.12")
        double limit,

        @Schema(
                description = "Upper one-sided 95 % bound on the share of wrong verdicts among cases stopped this way",
                examples = "0.077")
        double riskAtMost) {

    static @Nullable StoppingView of(@Nullable Double limit, @Nullable Double riskAtMost) {
        return limit == null || riskAtMost == null ? null : new StoppingView(limit, riskAtMost);
    }
}
