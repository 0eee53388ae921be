package io.earlyview.local.train;

import io.earlyview.local.train.TrainingClient.Comparison;
import io.earlyview.local.train.TrainingClient.CrossValidation;
import io.earlyview.local.train.TrainingClient.Evaluation;
import io.earlyview.local.train.TrainingClient.Figure;
import io.earlyview.local.train.TrainingClient.Finding;
import io.earlyview.local.train.TrainingClient.LeftOut;
import io.earlyview.local.train.TrainingClient.Run;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** How a run ended, for people. */
final class RunReport {
    private RunReport() {}

    static String of(Run run) {
        StringBuilder text = new StringBuilder(run.state()).append(": ").append(run.sentence());
        if (run.dataSet() != null) {
            text.append("\n  examples   ")
                    .append(run.dataSet().examples())
                    .append(perClass(run.dataSet().perClass()))
                    .append(run.dataSet().simulated() ? ", simulated" : "");
            if (run.dataSet().leftOut() != null) {
                text.append(leftOut(run.dataSet().leftOut()));
            }
        }
        if (run.resumption() != null) {
            text.append("\n  resumed    ").append(run.resumption().sentence());
        }
        CrossValidation folds = run.crossValidation();
        if (folds != null) {
            text.append("\n  folds      ").append(folds.sentence());
            text.append(folds.evaluation() == null ? "" : figures(folds.evaluation()));
        }
        if (run.evaluation() != null) {
            text.append(heldOut(run.evaluation())).append(figures(run.evaluation()));
        }
        if (run.comparison() != null) {
            text.append(champion(run.comparison()));
        }
        if (run.lockedSet() != null) {
            text.append("\n  locked     ").append(run.lockedSet().sentence()).append(" Looked at ");
            int reads = run.lockedSet().reads();
            text.append(reads == 1 ? "once" : reads + " times").append(" so far.");
        }
        if (run.findings() != null) {
            text.append(findings(run.findings()));
        }
        if (run.gate() != null) {
            text.append("\n  gate       ").append(run.gate().outcome());
            run.gate().sentences().forEach(sentence -> text.append("\n    ").append(sentence));
        }
        if (run.release() != null) {
            text.append("\n  release    ").append(run.release().releaseId());
            text.append("\n  sha256     ").append(run.release().artifactSha256());
        }
        return text.append("\nResearch use only. Not a medical device; not for diagnosis.")
                .toString();
    }

    /** Of a quantity there are no classes. */
    private static String perClass(Map<String, Integer> counts) {
        return counts.isEmpty()
                ? ""
                : counts.entrySet().stream()
                        .map(each -> each.getKey() + " " + each.getValue())
                        .collect(Collectors.joining(", ", ": ", ""));
    }

    /** Also of a run that was released: what warns of a network must not be seen on its page alone. */
    private static String findings(List<Finding> findings) {
        StringBuilder text = new StringBuilder();
        findings.stream()
                .filter(each -> !each.grade().equals("NOTE"))
                .forEach(
                        each -> text.append(String.format(Locale.ROOT, "%n  %-10s %s", each.grade(), each.sentence())));
        long notes =
                findings.stream().filter(each -> each.grade().equals("NOTE")).count();
        if (notes > 0) {
            text.append("\n  notes      ").append(notes).append(", on the page");
        }
        return text.toString();
    }

    private static String leftOut(LeftOut left) {
        StringBuilder text = new StringBuilder();
        leftOut(text, left.withoutLabel(), "acquisitions that nobody has labelled");
        leftOut(text, left.withoutExample(), "labels whose acquisition is not here, or lacks a needed frame");
        leftOut(text, left.authorSawScore(), "labels whose author had seen the score");
        leftOut(text, left.unknownClass(), "labels that the exam does not know");
        leftOut(text, left.simulated(), "simulated acquisitions, as there are real ones");
        leftOut(text, left.empty(), "acquisitions whose pixels are all alike");
        leftOut(text, left.erased(), "acquisitions of any exam that were erased");
        leftOut(text, left.undecodable(), "records that cannot be read");
        return text.toString();
    }

    private static void leftOut(StringBuilder text, int count, String what) {
        if (count > 0) {
            text.append("\n  left out   ").append(count).append(' ').append(what);
        }
    }

    private static String heldOut(Evaluation evaluation) {
        return String.format(
                Locale.ROOT,
                "%n  held out   %d examples of %d patients, scored through ONNX Runtime, never trained on",
                evaluation.examples(),
                evaluation.patients());
    }

    private static String figures(Evaluation evaluation) {
        StringBuilder text = new StringBuilder();
        evaluation.figures().forEach((name, figure) -> text.append(line(name.replace('_', ' '), figure)));
        if (evaluation.parityMaxDifference() != null) {
            text.append(String.format(
                    Locale.ROOT,
                    "%n    %-29s %.1e between training framework and ONNX Runtime",
                    "parity",
                    evaluation.parityMaxDifference()));
        }
        return text.toString();
    }

    private static String line(String name, Figure figure) {
        String value = figure.said();
        return figure.low() == null || figure.high() == null
                ? String.format(Locale.ROOT, "%n    %-29s %s", name, value)
                : String.format(
                        Locale.ROOT,
                        "%n    %-29s %s (95 %% interval %.3f to %.3f)",
                        name,
                        value,
                        figure.low(),
                        figure.high());
    }

    private static String champion(Comparison comparison) {
        return comparison.championFigure() == null
                ? ""
                : String.format(
                        Locale.ROOT,
                        "%n  before     %s: %.3f in the first of these figures, on the same examples",
                        comparison.championReleaseId(),
                        comparison.championFigure());
    }
}
