package io.earlyview.training.evaluation;

import io.earlyview.exams.Target;
import io.earlyview.training.domain.Figure;
import io.earlyview.training.domain.LabelledExample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The figures of each kind of target by the names that acceptance criteria use, in the order people want to read them. */
final class NamedFigures {
    private static final double FIXED_SPECIFICITY = 0.9;
    private static final double WALD = 1.96;
    private static final long SEED = 20_261_124;

    private NamedFigures() {}

    static List<Figure> of(Target target, List<LabelledExample> examples, double[][] predictions) {
        return switch (target) {
            case Target.Binary two -> binary(examples, column(predictions), two.threshold());
            case Target.Classes several -> classes(examples, predictions, several.classes());
            case Target.Quantity _ -> quantity(examples, predictions);
        };
    }

    static double leading(Target target, List<LabelledExample> examples, double[][] predictions) {
        return switch (target) {
            case Target.Binary _ ->
                RocArea.of(column(predictions), positive(examples)).area();
            case Target.Classes several ->
                ConfusionMatrix.of(
                                truth(examples),
                                ClassFigures.decisions(predictions),
                                several.classes().size())
                        .macroF1();
            case Target.Quantity _ -> QuantityFigures.determination(column(predictions), labels(examples));
        };
    }

    static PermutationTest evidence(
            Target target, List<LabelledExample> examples, double[][] predictions, int shuffles, long seed) {
        String[] patients = patients(examples);
        return switch (target) {
            case Target.Binary _ ->
                PermutationTest.auroc(column(predictions), positive(examples), patients, shuffles, seed);
            case Target.Classes several ->
                PermutationTest.macroF1(
                        ClassFigures.decisions(predictions),
                        truth(examples),
                        several.classes().size(),
                        patients,
                        shuffles,
                        seed);
            case Target.Quantity _ ->
                PermutationTest.determination(column(predictions), labels(examples), patients, shuffles, seed);
        };
    }

    static double separation(Target target, List<LabelledExample> examples, double[][] predictions) {
        if (predictions[0].length == 1) {
            return RocArea.of(column(predictions), positive(examples)).area();
        }
        return IntStream.range(0, target.classes().size())
                .mapToDouble(index -> {
                    boolean[] member = new boolean[predictions.length];
                    double[] said = new double[predictions.length];
                    for (int i = 0; i < member.length; i++) {
                        member[i] = examples.get(i).classIndex() == index;
                        said[i] = predictions[i][index];
                    }
                    return RocArea.of(said, member).area();
                })
                .filter(area -> !Double.isNaN(area))
                .max()
                .orElse(Double.NaN);
    }

    private static List<Figure> binary(List<LabelledExample> examples, double[] scores, double threshold) {
        boolean[] positive = positive(examples);
        String[] patients = patients(examples);
        int[] truth = truth(examples);
        int[] decided = Arrays.stream(scores)
                .mapToInt(score -> score >= threshold ? 1 : 0)
                .toArray();
        RocArea roc = RocArea.of(scores, positive);
        ConfusionCounts counts = ConfusionCounts.at(threshold, scores, positive);
        int positives = counts.truePositives() + counts.falseNegatives();
        PatientBootstrap bootstrap = new PatientBootstrap(patients, SEED);
        List<Figure> figures = new ArrayList<>(List.of(
                new Figure("auroc", roc.area(), roc.low(Estimate.LEVEL), roc.high(Estimate.LEVEL)),
                figure("accuracy", counts.accuracy().estimate()),
                figure(
                        "no_information_rate",
                        (double) Math.max(positives, positive.length - positives) / positive.length),
                figure("balanced_accuracy", bootstrap.estimate(cases -> ConfusionMatrix.of(truth, decided, 2, cases)
                        .balancedAccuracy())),
                figure("macro_f1", bootstrap.estimate(cases -> ConfusionMatrix.of(truth, decided, 2, cases)
                        .macroF1())),
                figure("sensitivity", counts.sensitivity().estimate()),
                figure("specificity", counts.specificity().estimate())));
        if (positives > 0 && positives < positive.length) {
            OperatingPoint fixed = OperatingPoint.atSpecificity(FIXED_SPECIFICITY, scores, positive);
            figures.add(
                    figure("sensitivity_at_specificity_90", fixed.sensitivity().estimate()));
        }
        figures.add(figure("brier", BrierScore.of(scores, positive, patients, SEED)));
        CalibrationLine.of(scores, positive).ifPresent(line -> {
            figures.add(wald("calibration_slope", line.slope(), line.slopeError()));
            figures.add(wald("calibration_intercept", line.intercept(), line.interceptError()));
        });
        figures.add(figure(
                "expected_calibration_error", Reliability.of(scores, positive).expectedCalibrationError()));
        return figures;
    }

