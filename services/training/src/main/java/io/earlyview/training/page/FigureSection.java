package io.earlyview.training.page;

import io.earlyview.exams.Target;
import io.earlyview.training.runs.EvaluationEntry;
import io.earlyview.training.runs.EvaluationEntry.FigureEntry;
import io.earlyview.training.runs.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The table of held-out figures. */
final class FigureSection {
    private static final Set<String> IN_UNITS =
            Set.of("mean_absolute_error", "bias", "limit_of_agreement_low", "limit_of_agreement_high");

    private FigureSection() {}

    static void write(Markup page, Subject subject) {
        page.heading("Held-out figures");
        if (subject.evaluation().isEmpty()) {
            page.paragraph("There are none that count: how the run ended says why.");
            return;
        }
        EvaluationEntry evaluation = subject.evaluation().get();
        page.paragraph("On " + evaluation.examples() + " examples"
                + (evaluation.patients() > 0 ? " of " + evaluation.patients() + " patients" : "")
                + " that nothing was fitted to, scored by ONNX Runtime from the very graph that is released. No patient is"
                + " on both sides.");
        table(page, subject, evaluation);
    }

    /** Figures of a cross-validation, where there was one. */
    static void writeFolds(Markup page, Subject subject) {
        subject.run().map(Run::crossValidation).ifPresent(folds -> {
            page.heading("Out-of-fold figures");
            page.paragraph(folds.sentence());
            if (folds.evaluation() == null) {
                return;
            }
            page.paragraph(
                    "They tell what the plan is worth, not this one network: each fold has a network of its own,"
                            + " calibrated inside its fold. With few patients they are steadier than one split. Nothing was chosen"
                            + " from them. The intervals take the folds' networks for one and leave out how far trainings differ.");
            table(page, subject, folds.evaluation());
            page.note("The leading figure fold by fold: "
                    + folds.leading().stream().map(FigureSection::value).collect(Collectors.joining(", ")) + ".");
        });
    }

    private static void table(Markup page, Subject subject, EvaluationEntry evaluation) {
        List<List<String>> rows = new ArrayList<>();
        for (Map.Entry<String, FigureEntry> each : evaluation.figures().entrySet()) {
            FigureWords.Words words = FigureWords.of(each.getKey());
            rows.add(List.of(
                    words.label() + unit(subject.exam().target(), each.getKey()),
                    value(each.getValue().value()),
                    interval(each.getValue()),
                    words.reading()));
        }
        page.table(List.of("Figure", "Value", "95 % interval", "How to read it"), rows);
        page.note("n = " + evaluation.examples() + ". " + parity(evaluation.parityMaxDifference()) + subject.note());
    }

    private static String unit(Target target, String figure) {
        return target instanceof Target.Quantity quantity && IN_UNITS.contains(figure)
                ? " (" + quantity.unit() + ")"
                : "";
    }

    private static String interval(FigureEntry figure) {
        return figure.low() == null || figure.high() == null
                ? "–"
                : value(figure.low()) + " to " + value(figure.high());
    }

    private static String value(@Nullable Double value) {
        return value == null ? "cannot be told" : Markup.number(value, Math.abs(value) >= 100 ? 1 : 3);
    }

    private static String parity(@Nullable Double difference) {
        return difference == null
                ? ""
                : String.format(
                        Locale.ROOT,
                        "The training framework and ONNX Runtime differ by at most %.1e; the limit is 1e-4. ",
                        difference);
    }
}
