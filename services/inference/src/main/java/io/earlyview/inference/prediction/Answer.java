package io.earlyview.inference.prediction;

import io.earlyview.exams.Target;
import io.earlyview.inference.domain.Prediction;
import io.earlyview.inference.domain.Unscorable;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/** What a network's output must look like for an exam's target, and what it then says. */
final class Answer {
    private static final double SUM_TOLERANCE = 1e-3;

    private Answer() {}

    /** Name of the graph's output. */
    static String output(Target target) {
        return switch (target) {
            case Target.Binary _ -> "probability";
            case Target.Classes _ -> "probabilities";
            case Target.Quantity _ -> "quantity";
        };
    }

    /** Shape of the output; the batch is open. */
    static long[] shape(Target target) {
        return switch (target) {
            case Target.Binary _ -> new long[] {-1};
            case Target.Classes several -> new long[] {-1, several.classes().size()};
            case Target.Quantity _ -> new long[] {-1, 3};
        };
    }

    /** How many numbers the output has for one acquisition. */
    static int size(Target target) {
        long[] shape = shape(target);
        return shape.length == 1 ? 1 : (int) shape[1];
    }

    /** The output of one acquisition as a prediction, or what is wrong with it. */
    static Prediction of(FloatBuffer values, Target target) {
        return switch (target) {
            case Target.Binary _ -> probability(values.get(0));
            case Target.Classes several ->
                probabilities(values, several.classes().size());
            case Target.Quantity _ -> quantity(values.get(0), values.get(1), values.get(2));
        };
    }

    private static Prediction probability(float value) {
        return value >= 0 && value <= 1
                ? new Prediction.Probability(value)
                : notFinite("the network answered " + value + ", not a probability in [0, 1]");
    }

    private static Prediction probabilities(FloatBuffer values, int classes) {
        List<Double> shares = new ArrayList<>();
        double sum = 0;
        boolean inRange = true;
        for (int i = 0; i < classes; i++) {
            double share = values.get(i);
            inRange &= share >= 0 && share <= 1;
            sum += share;
            shares.add(share);
        }
        return inRange && Math.abs(sum - 1) <= SUM_TOLERANCE
                ? new Prediction.ClassProbabilities(shares)
                : notFinite("the network answered " + shares + ", not probabilities in [0, 1] that sum to 1");
    }

    private static Prediction quantity(float value, float low, float high) {
        boolean ordered = low <= value && value <= high;
        return ordered && Float.isFinite(low) && Float.isFinite(high)
                ? new Prediction.Quantity(value, low, high)
                : notFinite("the network answered " + value + " between " + low + " and " + high
                        + ", not a finite value within its bounds");
    }

    private static Prediction notFinite(String explanation) {
        return new Prediction.None(new Unscorable(Unscorable.Cause.NOT_FINITE, explanation));
    }
}
