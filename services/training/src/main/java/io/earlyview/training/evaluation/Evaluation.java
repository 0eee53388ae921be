package io.earlyview.training.evaluation;

import io.earlyview.training.domain.EvaluationFigures;
import java.util.Locale;
import java.util.Optional;

/** Figures of a set of probabilities, and whether they allow a release. */
public final class Evaluation {
    /** Largest difference between the training framework's and ONNX Runtime's probability that a release may show. */
    public static final double PARITY_LIMIT = 1e-4;

    private static final double LEVEL = 0.95;

    private Evaluation() {}

    /**
     * Figures of held-out probabilities.
     *
     * @param probabilities through ONNX Runtime
     * @param reference the training framework's, same order
     */
    public static EvaluationFigures figures(double[] probabilities, double[] reference, boolean[] positive) {
        RocArea roc = RocArea.of(probabilities, positive);
        int positives = 0;
        int correct = 0;
        double squares = 0;
        double parity = 0;
        for (int i = 0; i < positive.length; i++) {
            double p = probabilities[i];
            positives += positive[i] ? 1 : 0;
            correct += (p >= 0.5) == positive[i] ? 1 : 0;
            squares += Math.pow(p - (positive[i] ? 1 : 0), 2);
            parity = Math.max(parity, Math.abs(p - reference[i]));
        }
        int n = positive.length;
        return new EvaluationFigures(
                n,
                positives,
                roc.area(),
                roc.low(LEVEL),
                roc.high(LEVEL),
                (double) correct / n,
                (double) Math.max(positives, n - positives) / n,
                squares / n,
                parity);
    }

    /** Why these figures show no learning, or nothing where they show it. */
    public static Optional<String> notLearned(EvaluationFigures figures) {
        // Written so that NaN is refused too.
        if (figures.aurocLow() > 0.5) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "The network has not really learned: the 95 %% interval of its held-out AUROC, %.3f to %.3f, does not lie"
                        + " above the limit 0.5 (AUROC %.3f on %d examples; accuracy %.3f, no-information rate %.3f).",
                figures.aurocLow(),
                figures.aurocHigh(),
                figures.auroc(),
                figures.examples(),
                figures.accuracy(),
                figures.noInformationRate()));
    }

    /** Why the exported graph must not stand for the fitted network, or nothing where it may. */
    public static Optional<String> unfaithful(EvaluationFigures figures) {
        if (figures.parityMaxDifference() <= PARITY_LIMIT) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "ONNX Runtime and the training framework disagree: the largest difference of a held-out probability is"
                        + " %.2e, the limit is %.0e.",
                figures.parityMaxDifference(),
                PARITY_LIMIT));
    }
}
