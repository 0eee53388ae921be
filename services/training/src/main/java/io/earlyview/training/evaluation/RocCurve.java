package io.earlyview.training.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Sensitivity against the share of false alarms, at every threshold that changes a decision, the highest first. Cases
 * with equal scores change together, so that the order of the cases does not show.
 */
public record RocCurve(List<Point> points) {

    /**
     * What one threshold reaches.
     *
     * @param threshold least score decided positive; infinite where nothing is
     * @param falsePositiveShare negatives decided positive, as a share of the negatives
     * @param sensitivity positives decided positive, as a share of the positives
     */
    public record Point(double threshold, double falsePositiveShare, double sensitivity) {}

    public RocCurve {
        points = List.copyOf(points);
    }

    /** The curve of these scores, from (0, 0) to (1, 1). */
    public static RocCurve of(double[] scores, boolean[] positive) {
        int cases = Lengths.same("scores", scores.length, positive.length);
        double positives = RocArea.select(scores, positive, true).length;
        double negatives = cases - positives;
        if (positives == 0 || negatives == 0) {
            throw new IllegalArgumentException(
                    "an ROC curve needs both classes, but " + (int) positives + " of " + cases + " cases are positive");
        }
        Integer[] order = new Integer[cases];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble((Integer i) -> scores[i]).reversed());
        List<Point> points = new ArrayList<>();
        points.add(new Point(Double.POSITIVE_INFINITY, 0, 0));
        int found = 0;
        for (int taken = 1; taken <= cases; taken++) {
            int last = order[taken - 1];
            found += positive[last] ? 1 : 0;
            if (taken == cases || scores[order[taken]] < scores[last]) {
                points.add(new Point(scores[last], (taken - found) / negatives, found / positives));
            }
        }
        return new RocCurve(points);
    }
}
