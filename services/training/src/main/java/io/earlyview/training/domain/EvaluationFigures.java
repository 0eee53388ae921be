package io.earlyview.training.domain;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a network did on examples it was not trained on, scored through ONNX Runtime.
 *
 * @param examples how many
 * @param patients how many patients they are of
 * @param figures by name, in the order in which people want to read them
 * @param parityMaxDifference largest difference between the training framework's and ONNX Runtime's prediction; of a
 *     quantity relative to its size
 */
public record EvaluationFigures(int examples, int patients, List<Figure> figures, double parityMaxDifference) {

    public EvaluationFigures {
        figures = List.copyOf(figures);
    }

    /** With one more at the end. */
    public EvaluationFigures with(Figure another) {
        return new EvaluationFigures(
                examples,
                patients,
                Stream.concat(figures.stream(), Stream.of(another)).toList(),
                parityMaxDifference);
    }

    /** The figure of this name. */
    public Optional<Figure> find(String name) {
        return figures.stream().filter(figure -> figure.name().equals(name)).findFirst();
    }
}
