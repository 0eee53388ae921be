package io.earlyview.training.page;

import io.earlyview.exams.Target;
import io.earlyview.training.evaluation.Estimate;
import io.earlyview.training.evaluation.plot.Caption;
import io.earlyview.training.evaluation.plot.LinePlot;
import io.earlyview.training.evaluation.plot.LossPlot;
import io.earlyview.training.runs.EpochEntry;
import io.earlyview.training.runs.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How the network learned, epoch by epoch. */
final class LearningSection {
    private LearningSection() {}

    static void write(Markup page, Subject subject, Plots plots) {
        List<EpochEntry> history = subject.run().map(Run::history).orElse(List.of());
        page.heading("Learning");
        if (history.isEmpty()) {
            page.paragraph(
                    subject.run().isPresent()
                            ? "No epoch was finished."
                            : "The run that made this release is not recorded here, so there are no curves.");
            return;
        }
        page.paragraph(
                "Validation is an inner part of the training examples. Nothing here was seen on held-out examples;"
                        + " the weights are those of the end, never of a chosen epoch. Training losses are on varied examples.");
        page.markup("<div class=\"plots\">\n");
        plots.draw(
                page,
                "losses",
                LossPlot.of(
                        new Caption("Loss", subject.note()),
                        "Mean loss",
                        List.of(new LossPlot.Run(
                                "loss",
                                column(history, EpochEntry::trainLoss),
                                column(history, EpochEntry::validationLoss))),
                        false));
        String figure = figure(subject.exam().target());
        List<LinePlot.Point> points = history.stream()
                .filter(epoch -> epoch.validationFigure() != null)
                .map(epoch -> new LinePlot.Point(
                        epoch.epoch(), new Estimate(value(epoch.validationFigure()), Double.NaN, Double.NaN)))
                .toList();
        if (!points.isEmpty()) {
            plots.draw(
                    page,
                    "learning",
                    LinePlot.of(
                            new Caption(figure + " on the inner validation examples", subject.note()),
                            "Epoch",
                            figure,
                            List.of(new LinePlot.Series("validation", points)),
                            false));
        }
        page.markup("</div>\n");
        List<List<String>> rows = new ArrayList<>();
        for (EpochEntry epoch : history) {
            rows.add(List.of(
                    Integer.toString(epoch.epoch()),
                    shown(epoch.trainLoss()),
                    shown(epoch.validationLoss()),
                    shown(epoch.validationFigure()),
                    Markup.number(epoch.elapsedSeconds(), 0)));
        }
        page.folded(
                "All " + history.size() + " epochs as a table",
                new Markup()
                        .table(
                                List.of("Epoch", "Training loss", "Validation loss", "Validation " + figure, "Seconds"),
                                rows));
    }

    private static String figure(Target target) {
        return switch (target) {
            case Target.Binary _ -> "AUROC";
            case Target.Classes _ -> "macro-F1";
            case Target.Quantity _ -> "R²";
        };
    }

    private static double[] column(List<EpochEntry> history, Function<EpochEntry, @Nullable Double> of) {
        return history.stream().mapToDouble(epoch -> value(of.apply(epoch))).toArray();
    }

    private static double value(@Nullable Double value) {
        return value == null ? Double.NaN : value;
    }

    private static String shown(@Nullable Double value) {
        return value == null ? "–" : Markup.number(value, 4);
    }
}
