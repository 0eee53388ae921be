package io.earlyview.bench.reproduce;

import io.earlyview.exams.Target;
import io.earlyview.training.domain.EpochFigures;
import io.earlyview.training.domain.Figure;
import io.earlyview.training.domain.NamedFinding;
import io.earlyview.training.fitting.Experiment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a study says, as a page in Markdown. */
final class StudyPage {
    private static final String NOTE = "Simulated data. Research use only. Not a medical device; not for diagnosis.";

    private StudyPage() {}

    /**
     * The page.
     *
     * @param pictures what each shows, by its file's name
     * @param appendix what this study alone has to say; may be empty
     */
    static String of(Study study, List<Trial> trials, Map<String, String> pictures, String appendix, String command) {
        StringBuilder page = new StringBuilder("# " + study.exam().title() + ": the source's way and ours\n\n");
        page.append(NOTE).append(" Written by `").append(command).append("`.\n\n");
        page.append("**What was asked.** ").append(study.question()).append("\n\n");
        page.append("**Cohort.** ").append(study.cohort()).append(". ");
        page.append(study.folds()).append(" parts, patients kept apart, the same for every way");
        page.append(" with these cases; a way is judged by the parts that it never trained on.\n\n");
        page.append("**Answer.** ").append(study.answer()).append("\n\n");
        inOneLook(page, study.exam().target(), trials);
        page.append(
                        "The checks stop a run at the first ERROR, before its next step. To show what they spare, runs of the")
                .append(" source's way went on after it; the middle columns are what they came to.\n\n");
        pictures.forEach((file, shows) ->
                page.append("![").append(shows).append("](").append(file).append(")\n\n"));
        page.append(appendix);
        figures(page, trials);
        named(page, trials);
        learning(page, trials);
        return page.toString();
    }

    private static void inOneLook(StringBuilder page, Target target, List<Trial> trials) {
        List<String> shown = leading(target);
        page.append("## In one look\n\n| way | stopped by | after | ");
        shown.forEach(name -> page.append(inWords(name)).append(" | "));
        page.append("held out | more than chance? |\n|---|---|---|").append("---|".repeat(shown.size() + 2));
        page.append('\n');
        for (Trial trial : trials) {
            Optional<Experiment.Named> error = trial.stoppedBy();
            page.append("| ").append(trial.title()).append(" | ");
            Optional<Experiment.Named> named = error.or(trial::warnedOf);
            page.append(named.map(found -> "`" + found.finding().rule() + "`")
                    .map(rule -> error.isPresent() ? rule : "nothing; warned of " + rule)
                    .orElse("nothing"));
            page.append(" | ")
                    .append(named.map(found -> after(trial, found)).orElse("–"))
                    .append(" | ");
            shown.forEach(
                    name -> page.append(trial.figure(name).map(StudyPage::shown).orElse("–"))
                            .append(" | "));
            page.append(trial.figures()
                    .map(all -> all.examples() + " of " + all.patients())
                    .orElse("–"));
            page.append(" | ").append(chance(trial)).append(" |\n");
        }
        page.append(
                        "\n95 % intervals in brackets. \"held out\": cases of patients. \"after\": steps that had been taken, of")
                .append(" the source's own plan.\n\n");
    }

    /** Figures of the first table. */
    private static List<String> leading(Target target) {
        return switch (target) {
            case Target.Binary _ -> List.of("auroc", "accuracy", "no_information_rate");
            case Target.Classes _ -> List.of("macro_f1", "rarest_recall", "accuracy");
            case Target.Quantity _ -> List.of("r_squared", "error_saved", "mean_absolute_error");
        };
    }

    private static String chance(Trial trial) {
        if (Double.isNaN(trial.p())) {
            return "–";
        }
        return (trial.p() <= 0.05 ? "yes, p " : "**no evidence**, p ") + shownP(trial.p());
    }

    private static String shownP(double p) {
        return p < 0.001 ? "< 0.001" : String.format(Locale.ROOT, "= %.3f", p);
    }

    private static String after(Trial trial, Experiment.Named named) {
        return String.format(
                Locale.ROOT,
                "%.1f %% (%d of %d steps)",
                100.0 * named.step() / trial.first().stepsPlanned(),
                named.step(),
                trial.first().stepsPlanned());
    }

