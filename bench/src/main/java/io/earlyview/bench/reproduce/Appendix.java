package io.earlyview.bench.reproduce;

import io.earlyview.training.domain.LabelledExample;
import io.earlyview.training.evaluation.ClassFigures;
import io.earlyview.training.evaluation.ConfusionMatrix;
import io.earlyview.training.evaluation.NoInformationTest;
import io.earlyview.training.evaluation.OnnxScorer;
import io.earlyview.training.evaluation.PairedErrorDifference;
import io.earlyview.training.evaluation.PermutationTest;
import io.earlyview.training.evaluation.RocArea;
import io.earlyview.training.fitting.network.Head;
import io.earlyview.training.fitting.network.Head.Calibration;
import io.earlyview.training.fitting.network.Layer;
import io.earlyview.training.fitting.network.NetworkSpecification;
import io.earlyview.training.fitting.network.Weights;
import io.earlyview.training.fitting.onnx.OnnxExport;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** What one study alone has to say. */
final class Appendix {
    private static final int SHUFFLES = 999;
    private static final double LEVEL = 0.05;

    /** Logits that were asked about, of "normal" and "abnormal", with the probabilities that were answered. */
    private static final double[][] ASKED = {
        {4.8293, -2.1229, 9.5561e-4},
        {14.8245, -11.1206, 5.3974e-12},
        {-19.1812, 4.6617, 1.0},
        {-7.9391, 3.3256, .99999},
        {30.0683, -26.7278, 2.1566e-25},
    };

    private Appendix() {}

    /** In Markdown; empty where there is nothing to add. */
    static String of(Study study, List<Trial> trials) {
        return switch (study.exam().exam()) {
            case "datscan" -> twoLogits();
            case "mgmt" -> oracles(trials) + epochPicking(trials);
            case "ctc" -> majority(trials);
            case "raster-volume" -> mean(trials);
            default -> "";
        };
    }

    /** The published logits through a graph that {@code OnnxExport} wrote and ONNX Runtime ran. */
    static String twoLogits() {
        NetworkSpecification network = new NetworkSpecification(
                "two-logits", 1, 1, 2, List.of(new Layer.Flatten(), new Layer.Dense(2)), new Head.TwoLogits());
        Weights through = new Weights(Map.of("01.weight", new float[] {1, 0, 0, 1}, "01.bias", new float[2]));
        StringBuilder table = new StringBuilder(
                "## Two logits as P(abnormal)\n\nThe logits that were asked about, through an exported graph whose weights"
                        + " hand them on unchanged.\n\n| logit normal | logit abnormal | published | graph |\n|---|---|---|---|\n");
        try (OnnxScorer scorer = new OnnxScorer(OnnxExport.write(network, through, Calibration.NONE))) {
            for (double[] row : ASKED) {
                LabelledExample example = new LabelledExample(
                        "asked",
                        "",
                        network.inputShape(),
                        new float[] {(float) row[0], (float) row[1]},
                        new double[0],
                        0,
                        true);
                table.append(String.format(
                        Locale.ROOT,
                        "| %.4f | %.4f | %.5g | %.5g |%n",
                        row[0],
                        row[1],
                        row[2],
                        scorer.predict(example)[0]));
            }
        }
        return table.append('\n').toString();
    }

