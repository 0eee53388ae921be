package io.earlyview.training.evaluation;

import io.earlyview.exams.Target;
import io.earlyview.training.domain.EvaluationFigures;
import io.earlyview.training.domain.Figure;
import io.earlyview.training.domain.LabelledExample;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What whoever knows only how common each label is reaches.
 *
 * @param figure the leading figure of the target: {@code auroc}, {@code macro_f1} or {@code r_squared}
 * @param value of that figure
 * @param how it is reached
 */
record NoInformation(String figure, double value, String how) {
    private static final double SMALLEST_P = 1e-4;

    static NoInformation of(Target target, List<LabelledExample> examples) {
        return switch (target) {
            case Target.Binary _ -> new NoInformation("auroc", 0.5, "the same score for every case");
            case Target.Classes several -> {
                int[] truth =
                        examples.stream().mapToInt(LabelledExample::classIndex).toArray();
                ConfusionMatrix right =
                        ConfusionMatrix.of(truth, truth, several.classes().size());
                yield new NoInformation("macro_f1", right.ofMajority().macroF1(), "always naming the largest class");
            }
            case Target.Quantity _ -> new NoInformation("r_squared", 0, "always saying the mean");
        };
    }

    /**
     * The accuracy against the no-information rate, in words. Shown and not asked for: probabilities that tell cases apart
     * well may still, where one class is rare, decide no more of them rightly.
     */
    static Optional<String> accuracy(EvaluationFigures figures) {
        Optional<Figure> accuracy = figures.find("accuracy");
        Optional<Figure> rate = figures.find("no_information_rate");
        if (accuracy.isEmpty()
                || rate.isEmpty()
                || !(rate.get().value() > 0 && rate.get().value() < 1)) {
            return Optional.empty();
        }
        int hits = (int) Math.round(accuracy.get().value() * figures.examples());
        NoInformationTest test = NoInformationTest.of(
                new Proportion(hits, figures.examples()), rate.get().value());
        return Optional.of(String.format(
                Locale.ROOT,
                "The accuracy is %.3f, the no-information rate %.3f (one-sided exact p %s; shown, not asked for).",
                accuracy.get().value(),
                rate.get().value(),
                test.p() < SMALLEST_P ? "below 0.0001" : String.format(Locale.ROOT, "%.2g", test.p())));
    }
}
