package io.earlyview.training.evaluation;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How often each class was decided as each.
 *
 * @param counts rows: the true class, columns: the decided one
 */
public record ConfusionMatrix(int[][] counts) {

    public ConfusionMatrix {
        counts = Arrays.stream(counts).map(int[]::clone).toArray(int[][]::new);
        for (int[] row : counts) {
            Lengths.same("decided classes", row.length, counts.length);
        }
    }

    /**
     * Counts the decisions of these cases.
     *
     * @param truth class of each case, from 0
     * @param decided what was decided of it
     * @param classes how many there are
     */
    public static ConfusionMatrix of(int[] truth, int[] decided, int classes) {
        Lengths.same("decisions", decided.length, truth.length);
        return of(truth, decided, classes, IntStream.range(0, truth.length).toArray());
    }

    static ConfusionMatrix of(int[] truth, int[] decided, int classes, int[] cases) {
        int[][] counts = new int[classes][classes];
        for (int i : cases) {
            counts[inRange(truth[i], classes)][inRange(decided[i], classes)]++;
        }
        return new ConfusionMatrix(counts);
    }

    private static int inRange(int label, int classes) {
        if (label < 0 || label >= classes) {
            throw new IllegalArgumentException("a class must lie in 0.." + (classes - 1) + ", but is " + label);
        }
        return label;
    }

    /** A copy, so that nobody changes what was counted. */
    @Override
    public int[][] counts() {
        return Arrays.stream(counts).map(int[]::clone).toArray(int[][]::new);
    }

    /** How many classes there are, whether they occur or not. */
    public int classes() {
        return counts.length;
    }

    /** Cases of this class that were decided as it. */
    public Proportion recall(int label) {
        return new Proportion(counts[label][label], occurs(label));
    }

    /** Cases decided as this class that are of it. */
    public Proportion precision(int label) {
        return new Proportion(counts[label][label], decided(label));
    }

    /** Cases that were decided right. */
    public Proportion accuracy() {
        int right = IntStream.range(0, classes()).map(k -> counts[k][k]).sum();
        return new Proportion(
                right, IntStream.range(0, classes()).map(this::occurs).sum());
    }

    /** Mean recall of the classes that occur: one over their number is chance. */
    public double balancedAccuracy() {
        return IntStream.range(0, classes())
                .filter(k -> occurs(k) > 0)
                .mapToDouble(k -> recall(k).value())
                .average()
                .orElse(Double.NaN);
    }

    /** Mean F1 of the classes that occur or are decided; a class that is never found counts 0. */
    public double macroF1() {
        return IntStream.range(0, classes())
                .filter(k -> occurs(k) + decided(k) > 0)
                .mapToDouble(k -> 2.0 * counts[k][k] / (occurs(k) + decided(k)))
                .average()
                .orElse(Double.NaN);
    }

    /** What deciding every case as the most frequent class would have given: the least that a score has to beat. */
    public ConfusionMatrix ofMajority() {
        int most = 0;
        for (int k = 1; k < classes(); k++) {
            most = occurs(k) > occurs(most) ? k : most;
        }
        int[][] majority = new int[classes()][classes()];
        for (int k = 0; k < classes(); k++) {
            majority[k][most] = occurs(k);
        }
        return new ConfusionMatrix(majority);
    }

    private int occurs(int label) {
        return Arrays.stream(counts[label]).sum();
    }

    private int decided(int label) {
        return Arrays.stream(counts).mapToInt(row -> row[label]).sum();
    }
}
