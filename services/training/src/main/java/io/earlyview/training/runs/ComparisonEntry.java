package io.earlyview.training.runs;

import io.earlyview.training.evaluation.ChampionDifference;
import io.earlyview.training.runs.EvaluationEntry.FigureEntry;
import org.jspecify.annotations.Nullable;

/**
 * Candidate and champion on the same locked examples, both through ONNX Runtime.
 *
 * @param figure what they are compared by: {@code auroc}, {@code macro_f1} or {@code mean_absolute_error}
 * @param gain what the candidate gains, above 0 where it is better, with its paired 95 % interval
 * @param casesBetter cases that only the candidate decides rightly, or where it is nearer to the quantity
 * @param casesWorse cases that only the champion decides rightly, or where the candidate is further off
 * @param note all of it in words
 */
public record ComparisonEntry(
        String championReleaseId,
        int examples,
        @Nullable Double championFigure,
        @Nullable Double candidateFigure,
        String note,
        @Nullable String figure,
        @Nullable FigureEntry gain,
        int casesBetter,
        int casesWorse) {

    static ComparisonEntry of(ChampionDifference found) {
        return new ComparisonEntry(
                found.championReleaseId(),
                found.examples(),
                Figures.finite(found.champion()),
                Figures.finite(found.candidate()),
                found.sentence(),
                found.figure(),
                new FigureEntry(
                        Figures.finite(found.gain().value()),
                        Figures.finite(found.gain().low()),
                        Figures.finite(found.gain().high())),
                found.better(),
                found.worse());
    }
}
