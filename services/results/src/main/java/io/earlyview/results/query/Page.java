package io.earlyview.results.query;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A part of a list, newest first. */
@Schema(description = "A part of a list, newest first")
public record Page<T>(
        List<T> items,

        @Schema(description = "Give it as `after` for the next part; empty at the end") @Nullable
        String next,

        String researchUse) {}
