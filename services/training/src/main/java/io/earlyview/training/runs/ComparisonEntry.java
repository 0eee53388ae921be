package io.earlyview.training.runs;

import org.jspecify.annotations.Nullable;

/**
 * Candidate and champion on the same held-out examples, both through ONNX Runtime. Shown, not a gate. The champion may
 * have been trained on some of these examples, which flatters it; {@code note} says so.
 */
public record ComparisonEntry(
        String championReleaseId,
        int examples,
        @Nullable Double championFigure,
        @Nullable Double candidateFigure,
        String note) {}