    private static void figures(StringBuilder page, List<Trial> trials) {
        page.append("## All held-out figures\n\n| figure |");
        trials.forEach(trial -> page.append(' ').append(trial.title()).append(" |"));
        page.append("\n|---|").append("---|".repeat(trials.size())).append('\n');
        Set<String> names = new LinkedHashSet<>();
        trials.forEach(
                trial -> trial.figures().ifPresent(all -> all.figures().forEach(figure -> names.add(figure.name()))));
        for (String name : names) {
            row(page, inWords(name), trials, trial -> trial.figure(name)
                    .map(StudyPage::shown)
                    .orElse("–"));
        }
        row(page, "p by shuffled labels", trials, trial -> Double.isNaN(trial.p()) ? "–" : shownP(trial.p()));
        row(page, "ONNX Runtime against PyTorch, at most", trials, trial -> trial.figures()
                .map(all -> String.format(Locale.ROOT, "%.1e", all.parityMaxDifference()))
                .orElse("–"));
        row(page, "recipe", trials, trial -> "`" + trial.way().recipe() + "`");
        row(
                page,
                "rate, batch, epochs planned",
                trials,
                trial -> String.format(
                        Locale.ROOT,
                        "%s, %d, %d",
                        trial.way().learningRate(),
                        trial.way().batchSize(),
                        trial.way().epochs()));
        row(
                page,
                "steps taken of planned",
                trials,
                trial -> trial.stepsTaken() + " of " + trial.first().stepsPlanned());
        row(
                page,
                "parts held out",
                trials,
                trial -> Integer.toString(trial.results().size()));
        row(page, "seconds", trials, trial -> String.format(Locale.ROOT, "%.0f", trial.seconds()));
        page.append('\n');
    }

    private interface Cell {
        String of(Trial trial);
    }

    private static void row(StringBuilder page, String name, List<Trial> trials, Cell cell) {
        page.append("| ").append(name).append(" |");
        trials.forEach(trial -> page.append(' ').append(cell.of(trial)).append(" |"));
        page.append('\n');
    }

    private static void named(StringBuilder page, List<Trial> trials) {
        page.append("## What the checks named\n\nOn the first part; [what each looks for](../checks.md).\n\n");
        for (Trial trial : trials) {
            page.append("- **")
                    .append(trial.title())
                    .append("**: ")
                    .append(trial.ending())
                    .append('\n');
            Map<String, Experiment.Named> gravest = new LinkedHashMap<>();
            trial.first()
                    .findings()
                    .forEach(each ->
                            gravest.merge(each.finding().rule() + each.finding().grade(), each, (one, _) -> one));
            for (Experiment.Named each : gravest.values()) {
                NamedFinding finding = each.finding();
                page.append("  - step ").append(each.step()).append(", ").append(finding.grade());
                page.append(": ").append(finding.sentence()).append('\n');
            }
        }
        page.append('\n');
    }

    private static void learning(StringBuilder page, List<Trial> trials) {
        List<Trial> learned = new ArrayList<>(trials);
        learned.removeIf(trial -> trial.course().epochs().isEmpty());
        if (learned.isEmpty()) {
            return;
        }
        page.append("## Learning\n\nTraining / validation loss, validation figure, of the first part.\n\n| epoch |");
        learned.forEach(trial -> page.append(' ').append(trial.title()).append(" |"));
        page.append("\n|---|").append("---|".repeat(learned.size())).append('\n');
        int longest = learned.stream()
                .mapToInt(trial -> trial.course().epochs().size())
                .max()
                .orElse(0);
        for (int i = 0; i < longest; i++) {
            int epoch = i;
            row(page, Integer.toString(epoch + 1), learned, trial -> {
                List<EpochFigures> epochs = trial.course().epochs();
                return epoch < epochs.size() ? shown(epochs.get(epoch)) : "";
            });
        }
    }

    private static String shown(EpochFigures epoch) {
        return String.format(
                Locale.ROOT, "%.3f / %.3f, %.3f", epoch.trainLoss(), epoch.validationLoss(), epoch.validationFigure());
    }

    static String shown(Figure figure) {
        return Double.isNaN(figure.low())
                ? String.format(Locale.ROOT, "%.3f", figure.value())
                : String.format(Locale.ROOT, "%.3f (%.3f to %.3f)", figure.value(), figure.low(), figure.high());
    }

    static String inWords(String figure) {
        return switch (figure) {
            case "auroc" -> "AUROC";
            case "macro_f1" -> "macro-F1";
            case "r_squared" -> "R²";
            case "error_saved" -> "error saved against the mean";
            case "mean_absolute_error" -> "mean absolute error, mL";
            case "rarest_recall" -> "recall of the rarest class";
            default -> figure.replace('_', ' ');
        };
    }
}
