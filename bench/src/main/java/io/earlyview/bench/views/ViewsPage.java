package io.earlyview.bench.views;

import io.earlyview.training.evaluation.CalibrationLine;
import io.earlyview.training.evaluation.Estimate;
import io.earlyview.training.evaluation.plot.Caption;
import io.earlyview.training.evaluation.plot.LinePlot;
import io.earlyview.training.evaluation.plot.ReliabilityPlot;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** What the study of views says, as a page in Markdown with its plots. */
final class ViewsPage {
    private static final String NOTE = "Simulated data. Research use only. Not a medical device; not for diagnosis.";

    private ViewsPage() {}

    static String of(ViewsStudy study, List<Reader> readers, List<Stage> stages, String command) {
        StringBuilder page = new StringBuilder("# DaTscan: how much two views tell, and each further one\n\n");
        page.append(NOTE).append(" Written by `").append(command).append("`.\n\n");
        page.append(String.format(
                Locale.ROOT,
                "%d simulated acquisitions to learn from, %d others to be tested on, the same for every reader: the simulator's "
                        + "defaults with 8 %% borderline cases, 4 %% wrong labels, motion, distractors. Everyone learns from the "
                        + "labels, wrong ones included. Figures are against the simulated truth, with those against the labels "
                        + "beside them; intervals are 95 %%.%n%n",
                study.learnedFrom(),
                study.testCases()));
        readers(page, readers);
        stages(page, study, stages);
        return page.toString();
    }

    private static void readers(StringBuilder page, List<Reader> readers) {
        page.append("## The first opposite pair\n\n");
        page.append(
                "| reader | AUROC, truth | above the first reader | AUROC, labels | accuracy, truth | sensitivity | specificity | learned from |\n");
        page.append("|---|---|---|---|---|---|---|---|\n");
        for (Reader reader : readers) {
            Stage stage = reader.stage();
            page.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %s | %s | %s | %s | %s |%n",
                    reader.name(),
                    shown(stage.areaByTruth()),
                    reader.equals(readers.getFirst())
                            ? "–"
                            : shown(stage.above(readers.getFirst().stage())),
                    shown(stage.areaByLabel()),
                    shown(stage.confusion().accuracy().estimate()),
                    shown(stage.confusion().sensitivity().estimate()),
                    shown(stage.confusion().specificity().estimate()),
                    reader.note()));
        }
        page.append('\n');
    }

    private static void stages(StringBuilder page, ViewsStudy study, List<Stage> stages) {
        page.append("## Each further view\n\n![AUROC against views received](datscan-views-curve.svg)\n\n");
        page.append(String.format(
                Locale.ROOT,
                "The set network was fitted on pairs alone; each further view costs one pass of its encoder. Each stage "
                        + "has a calibration line of its own, fitted on the labels of the %d inner validation cases. "
                        + "That is few: a slope above 1 says that probabilities are less bold than these test cases "
                        + "would allow.%n%n",
                study.calibratedOn()));
        page.append(
                "| views | AUROC, truth | AUROC, labels | accuracy, truth | Brier, truth | calibration slope, truth | the same, labels | ECE, labels |\n");
        page.append("|---|---|---|---|---|---|---|---|\n");
        for (Stage stage : stages) {
            page.append(String.format(
                    Locale.ROOT,
                    "| %d | %s | %s | %s | %s | %s | %s | %.3f (n = %d) |%n",
                    stage.views(),
                    shown(stage.areaByTruth()),
                    shown(stage.areaByLabel()),
                    shown(stage.confusion().accuracy().estimate()),
                    shown(stage.brier()),
                    slope(stage.calibrationByTruth()),
                    slope(stage.calibrationByLabel()),
                    stage.reliability().expectedCalibrationError(),
                    stage.reliability().cases()));
        }
        page.append("\n![Reliability at two views](datscan-views-reliability.svg)\n");
    }

    private static String slope(Optional<CalibrationLine> line) {
        return line.map(found -> String.format(Locale.ROOT, "%.2f ± %.2f", found.slope(), found.slopeError()))
                .orElse("–");
    }

    static String curve(List<Stage> stages) {
        return LinePlot.of(
                Caption.ofSimulated("DaTscan: area under the ROC curve against views received"),
                "Views received",
                "AUROC",
                List.of(
                        series("against the simulated truth", stages, Stage::areaByTruth),
                        series("against the labels, 4 % of them wrong", stages, Stage::areaByLabel)),
                true);
    }

    static String reliability(Stage stage) {
        return ReliabilityPlot.of(
                Caption.ofSimulated("DaTscan at " + stage.views() + " views: calibration against the labels"),
                stage.reliability(),
                stage.probabilities());
    }

    private static LinePlot.Series series(String name, List<Stage> stages, Function<Stage, Estimate> figure) {
        return new LinePlot.Series(
                name,
                stages.stream()
                        .map(stage -> new LinePlot.Point(stage.views(), figure.apply(stage)))
                        .toList());
    }

    private static String shown(Estimate figure) {
        return String.format(Locale.ROOT, "%.3f (%.3f–%.3f)", figure.value(), figure.low(), figure.high());
    }
}
