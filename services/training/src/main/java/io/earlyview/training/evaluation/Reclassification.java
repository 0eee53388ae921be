package io.earlyview.training.evaluation;

/**
 * Cases whose decision changes when a second score takes the place of a first. Up is from negative to positive: right
 * for positives, wrong for negatives.
 */
public record Reclassification(int positivesUp, int positivesDown, int negativesUp, int negativesDown) {

    /** Compares the decisions of two scores on the same cases; a score from the threshold on decides positive. */
    public static Reclassification between(double[] first, double[] second, boolean[] positive, double threshold) {
        Lengths.same("first scores", first.length, positive.length);
        Lengths.same("second scores", second.length, positive.length);
        int[][] counts = new int[2][3];
        for (int i = 0; i < positive.length; i++) {
            int change = (second[i] >= threshold ? 1 : 0) - (first[i] >= threshold ? 1 : 0);
            counts[positive[i] ? 1 : 0][1 + change]++;
        }
        return new Reclassification(counts[1][2], counts[1][0], counts[0][2], counts[0][0]);
    }
}
