package io.earlyview.training.evaluation;

import io.earlyview.exams.Target;
import io.earlyview.training.domain.EvaluationFigures;
import io.earlyview.training.domain.LabelledExample;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Figures of predictions for examples that nothing was fitted to. */
public final class Evaluation {
    /** Largest difference between the training framework's and ONNX Runtime's prediction that a release may show. */
    public static final double PARITY_LIMIT = 1e-4;

    private Evaluation() {}

    /**
     * Figures of held-out predictions.
     *
     * @param predictions through ONNX Runtime, one row an example: P(positive), one probability a class, or value, low
     *     and high of a quantity
     * @param reference the training framework's, same order
     */
    public static EvaluationFigures figures(
            Target target, List<LabelledExample> examples, double[][] predictions, double[][] reference) {
        return new EvaluationFigures(
                examples.size(),
                (int) examples.stream()
                        .map(LabelledExample::splitKey)
                        .distinct()
                        .count(),
                NamedFigures.of(target, examples, predictions),
                parity(target, predictions, reference));
    }

    /** The one figure to watch while fitting: area under the ROC curve, macro-F1 or R²; NaN where it cannot be told. */
    public static double leading(Target target, List<LabelledExample> examples, double[][] predictions) {
        return NamedFigures.leading(target, examples, predictions);
    }

    /**
     * Whether {@link #leading} is more than chance: the same figure with labels put where they do not belong. As many
     * shuffles as it takes to tell a p of {@link Acceptance#P_MAX} from a greater one.
     *
     * @param examples that moved no weight and chose nothing
     */
    public static PermutationTest evidence(
            Target target, List<LabelledExample> examples, double[][] predictions, long seed) {
        return PermutationTest.inStages(
                shuffles -> NamedFigures.evidence(target, examples, predictions, shuffles, seed));
    }

    /** Area under the ROC curve of a class's probability; of several classes that of the best told one. */
    public static double separation(Target target, List<LabelledExample> examples, double[][] predictions) {
        return NamedFigures.separation(target, examples, predictions);
    }

    private static double parity(Target target, double[][] predictions, double[][] reference) {
        double largest = 0;
        for (int i = 0; i < predictions.length; i++) {
            for (int j = 0; j < predictions[i].length; j++) {
                double difference = Math.abs(predictions[i][j] - reference[i][j]);
                double size = target instanceof Target.Quantity ? Math.max(1, Math.abs(reference[i][j])) : 1;
                // Math.max lets NaN through.
                largest = Math.max(largest, difference / size);
            }
        }
        return largest;
    }

    /** Why the exported graph must not stand for the fitted network, or nothing where it may. */
    public static Optional<String> unfaithful(EvaluationFigures figures) {
        if (figures.parityMaxDifference() <= PARITY_LIMIT) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "ONNX Runtime and the training framework disagree: the largest difference of a held-out prediction is"
                        + " %.2e, the limit is %.0e. Normalising what hardly varies magnifies rounding: look for a channel"
                        + " that is nearly the same in all examples, or take another recipe.",
                figures.parityMaxDifference(),
                PARITY_LIMIT));
    }
}
