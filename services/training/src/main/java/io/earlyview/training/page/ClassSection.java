package io.earlyview.training.page;

import io.earlyview.exams.Target;
import io.earlyview.training.evaluation.ClassFigures;
import io.earlyview.training.evaluation.ConfusionMatrix;
import io.earlyview.training.evaluation.Proportion;
import io.earlyview.training.evaluation.RocArea;
import io.earlyview.training.evaluation.plot.Caption;
import io.earlyview.training.evaluation.plot.ConfusionPlot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What became of each class: recall, precision, confusions, and the operating point of two classes. */
final class ClassSection {
    private ClassSection() {}

    static void write(Markup page, Subject subject, Plots plots) {
        if (subject.cases().isEmpty()) {
            return;
        }
        switch (subject.exam().target()) {
            case Target.Binary two -> {
                page.heading("Operating point");
                page.paragraph(
                        "From a probability of " + Markup.number(two.threshold(), 2) + " on the decision reads \""
                                + two.positiveClass()
                                + "\". This is the exam's default; whoever runs a hospital's system may move"
                                + " it, and the figures at it move with it.");
                classes(
                        page,
                        subject,
                        plots,
                        Arrays.stream(subject.first())
                                .mapToInt(probability -> probability >= two.threshold() ? 1 : 0)
                                .toArray());
            }
            case Target.Classes _ -> {
                page.heading("Classes");
                page.paragraph("The most probable class decides.");
                classes(page, subject, plots, ClassFigures.decisions(subject.predictions()));
            }
            case Target.Quantity _ -> {}
        }
    }

    private static void classes(Markup page, Subject subject, Plots plots, int[] decided) {
        List<String> names = subject.exam().target().classes();
        ConfusionMatrix matrix = ConfusionMatrix.of(subject.classes(), decided, names.size());
        List<List<String>> rows = new ArrayList<>();
        for (int label = 0; label < names.size(); label++) {
            rows.add(List.of(
                    names.get(label),
                    Integer.toString(matrix.recall(label).cases()),
                    share(matrix.recall(label)),
                    share(matrix.precision(label)),
                    area(subject, label)));
        }
        page.table(List.of("Class", "n", "Recall", "Precision", "AUROC, this against the rest"), rows);
        page.note("In brackets 95 % intervals: exact (Clopper–Pearson) for shares, DeLong's for areas.");
        plots.draw(
                page,
                "confusion",
                ConfusionPlot.of(new Caption("Decisions on held-out examples", subject.note()), matrix, names));
    }

    private static String share(Proportion share) {
        return share.cases() == 0
                ? "none"
                : share.hits() + " of " + share.cases() + " = " + Markup.number(share.value(), 3) + " ("
                        + Markup.number(share.low(), 3) + " to " + Markup.number(share.high(), 3) + ")";
    }

    private static String area(Subject subject, int label) {
        int[] truth = subject.classes();
        boolean[] of = new boolean[truth.length];
        double[] scores = new double[truth.length];
        for (int i = 0; i < of.length; i++) {
            double[] said = subject.cases().get(i).prediction();
            of[i] = truth[i] == label;
            scores[i] = said.length == 1 ? (label == 1 ? said[0] : 1 - said[0]) : said[label];
        }
        RocArea area = RocArea.of(scores, of);
        return Double.isNaN(area.area())
                ? "cannot be told"
                : Markup.number(area.area(), 3) + " ("
                        + Markup.number(area.estimate().low(), 3) + " to "
                        + Markup.number(area.estimate().high(), 3) + ")";
    }
}
