package io.earlyview.training.fitting;

import io.earlyview.training.checks.observation.EpochEnd.ClassTally;
import io.earlyview.training.checks.observation.OutputSpread;
import io.earlyview.training.fitting.network.Head;
import io.earlyview.training.fitting.network.Head.Calibration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How well a network does, in the words of the checks.
 *
 * @param said a probability for each class, or the output alone where the network tells a quantity
 * @param wanted index of the class, or what the output should be
 */
@SuppressWarnings("ArrayRecordComponent")
record Skill(double[][] said, double[] wanted) {

    /** Of raw outputs. */
    static Skill of(Head head, double[][] outputs, double[] wanted) {
        return switch (head) {
            case Head.LogVolume _, Head.RawQuantity _, Head.Measurements _ -> new Skill(outputs, wanted);
            case Head.OneLogit _, Head.TwoLogits _, Head.ClassLogits _, Head.RawClassScores _ ->
                of(
                        Arrays.stream(outputs)
                                .map(row -> head.decode(row, Calibration.NONE, 1))
                                .toArray(double[][]::new),
                        wanted);
        };
    }

    /** Of predicted classes: P(positive) alone, or one probability a class. */
    static Skill of(double[][] probabilities, double[] wanted) {
        return new Skill(
                Arrays.stream(probabilities)
                        .map(row -> row.length == 1 ? new double[] {1 - row[0], row[0]} : row)
                        .toArray(double[][]::new),
                wanted);
    }

    /** 0 for the best constant, 1 for no error: rescaled balanced accuracy, or R². */
    double value() {
        if (!classes()) {
            double[] output = column(0);
            double mean = Numbers.mean(wanted);
            double errors = 0;
            double spread = 0;
            for (int i = 0; i < wanted.length; i++) {
                errors += (output[i] - wanted[i]) * (output[i] - wanted[i]);
                spread += (mean - wanted[i]) * (mean - wanted[i]);
            }
            return 1 - errors / spread;
        }
        double guessing = 1.0 / said[0].length;
        double recall = tallies().stream()
                .filter(tally -> tally.cases() > 0)
                .mapToDouble(tally -> (double) tally.recalled() / tally.cases())
                .average()
                .orElse(Double.NaN);
        return (recall - guessing) / (1 - guessing);
    }

    /** {@link OutputSpread}; of several classes the largest. */
    double spread() {
        if (!classes()) {
            return OutputSpread.of(column(0), wanted);
        }
        return IntStream.range(0, said[0].length)
                .mapToDouble(of -> OutputSpread.of(
                        column(of),
                        Arrays.stream(wanted).map(index -> index == of ? 1 : 0).toArray()))
                .filter(Double::isFinite)
                .max()
                .orElse(Double.NaN);
    }

    /** Cases, decisions and right ones of each class; the most probable class decides. Empty for a quantity. */
    List<ClassTally> tallies() {
        if (!classes()) {
            return List.of();
        }
        int[] cases = new int[said[0].length];
        int[] predicted = new int[cases.length];
        int[] recalled = new int[cases.length];
        for (int i = 0; i < wanted.length; i++) {
            int decided = decided(said[i]);
            int truth = (int) wanted[i];
            cases[truth]++;
            predicted[decided]++;
            recalled[truth] += decided == truth ? 1 : 0;
        }
        List<ClassTally> tallies = new ArrayList<>();
        for (int i = 0; i < cases.length; i++) {
            tallies.add(new ClassTally(cases[i], predicted[i], recalled[i]));
        }
        return tallies;
    }

    private boolean classes() {
        return said.length > 0 && said[0].length > 1;
    }

    private double[] column(int index) {
        return Arrays.stream(said).mapToDouble(row -> row[index]).toArray();
    }

    private static int decided(double[] row) {
        int best = 0;
        for (int i = 1; i < row.length; i++) {
            // The last of equals, as from a half on the decision is positive.
            best = row[i] >= row[best] ? i : best;
        }
        return best;
    }
}
