package io.earlyview.bench.reproduce;

import io.earlyview.training.domain.EpochFigures;
import io.earlyview.training.domain.EvaluationFigures;
import io.earlyview.training.domain.Figure;
import io.earlyview.training.domain.FittingOutcome;
import io.earlyview.training.evaluation.plot.Caption;
import io.earlyview.training.evaluation.plot.LossPlot;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a study says, as a page in Markdown. */
final class StudyPage {
    private static final String NOTE = "Simulated data. Research use only. Not a medical device; not for diagnosis.";

    private StudyPage() {}

    static String of(Study study, List<Trial> trials, String command) {
        StringBuilder page = new StringBuilder("# " + study.exam().title() + ": the source's way and ours\n\n");
        page.append(NOTE).append(" Written by `").append(command).append("`.\n\n");
        page.append("**What was asked.** ").append(study.question()).append("\n\n");
        page.append("**Cohort.** ").append(study.cohort()).append("; ");
        page.append(String.format(
                Locale.ROOT,
                "%.0f %% held out, patients kept apart, the same for every way.%n%n",
                100 * study.heldOutShare()));
        figures(page, trials);
        outcomes(page, trials);
        page.append("![Losses of each way](").append(study.exam().exam()).append("-losses.svg)\n\n");
        learning(page, trials);
        return page.toString();
    }

    /** Training and validation losses of all ways, as SVG; losses of different kinds share the axis only by size. */
    static String losses(Study study, List<Trial> trials) {
        List<LossPlot.Run> runs = trials.stream()
                .filter(trial -> !trial.epochs().isEmpty())
                .map(trial -> new LossPlot.Run(
                        trial.way().name(),
                        trial.epochs().stream()
                                .mapToDouble(EpochFigures::trainLoss)
                                .toArray(),
                        trial.epochs().stream()
                                .mapToDouble(EpochFigures::validationLoss)
                                .toArray()))
                .toList();
        return LossPlot.of(Caption.ofSimulated(study.exam().title()), "loss", runs, false);
    }

    private static void figures(StringBuilder page, List<Trial> trials) {
        page.append("## Held-out figures, with 95 % intervals\n\n| figure |");
        trials.forEach(trial -> page.append(' ').append(trial.way().name()).append(" |"));
        page.append("\n|---|").append("---|".repeat(trials.size())).append('\n');
        Set<String> names = new LinkedHashSet<>();
        trials.forEach(
                trial -> evaluated(trial).ifPresent(all -> all.figures().forEach(figure -> names.add(figure.name()))));
        for (String name : names) {
            page.append("| ").append(name.replace('_', ' ')).append(" |");
            for (Trial trial : trials) {
                page.append(' ')
                        .append(evaluated(trial)
                                .flatMap(all -> all.find(name))
                                .map(StudyPage::shown)
                                .orElse("–"))
                        .append(" |");
            }
            page.append('\n');
        }
        page.append("| seconds |");
        trials.forEach(trial -> page.append(String.format(Locale.ROOT, " %.0f |", trial.seconds())));
        page.append("\n\n");
    }

    private static void outcomes(StringBuilder page, List<Trial> trials) {
        page.append("## How each ended\n\n");
        for (Trial trial : trials) {
            page.append("- **").append(trial.way().name()).append("** (recipe `");
            page.append(trial.way().recipe())
                    .append("`, rate ")
                    .append(trial.way().learningRate());
            page.append(", batches of ").append(trial.way().batchSize()).append(", ");
            page.append(trial.way().epochs())
                    .append(" epochs): ")
                    .append(ending(trial))
                    .append('\n');
            trial.outcome().findings().forEach(finding -> page.append("  - ")
                    .append(finding.grade())
                    .append(" `")
                    .append(finding.rule())
                    .append("`: ")
                    .append(finding.sentence())
                    .append('\n'));
        }
        page.append('\n');
    }

    private static void learning(StringBuilder page, List<Trial> trials) {
        page.append("## Learning\n\n| epoch |");
        trials.forEach(
                trial -> page.append(' ').append(trial.way().name()).append(": train / validation loss, figure |"));
        page.append("\n|---|").append("---|".repeat(trials.size())).append('\n');
        int longest =
                trials.stream().mapToInt(trial -> trial.epochs().size()).max().orElse(0);
        for (int epoch = 0; epoch < longest; epoch++) {
            page.append("| ").append(epoch + 1).append(" |");
            for (Trial trial : trials) {
                page.append(' ')
                        .append(
                                epoch < trial.epochs().size()
                                        ? shown(trial.epochs().get(epoch))
                                        : "")
                        .append(" |");
            }
            page.append('\n');
        }
    }

    private static String shown(EpochFigures epoch) {
        return String.format(
                Locale.ROOT, "%.3f / %.3f, %.3f", epoch.trainLoss(), epoch.validationLoss(), epoch.validationFigure());
    }

    private static String shown(Figure figure) {
        return Double.isNaN(figure.low())
                ? String.format(Locale.ROOT, "%.3f", figure.value())
                : String.format(Locale.ROOT, "%.3f (%.3f–%.3f)", figure.value(), figure.low(), figure.high());
    }

    static String ending(Trial trial) {
        return switch (trial.outcome()) {
            case FittingOutcome.Fitted fitted -> "it may be released. " + fitted.selection();
            case FittingOutcome.NotLearned refused -> "refused. " + refused.sentence();
            case FittingOutcome.Stopped stopped -> "stopped. " + stopped.sentence();
            case FittingOutcome.Failed failed -> "stopped. " + failed.sentence();
            case FittingOutcome.Cancelled cancelled -> "cancelled after " + cancelled.epochsDone() + " epochs.";
        };
    }

    private static Optional<EvaluationFigures> evaluated(Trial trial) {
        return switch (trial.outcome()) {
            case FittingOutcome.Fitted fitted -> Optional.of(fitted.figures());
            case FittingOutcome.NotLearned refused -> Optional.of(refused.figures());
            case FittingOutcome.Stopped _, FittingOutcome.Failed _, FittingOutcome.Cancelled _ -> Optional.empty();
        };
    }
}
