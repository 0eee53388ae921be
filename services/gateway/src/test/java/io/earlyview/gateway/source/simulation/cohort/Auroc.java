package io.earlyview.gateway.source.simulation.cohort;

import java.util.Arrays;

/** Area under the ROC curve: how often a case of the one kind has a greater score than a case of the other. */
public final class Auroc {

    private Auroc() {}

    public static double of(double[] scores, boolean[] positive) {
        double[] negatives = scoresOf(scores, positive, false);
        Arrays.sort(negatives);
        double wins = 0;
        double[] positives = scoresOf(scores, positive, true);
        for (double score : positives) {
            wins += (below(negatives, score) + below(negatives, Math.nextUp(score))) / 2.0;
        }
        return wins / positives.length / negatives.length;
    }

    private static double[] scoresOf(double[] scores, boolean[] positive, boolean wanted) {
        double[] found = new double[scores.length];
        int count = 0;
        for (int i = 0; i < scores.length; i++) {
            if (positive[i] == wanted) {
                found[count++] = scores[i];
            }
        }
        return Arrays.copyOf(found, count);
    }

    private static int below(double[] sorted, double limit) {
        int from = 0;
        int to = sorted.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (sorted[middle] < limit) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }
}
