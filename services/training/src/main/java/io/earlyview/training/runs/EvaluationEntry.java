package io.earlyview.training.runs;

import io.earlyview.training.domain.EvaluationFigures;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Figures on held-out examples, scored through ONNX Runtime.
 *
 * @param patients how many patients the examples are of
 * @param figures by name, in the order in which people want to read them
 */
public record EvaluationEntry(
        int examples,
        int patients,
        Map<String, FigureEntry> figures,
        @Nullable Double parityMaxDifference) {

    /** A figure with its 95 % interval; absent is what cannot be told. */
    public record FigureEntry(
            @Nullable Double value,
            @Nullable Double low,
            @Nullable Double high) {}

    static EvaluationEntry of(EvaluationFigures evaluation) {
        Map<String, FigureEntry> figures = new LinkedHashMap<>();
        evaluation
                .figures()
                .forEach(figure -> figures.put(
                        figure.name(),
                        new FigureEntry(
                                Figures.finite(figure.value()),
                                Figures.finite(figure.low()),
                                Figures.finite(figure.high()))));
        return new EvaluationEntry(
                evaluation.examples(),
                evaluation.patients(),
                figures,
                Figures.finite(evaluation.parityMaxDifference()));
    }
}
