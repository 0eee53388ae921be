package io.earlyview.training.runs;

import io.earlyview.training.domain.EvaluationFigures;
import org.jspecify.annotations.Nullable;

/** Figures on held-out examples, scored through ONNX Runtime; {@code aurocLow} and {@code aurocHigh} are DeLong's 95 %. */
public record EvaluationEntry(
        int examples,
        int positives,
        @Nullable Double auroc,
        @Nullable Double aurocLow,
        @Nullable Double aurocHigh,
        double accuracy,
        double noInformationRate,
        double brier,
        @Nullable Double parityMaxDifference) {

    static EvaluationEntry of(EvaluationFigures figures) {
        return new EvaluationEntry(
                figures.examples(),
                figures.positives(),
                Figures.finite(figures.auroc()),
                Figures.finite(figures.aurocLow()),
                Figures.finite(figures.aurocHigh()),
                figures.accuracy(),
                figures.noInformationRate(),
                figures.brier(),
                Figures.finite(figures.parityMaxDifference()));
    }
}
