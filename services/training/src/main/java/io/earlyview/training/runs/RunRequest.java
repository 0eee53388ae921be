package io.earlyview.training.runs;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a caller wants trained. What is left out comes from the exam's descriptor; the seed is then 1. {@code remedies} are changes to
 * the recipe by the names that findings give them. {@code promote}: whether the release becomes champion at once where the gate lets
 * it pass; left out, the service's setting decides. */
public record RunRequest(
        @Schema(required = true, examples = "datscan") @Nullable
        String exam,

        @Schema(examples = "compact-residual") @Nullable String recipe,
        @Nullable Integer epochs,
        @Nullable Integer batchSize,
        @Nullable Double learningRate,
        @Nullable Double heldOutShare,
        @Nullable Long seed,

        @Schema(examples = "use-logits-loss") @Nullable List<String> remedies,

        @Schema(description = "cross-validate in so many folds first; 0 or nothing: do not", examples = "5") @Nullable
        Integer folds,

        @Nullable Boolean promote) {}
