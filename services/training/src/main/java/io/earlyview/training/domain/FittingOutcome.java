package io.earlyview.training.domain;

/** How a fitting ended. Only {@link Fitted} carries a network that may be released. */
public sealed interface FittingOutcome {

    /**
     * A network that learned something.
     *
     * @param onnx the graph: input "frames" float32 [N, views, rows, columns] of raw counts, output "probability"
     *     float32 [N]
     * @param figures on the held-out examples
     * @param examplesTrained examples that moved weights or calibration
     * @param examplesHeldOut examples that {@code figures} come from
     * @param simulated whether any example was simulated
     * @param selection how the weights were chosen, in a sentence
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Fitted(
            byte[] onnx,
            EvaluationFigures figures,
            int examplesTrained,
            int examplesHeldOut,
            boolean simulated,
            String selection)
            implements FittingOutcome {}

    /**
     * Fitting ran to its end, and what came out must not be released.
     *
     * @param sentence why, with the limit and the value
     * @param figures on the held-out examples
     */
    record NotLearned(String sentence, EvaluationFigures figures) implements FittingOutcome {}

    /** Fitting could not run, or broke off. {@code sentence} says why, with the limit and the value. */
    record Failed(String sentence) implements FittingOutcome {}

    /** Somebody stopped it after {@code epochsDone} whole epochs. */
    record Cancelled(int epochsDone) implements FittingOutcome {}
}
