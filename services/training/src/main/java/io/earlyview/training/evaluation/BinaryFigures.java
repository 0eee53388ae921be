package io.earlyview.training.evaluation;

import io.earlyview.training.domain.Figure;
import io.earlyview.training.domain.LabelledExample;
import java.util.List;

/** Figures of P(positive). */
final class BinaryFigures {
    private static final double LEVEL = 0.95;
    private static final double DECIDED = 0.5;

    private BinaryFigures() {}

    static List<Figure> of(List<LabelledExample> examples, double[][] predictions) {
        double[] scores = scores(predictions);
        boolean[] positive = positive(examples);
        RocArea roc = RocArea.of(scores, positive);
        int n = positive.length;
        int[] of = new int[2];
        int[] right = new int[2];
        double squares = 0;
        for (int i = 0; i < n; i++) {
            int truth = positive[i] ? 1 : 0;
            of[truth]++;
            right[truth] += (scores[i] >= DECIDED) == positive[i] ? 1 : 0;
            squares += Math.pow(scores[i] - truth, 2);
        }
        double sensitivity = (double) right[1] / of[1];
        double specificity = (double) right[0] / of[0];
        return List.of(
                new Figure("auroc", roc.area(), roc.low(LEVEL), roc.high(LEVEL)),
                Shares.figure("accuracy", right[0] + right[1], n),
                new Figure("no_information_rate", (double) Math.max(of[0], of[1]) / n, Double.NaN, Double.NaN),
                new Figure("balanced_accuracy", (sensitivity + specificity) / 2, Double.NaN, Double.NaN),
                Shares.figure("sensitivity", right[1], of[1]),
                Shares.figure("specificity", right[0], of[0]),
                new Figure("brier", squares / n, Double.NaN, Double.NaN));
    }

    static double[] scores(double[][] predictions) {
        double[] scores = new double[predictions.length];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = predictions[i][0];
        }
        return scores;
    }

    static boolean[] positive(List<LabelledExample> examples) {
        boolean[] positive = new boolean[examples.size()];
        for (int i = 0; i < positive.length; i++) {
            positive[i] = examples.get(i).classIndex() == 1;
        }
        return positive;
    }
}
