package io.earlyview.bench.reproduce;

import io.earlyview.exams.Target;
import io.earlyview.training.domain.EpochFigures;
import io.earlyview.training.evaluation.ClassFigures;
import io.earlyview.training.evaluation.ConfusionMatrix;
import io.earlyview.training.evaluation.Estimate;
import io.earlyview.training.evaluation.RocArea;
import io.earlyview.training.evaluation.RocCurve;
import io.earlyview.training.evaluation.plot.Caption;
import io.earlyview.training.evaluation.plot.ConfusionPlot;
import io.earlyview.training.evaluation.plot.LinePlot;
import io.earlyview.training.evaluation.plot.LossPlot;
import io.earlyview.training.evaluation.plot.RocPlot;
import io.earlyview.training.evaluation.plot.ScatterPlot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The pictures of a study, as SVG. */
final class StudyPlots {
    private static final int POINTS_MOST = 60;

    /** Each picture by what its file's name ends in, and what it shows. */
    record Picture(String ending, String shows, String svg) {}

    private StudyPlots() {}

    static List<Picture> of(Study study, List<Trial> trials) {
        List<Picture> pictures = new ArrayList<>();
        losses(study, trials).forEach(pictures::add);
        List<Trial> judged =
                trials.stream().filter(trial -> trial.figures().isPresent()).toList();
        switch (study.exam().target()) {
            case Target.Binary _ -> pictures.addAll(curves(study, judged));
            case Target.Classes several ->
                judged.forEach(trial -> pictures.add(confusion(study, trial, several.classes())));
            case Target.Quantity quantity ->
                judged.forEach(trial -> pictures.add(scatter(study, trial, quantity.unit())));
        }
        return pictures;
    }

    private static List<Picture> losses(Study study, List<Trial> trials) {
        List<Picture> pictures = new ArrayList<>();
        List<LossPlot.Run> runs = new ArrayList<>();
        for (Trial trial : trials) {
            List<EpochFigures> epochs = trial.course().epochs();
            if (epochs.size() > 1) {
                runs.add(new LossPlot.Run(
                        trial.title(),
                        epochs.stream().mapToDouble(EpochFigures::trainLoss).toArray(),
                        epochs.stream()
                                .mapToDouble(EpochFigures::validationLoss)
                                .toArray()));
            } else if (trial.course().losses().size() > 1) {
                pictures.add(new Picture(
                        slug(trial) + "-steps", "Loss of each step, " + trial.title(), steps(study, trial)));
            }
        }
        // A loss in millilitres squared would press one of standardised logarithms flat.
        double widest = runs.stream().mapToDouble(run -> run.train()[0]).max().orElse(1);
        double narrowest =
                runs.stream().mapToDouble(run -> run.train()[0]).min().orElse(1);
        boolean ownUnits = narrowest > 0 && widest > 20 * narrowest;
        if (!runs.isEmpty()) {
            pictures.addFirst(new Picture(
                    "losses",
                    "Losses of each way, first part",
                    LossPlot.of(
                            Caption.ofSimulated(study.exam().title() + ": losses"),
                            ownUnits ? "Loss, in each way's own unit" : "Loss",
                            runs,
                            ownUnits)));
        }
        return pictures;
    }

    private static String steps(Study study, Trial trial) {
        List<Double> losses = trial.course().losses();
        List<LinePlot.Point> points = new ArrayList<>();
        int every = Math.ceilDiv(losses.size(), POINTS_MOST);
        for (int i = 0; i < losses.size(); i += every) {
            points.add(new LinePlot.Point(i + 1.0, new Estimate(losses.get(i), Double.NaN, Double.NaN)));
        }
        return LinePlot.of(
                Caption.ofSimulated(study.exam().title() + ": " + trial.title()),
                "Step",
                "Loss",
                List.of(new LinePlot.Series(trial.title() + ", left to go on", points)),
                false);
    }

    /** One picture for each cohort, the oracle's curve first where there is an oracle. */
    private static List<Picture> curves(Study study, List<Trial> trials) {
        Map<String, List<Trial>> cohorts = new LinkedHashMap<>();
        trials.forEach(trial -> cohorts.computeIfAbsent(trial.arm().cohort(), _ -> new ArrayList<>())
                .add(trial));
        List<Picture> pictures = new ArrayList<>();
        cohorts.forEach((cohort, group) -> {
            List<RocPlot.Curve> curves = new ArrayList<>();
            Oracle.of(group.getLast())
                    .ifPresent(oracle -> curves.add(curve("oracle", oracle.scores(), oracle.positive())));
            group.forEach(trial -> curves.add(curve(trial.way().name(), trial.scores(), trial.positive())));
            String ending = cohort.isEmpty() ? "roc" : "roc-" + cohort;
            String title = study.exam().title() + (cohort.isEmpty() ? "" : ", " + cohort + " cohort");
            pictures.add(new Picture(
                    ending,
                    "ROC curves" + (cohort.isEmpty() ? "" : ", " + cohort + " cohort"),
                    RocPlot.of(Caption.ofSimulated(title), curves)));
        });
        return pictures;
    }

    private static RocPlot.Curve curve(String name, double[] scores, boolean[] positive) {
        return new RocPlot.Curve(
                name,
                RocCurve.of(scores, positive),
                RocArea.of(scores, positive).estimate());
    }

    private static Picture confusion(Study study, Trial trial, List<String> names) {
        int[] truth = trial.heldOut().stream()
                .mapToInt(each -> each.example().classIndex())
                .toArray();
        ConfusionMatrix matrix = ConfusionMatrix.of(truth, ClassFigures.decisions(trial.predictions()), names.size());
        return new Picture(
                slug(trial) + "-confusion",
                "Decisions of held-out cells, " + trial.title(),
                ConfusionPlot.of(Caption.ofSimulated(study.exam().title() + ": " + trial.title()), matrix, names));
    }

    private static Picture scatter(Study study, Trial trial, String unit) {
        double[] truth = trial.heldOut().stream()
                .mapToDouble(each -> each.example().label())
                .toArray();
        List<String> lines = List.of("r_squared", "mean_absolute_error").stream()
                .flatMap(name -> trial.figure(name).stream())
                .map(figure -> StudyPage.inWords(figure.name()) + " " + StudyPage.shown(figure))
                .toList();
        return new Picture(
                slug(trial) + "-scatter",
                "Predicted against true volumes, " + trial.title(),
                ScatterPlot.of(
                        Caption.ofSimulated(study.exam().title() + ": " + trial.title()),
                        "volume (" + unit + ")",
                        trial.scores(),
                        truth,
                        lines));
    }

    private static String slug(Trial trial) {
        return trial.title().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }
}
