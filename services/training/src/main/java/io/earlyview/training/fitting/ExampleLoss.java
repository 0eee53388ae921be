package io.earlyview.training.fitting;

import io.earlyview.training.fitting.network.Head;
import java.util.Arrays;

/** The loss of one example, for figures; what a step makes small is the mean of this over its batch. */
final class ExampleLoss {
    private ExampleLoss() {}

    /** {@code target}: index of the class, or what the output should be. */
    static double of(Head head, double[] outputs, double target) {
        return switch (head) {
            case Head.OneLogit _ ->
                Math.max(outputs[0], 0) - target * outputs[0] + Math.log1p(Math.exp(-Math.abs(outputs[0])));
            case Head.TwoLogits _, Head.ClassLogits _ -> logSumExp(outputs) - outputs[(int) target];
            case Head.RawClassScores _ -> -outputs[(int) target];
            case Head.LogVolume _, Head.RawQuantity _ -> (outputs[0] - target) * (outputs[0] - target);
            case Head.Measurements _ -> throw Targets.noExam();
        };
    }

    private static double logSumExp(double[] values) {
        double largest = Arrays.stream(values).max().orElseThrow();
        return largest
                + Math.log(Arrays.stream(values)
                        .map(value -> Math.exp(value - largest))
                        .sum());
    }
}
