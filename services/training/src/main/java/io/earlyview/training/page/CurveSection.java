package io.earlyview.training.page;

import io.earlyview.exams.Target;
import io.earlyview.training.evaluation.Reliability;
import io.earlyview.training.evaluation.RocArea;
import io.earlyview.training.evaluation.RocCurve;
import io.earlyview.training.evaluation.plot.Caption;
import io.earlyview.training.evaluation.plot.ReliabilityPlot;
import io.earlyview.training.evaluation.plot.RocPlot;
import io.earlyview.training.evaluation.plot.ScatterPlot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** ROC and reliability of what has classes; predicted against measured of a quantity. */
final class CurveSection {
    private CurveSection() {}

    static void write(Markup page, Subject subject, Plots plots) {
        if (subject.cases().isEmpty()) {
            return;
        }
        page.heading("Plots of the held-out predictions");
        page.markup("<div class=\"plots\">\n");
        switch (subject.exam().target()) {
            case Target.Binary two -> {
                roc(page, subject, plots, List.of(two.positiveClass()), List.of(subject.first()), List.of(1));
                reliability(page, subject, plots, two.positiveClass(), subject.first(), subject.positive());
            }
            case Target.Classes several -> {
                List<Integer> all =
                        IntStream.range(0, several.classes().size()).boxed().toList();
                List<double[]> scores = all.stream()
                        .map(label -> Arrays.stream(subject.predictions())
                                .mapToDouble(row -> row[label])
                                .toArray())
                        .toList();
                roc(page, subject, plots, several.classes(), scores, all);
                for (int label : all) {
                    reliability(
                            page,
                            subject,
                            plots,
                            several.classes().get(label),
                            scores.get(label),
                            is(label, subject.classes()));
                }
            }
            case Target.Quantity quantity ->
                plots.draw(
                        page,
                        "scatter",
                        ScatterPlot.of(
                                new Caption("Predicted against measured", subject.note()),
                                "(" + quantity.unit() + ")",
                                subject.first(),
                                subject.labels(),
                                List.of("n = " + subject.cases().size())));
        }
        page.markup("</div>\n");
    }

    private static void roc(
            Markup page,
            Subject subject,
            Plots plots,
            List<String> names,
            List<double[]> scores,
            List<Integer> labels) {
        List<RocPlot.Curve> curves = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            boolean[] of = is(labels.get(i), subject.classes());
            int occurs = (int) IntStream.range(0, of.length).filter(k -> of[k]).count();
            if (occurs > 0 && occurs < of.length) {
                curves.add(new RocPlot.Curve(
                        names.get(i),
                        RocCurve.of(scores.get(i), of),
                        RocArea.of(scores.get(i), of).estimate()));
            }
        }
        if (curves.isEmpty()) {
            page.note("No ROC curve: only one class occurs among the held-out examples.");
            return;
        }
        plots.draw(page, "roc", RocPlot.of(new Caption("ROC on held-out examples", subject.note()), curves));
    }

    private static void reliability(
            Markup page, Subject subject, Plots plots, String name, double[] probabilities, boolean[] positive) {
        plots.draw(
                page,
                "reliability-" + name,
                ReliabilityPlot.of(
                        new Caption("Reliability of P(" + name + ")", subject.note()),
                        Reliability.of(probabilities, positive),
                        probabilities));
    }

    private static boolean[] is(int label, int[] truth) {
        boolean[] is = new boolean[truth.length];
        for (int i = 0; i < is.length; i++) {
            is[i] = truth[i] == label;
        }
        return is;
    }
}