    private static String oracles(List<Trial> trials) {
        StringBuilder table = new StringBuilder(
                "## Against the oracle\n\nThe oracle knows the hidden variable behind each ring: nobody can do better on the"
                        + " same heads.\n\n| way | AUROC | oracle's AUROC | within the oracle's interval? |\n|---|---|---|---|\n");
        for (Trial trial : trials) {
            if (trial.figures().isEmpty() || Oracle.of(trial).isEmpty()) {
                continue;
            }
            Oracle oracle = Oracle.of(trial).orElseThrow();
            RocArea best = RocArea.of(oracle.scores(), oracle.positive());
            RocArea own = RocArea.of(trial.scores(), trial.positive());
            boolean within = own.area() >= best.low(0.95) && own.area() <= best.high(0.95);
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %.3f (%.3f to %.3f) | %.3f (%.3f to %.3f) | %s |%n",
                    trial.title(),
                    own.area(),
                    own.low(0.95),
                    own.high(0.95),
                    best.area(),
                    best.low(0.95),
                    best.high(0.95),
                    within ? "yes" : "no"));
        }
        return table.append('\n').toString();
    }

    /** What the source's habit of keeping the best epoch makes of its validation cases. */
    private static String epochPicking(List<Trial> trials) {
        StringBuilder table = new StringBuilder(
                "## The best epoch is luck\n\nThe source kept the epoch that was best on the very cases it reported.\n\n"
                        + "| way | cases | epochs | right at the last | right at the best | needed at 5 % | p of the best, alone"
                        + " | p of the best of all epochs |\n|---|---|---|---|---|---|---|---|\n");
        for (Trial trial : trials) {
            List<double[][]> epochs = trial.first().predictionsOfEpochs();
            if (trial.way().folds() > 1 || epochs.isEmpty()) {
                continue;
            }
            boolean[] positive = trial.positive();
            int[] right =
                    epochs.stream().mapToInt(epoch -> right(epoch, positive)).toArray();
            int positives = (int)
                    IntStream.range(0, positive.length).filter(i -> positive[i]).count();
            double rate = (double) Math.max(positives, positive.length - positives) / positive.length;
            int best = Arrays.stream(right).max().orElse(0);
            int needed = NoInformationTest.needed(positive.length, rate, LEVEL);
            double[][] scores = epochs.stream()
                    .map(epoch ->
                            Arrays.stream(epoch).mapToDouble(row -> row[0]).toArray())
                    .toArray(double[][]::new);
            String[] patients = trial.heldOut().stream()
                    .map(each -> each.example().splitKey())
                    .toArray(String[]::new);
            int bestEpoch = IntStream.range(0, scores.length)
                    .boxed()
                    .max((a, b) -> Double.compare(
                            RocArea.of(scores[a], positive).area(),
                            RocArea.of(scores[b], positive).area()))
                    .orElseThrow();
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %d | %d | %d | %d (%.1f %%) | %d (%.1f %%) | %.3f | %.3f |%n",
                    trial.title(),
                    positive.length,
                    right.length,
                    right[right.length - 1],
                    best,
                    100.0 * best / positive.length,
                    needed,
                    100.0 * needed / positive.length,
                    PermutationTest.auroc(scores[bestEpoch], positive, patients, SHUFFLES, 1)
                            .p(),
                    PermutationTest.bestAuroc(scores, positive, patients, SHUFFLES, 1)
                            .p()));
        }
        return table.append(
                        "\nThe p are of the AUROC, by shuffled labels; the last compares the best epoch with the best that"
                                + " as many epochs reach when the labels mean nothing.\n\n")
                .toString();
    }

    private static int right(double[][] predictions, boolean[] positive) {
        return (int) IntStream.range(0, positive.length)
                .filter(i -> predictions[i][0] >= 0.5 == positive[i])
                .count();
    }

    private static String majority(List<Trial> trials) {
        Trial ours = trials.getLast();
        if (ours.figures().isEmpty()) {
            return "";
        }
        int[] truth = ours.heldOut().stream()
                .mapToInt(each -> each.example().classIndex())
                .toArray();
        int classes = ours.predictions()[0].length;
        ConfusionMatrix majority = ConfusionMatrix.of(truth, ClassFigures.decisions(ours.predictions()), classes)
                .ofMajority();
        List<StudyCase> rare = ours.heldOut().stream()
                .filter(each -> each.example().classIndex() == classes - 1)
                .toList();
        long patients =
                rare.stream().map(each -> each.example().splitKey()).distinct().count();
        long mislabelled = rare.stream()
                .filter(each -> each.truth() != each.example().label())
                .count();
        return String.format(
                Locale.ROOT,
                "Who always says the commonest class reaches macro-F1 %.3f and accuracy %.3f. The rarest class has %d held-out"
                        + " cells of %d patients, of which %d only bear its label wrongly; three in ten of the others look like"
                        + " a common cell, so that a recall much above .7 would be luck.%n%n",
                majority.macroF1(),
                majority.accuracy().estimate().value(),
                rare.size(),
                patients,
                mislabelled);
    }

    private static String mean(List<Trial> trials) {
        StringBuilder table =
                new StringBuilder("## Against the mean\n\nMean absolute error saved against saying the held-out"
                        + " cases' own mean, by 2,000 draws of patients.\n\n| way | mL saved | p |\n|---|---|---|\n");
        for (Trial trial : trials) {
            if (trial.figures().isEmpty()) {
                continue;
            }
            double[] truth = trial.heldOut().stream()
                    .mapToDouble(each -> each.example().label())
                    .toArray();
            String[] patients = trial.heldOut().stream()
                    .map(each -> each.example().splitKey())
                    .toArray(String[]::new);
            PairedErrorDifference saved = PairedErrorDifference.againstMean(
                    trial.scores(),
                    Arrays.stream(truth).average().orElseThrow(),
                    truth,
                    patients,
                    PairedErrorDifference.Cost.ABSOLUTE,
                    1);
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %.1f (%.1f to %.1f) | %.3f |%n",
                    trial.title(),
                    saved.gain().value(),
                    saved.gain().low(),
                    saved.gain().high(),
                    saved.p()));
        }
        return table.append('\n').toString();
    }
}