    private static Figure wald(String name, double value, double error) {
        return new Figure(name, value, value - WALD * error, value + WALD * error);
    }

    private static List<Figure> classes(List<LabelledExample> examples, double[][] predictions, List<String> names) {
        ClassFigures all = ClassFigures.of(predictions, truth(examples), patients(examples), SEED);
        int[] truth = truth(examples);
        int[] decided = ClassFigures.decisions(predictions);
        int[] counts = new int[names.size()];
        int[] found = new int[names.size()];
        for (int i = 0; i < truth.length; i++) {
            counts[truth[i]]++;
            found[truth[i]] += truth[i] == decided[i] ? 1 : 0;
        }
        List<Figure> figures = new ArrayList<>(List.of(
                figure("macro_f1", all.macroF1()),
                figure("balanced_accuracy", all.balancedAccuracy()),
                figure("accuracy", new Proportion(Arrays.stream(found).sum(), truth.length).estimate()),
                figure(
                        "no_information_rate",
                        (double) Arrays.stream(counts).max().orElse(0) / truth.length)));
        IntStream.range(0, names.size())
                .filter(index -> counts[index] > 0)
                .reduce((a, b) -> counts[b] < counts[a] ? b : a)
                .ifPresent(rarest ->
                        figures.add(figure("rarest_recall", new Proportion(found[rarest], counts[rarest]).estimate())));
        for (int index = 0; index < counts.length; index++) {
            if (counts[index] > 0) {
                figures.add(
                        figure("recall_" + names.get(index), new Proportion(found[index], counts[index]).estimate()));
            }
        }
        return figures;
    }

    private static List<Figure> quantity(List<LabelledExample> examples, double[][] predictions) {
        double[] truth = labels(examples);
        double[] said = column(predictions);
        QuantityFigures all = QuantityFigures.of(said, truth, patients(examples), SEED);
        int covered = (int) IntStream.range(0, truth.length)
                .filter(i -> truth[i] >= predictions[i][1] && truth[i] <= predictions[i][2])
                .count();
        return List.of(
                figure("r_squared", all.determination()),
                figure("mean_absolute_error", all.meanAbsoluteError()),
                figure(
                        "error_saved",
                        new PatientBootstrap(patients(examples), SEED).estimate(cases -> saved(truth, said, cases))),
                figure("bias", all.bias()),
                figure("limit_of_agreement_low", all.limitLow()),
                figure("limit_of_agreement_high", all.limitHigh()),
                figure("interval_coverage", new Proportion(covered, truth.length).estimate()));
    }

    /** One minus the mean absolute error over that of always saying these cases' mean. */
    private static double saved(double[] truth, double[] said, int[] cases) {
        double mean = Arrays.stream(cases).mapToDouble(i -> truth[i]).average().orElse(Double.NaN);
        double errors = 0;
        double spread = 0;
        for (int i : cases) {
            errors += Math.abs(said[i] - truth[i]);
            spread += Math.abs(mean - truth[i]);
        }
        return spread == 0 ? Double.NaN : 1 - errors / spread;
    }

    private static Figure figure(String name, Estimate estimate) {
        return new Figure(name, estimate.value(), estimate.low(), estimate.high());
    }

    private static Figure figure(String name, double value) {
        return new Figure(name, value, Double.NaN, Double.NaN);
    }

    private static double[] column(double[][] predictions) {
        return Arrays.stream(predictions).mapToDouble(row -> row[0]).toArray();
    }

    private static boolean[] positive(List<LabelledExample> examples) {
        boolean[] positive = new boolean[examples.size()];
        for (int i = 0; i < positive.length; i++) {
            positive[i] = examples.get(i).classIndex() == 1;
        }
        return positive;
    }

    private static int[] truth(List<LabelledExample> examples) {
        return examples.stream().mapToInt(LabelledExample::classIndex).toArray();
    }

    private static double[] labels(List<LabelledExample> examples) {
        return examples.stream().mapToDouble(LabelledExample::label).toArray();
    }

    private static String[] patients(List<LabelledExample> examples) {
        return examples.stream().map(LabelledExample::splitKey).toArray(String[]::new);
    }
}
