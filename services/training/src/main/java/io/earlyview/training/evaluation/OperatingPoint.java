package io.earlyview.training.evaluation;

import java.util.Arrays;

/**
 * A threshold chosen for what it reaches, with what it costs. Where the threshold is chosen on the very cases that are
 * counted, the figure it was chosen for is met by construction: only the other one's interval says something, and that
 * leaves out the choice.
 *
 * @param threshold least score decided positive
 */
public record OperatingPoint(double threshold, Proportion sensitivity, Proportion specificity) {

    /** The highest threshold that finds at least this share of the positives. */
    public static OperatingPoint atSensitivity(double wanted, double[] scores, boolean[] positive) {
        double[] sorted = sorted(scores, positive, true);
        int needed = Math.clamp(atLeast(wanted, sorted.length), 1, sorted.length);
        return at(sorted[sorted.length - needed], scores, positive);
    }

    /** The lowest threshold that leaves at least this share of the negatives alone. */
    public static OperatingPoint atSpecificity(double wanted, double[] scores, boolean[] positive) {
        double[] sorted = sorted(scores, positive, false);
        int needed = atLeast(wanted, sorted.length);
        return at(needed == 0 ? Double.NEGATIVE_INFINITY : Math.nextUp(sorted[needed - 1]), scores, positive);
    }

    /** Both figures at a threshold that was chosen elsewhere. */
    public static OperatingPoint at(double threshold, double[] scores, boolean[] positive) {
        ConfusionCounts counts = ConfusionCounts.at(threshold, scores, positive);
        return new OperatingPoint(threshold, counts.sensitivity(), counts.specificity());
    }

    /** The least count that is at least this share of {@code cases}, not put up by the last bit of a product. */
    private static int atLeast(double share, int cases) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("the wanted share must lie in 0..1, but is " + share);
        }
        return (int) Math.ceil(share * cases - 1e-9);
    }

    private static double[] sorted(double[] scores, boolean[] positive, boolean wanted) {
        Lengths.same("scores", scores.length, positive.length);
        double[] selected = RocArea.select(scores, positive, wanted);
        if (selected.length == 0) {
            throw new IllegalArgumentException(
                    "no case of the class that the threshold is chosen for, of " + scores.length);
        }
        Arrays.sort(selected);
        return selected;
    }
}
