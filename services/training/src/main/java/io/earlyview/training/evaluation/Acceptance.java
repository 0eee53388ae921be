package io.earlyview.training.evaluation;

import io.earlyview.exams.Training.Criterion;
import io.earlyview.training.domain.EvaluationFigures;
import io.earlyview.training.domain.Figure;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Holds figures against the criteria that were fixed before a run began. */
public final class Acceptance {
    /**
     * Largest p by shuffled labels of a network that may be released. At 0.05 one null data set in twenty would give a
     * release; at this, one in two thousand, so that two hundred give none in nine of ten tries.
     */
    public static final double P_MAX = 0.0005;

    private Acceptance() {}

    /** Why what was found may still be chance, with the limit and the value; nothing where that is unlikely enough. */
    public static Optional<String> unproven(PermutationTest evidence, int examples) {
        // Written so that NaN is refused too.
        return evidence.p() <= P_MAX
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "What was found may be chance: labels shuffled %d times among the %d examples that moved no weight"
                                + " did as well with p = %.2g, the limit is %.4f.",
                        evidence.shuffles(),
                        examples,
                        evidence.p(),
                        P_MAX));
    }

    /** Which criteria are not met, with limits and values; nothing where all are. */
    public static Optional<String> refusal(List<Criterion> criteria, EvaluationFigures figures) {
        String missed = criteria.stream()
                .filter(criterion -> !met(criterion, figures))
                .map(criterion -> sentence(criterion, figures))
                .collect(Collectors.joining("; "));
        if (missed.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of("The network has not really learned, on " + figures.examples() + " held-out examples of "
                + figures.patients() + " patients: " + missed + ".");
    }

    static boolean met(Criterion criterion, EvaluationFigures figures) {
        // NaN is above nothing.
        return figures.find(name(criterion))
                .map(figure -> bounded(criterion, figure) > criterion.above())
                .orElse(false);
    }

    private static double bounded(Criterion criterion, Figure figure) {
        return switch (criterion.bound()) {
            case LOW -> figure.low();
            case VALUE -> figure.value();
        };
    }

    static String sentence(Criterion criterion, EvaluationFigures figures) {
        Figure figure =
                figures.find(name(criterion)).orElse(new Figure(name(criterion), Double.NaN, Double.NaN, Double.NaN));
        return String.format(
                Locale.ROOT,
                "%s of %s is %.3f (%.3f, 95 %% interval %.3f to %.3f), the limit is above %.3f",
                switch (criterion.bound()) {
                    case LOW -> "the lower bound";
                    case VALUE -> "the value";
                },
                name(criterion),
                bounded(criterion, figure),
                figure.value(),
                figure.low(),
                figure.high(),
                criterion.above());
    }

    private static String name(Criterion criterion) {
        return criterion.metric().name().toLowerCase(Locale.ROOT);
    }
}
