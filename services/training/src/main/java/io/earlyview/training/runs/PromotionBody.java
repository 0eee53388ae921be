package io.earlyview.training.runs;

import io.earlyview.training.release.PromotionRequest;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Who wants it and why; {@code overrideReason} is why the gate's word shall not count. */
public record PromotionBody(
        @Schema(required = true, examples = "A. Meier") @Nullable
        String by,

        @Schema(required = true, examples = "better on ward 3's cases") @Nullable
        String reason,

        @Nullable String overrideReason) {

    /** @throws IllegalArgumentException where a name or a reason is missing */
    PromotionRequest request() {
        return new PromotionRequest(orEmpty(by), orEmpty(reason), orEmpty(overrideReason));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
