package io.earlyview.training.evaluation;

import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Whether a figure is more than chance: the labels are put where they do not belong, patient by patient, and the figure
 * is taken again. The predictions stay, so this asks about these predictions on these cases, not about another training.
 * Where the best of several epochs was picked on the same cases, its figure must be compared with the best that as many
 * epochs give on shuffled labels: picking alone lifts it.
 *
 * @param observed the figure with the true labels
 * @param shuffledMean mean of the figure over shuffles: above the figure's own idea of chance where an epoch was picked
 * @param shuffles how often labels were shuffled
 * @param atLeastAsHigh shuffles that reached the observed figure
 */
public record PermutationTest(double observed, double shuffledMean, int shuffles, int atLeastAsHigh) {
    /** With fewer a p of .05 is too coarse. */
    public static final int SHUFFLES_MIN = 200;

    /** A first look that costs little. */
    private static final int SHUFFLES_FIRST = 999;

    private static final int SHUFFLES_MOST = 9999;
    /** A first look above this leaves nothing open. */
    private static final double SETTLED = 0.02;

    private static final double ROUNDING = 1e-12;

    /** (1 + k) / (1 + n), as the true labels are one of the orders (Phipson and Smyth 2010). */
    public double p() {
        return (1.0 + atLeastAsHigh) / (1.0 + shuffles);
    }

    /** As many shuffles as the answer needs: 999, and 9,999 where so few cannot tell a small p from a very small one. */
    static PermutationTest inStages(IntFunction<PermutationTest> test) {
        PermutationTest first = test.apply(SHUFFLES_FIRST);
        return first.p() > SETTLED ? first : test.apply(SHUFFLES_MOST);
    }

    /** Tests the ROC area of a score. */
    public static PermutationTest auroc(
            double[] scores, boolean[] positive, String[] patients, int shuffles, long seed) {
        return bestAuroc(new double[][] {scores}, positive, patients, shuffles, seed);
    }

    /**
     * Tests the greatest ROC area among epochs.
     *
     * @param scoresOfEpochs epochs x cases
     */
    public static PermutationTest bestAuroc(
            double[][] scoresOfEpochs, boolean[] positive, String[] patients, int shuffles, long seed) {
        double[] labels = IntStream.range(0, positive.length)
                .mapToDouble(i -> positive[i] ? 1 : 0)
                .toArray();
        double[][] ranksOfEpochs =
                Arrays.stream(scoresOfEpochs).map(RocArea::ranks).toArray(double[][]::new);
        return best(ranksOfEpochs, labels, patients, shuffles, seed, (ranks, source) -> {
            double sum = 0;
            int positives = 0;
            for (int i = 0; i < source.length; i++) {
                if (positive[source[i]]) {
                    sum += ranks[i];
                    positives++;
                }
            }
            return (sum - positives * (positives + 1) / 2.0) / ((double) positives * (source.length - positives));
        });
    }

    /** Tests the macro-F1 of decisions. */
    public static PermutationTest macroF1(
            int[] decided, int[] truth, int classes, String[] patients, int shuffles, long seed) {
        return bestMacroF1(new int[][] {decided}, truth, classes, patients, shuffles, seed);
    }

    /**
     * Tests the greatest macro-F1 among epochs.
     *
     * @param decidedOfEpochs epochs x cases
     */
    public static PermutationTest bestMacroF1(
            int[][] decidedOfEpochs, int[] truth, int classes, String[] patients, int shuffles, long seed) {
        double[] labels = Arrays.stream(truth).asDoubleStream().toArray();
        return best(decidedOfEpochs, labels, patients, shuffles, seed, (decided, source) -> {
            int[] shuffled = Arrays.stream(source).map(i -> truth[i]).toArray();
            return ConfusionMatrix.of(shuffled, decided, classes).macroF1();
        });
    }

    /** Tests the R squared of predictions. */
    public static PermutationTest determination(
            double[] predicted, double[] truth, String[] patients, int shuffles, long seed) {
        return bestDetermination(new double[][] {predicted}, truth, patients, shuffles, seed);
    }

    /**
     * Tests the greatest R squared among epochs.
     *
     * @param predictedOfEpochs epochs x cases
     */
    public static PermutationTest bestDetermination(
            double[][] predictedOfEpochs, double[] truth, String[] patients, int shuffles, long seed) {
        return best(predictedOfEpochs, truth, patients, shuffles, seed, (predicted, source) -> {
            double[] shuffled = Arrays.stream(source).mapToDouble(i -> truth[i]).toArray();
            return QuantityFigures.determination(predicted, shuffled);
        });
    }

    /** A figure of one epoch's predictions when each case has the label of its source. */
    private interface Figure<T> {
        double of(T predictions, int[] source);
    }

    private static <T> PermutationTest best(
            T[] epochs, double[] labels, String[] patients, int shuffles, long seed, Figure<T> figure) {
        if (shuffles < SHUFFLES_MIN) {
            throw new IllegalArgumentException(
                    "labels must be shuffled at least " + SHUFFLES_MIN + " times, but are " + shuffles + " times");
        }
        if (epochs.length == 0) {
            throw new IllegalArgumentException("predictions of at least 1 epoch are needed, but there are 0");
        }
        ToDoubleFunction<int[]> greatest = source -> Arrays.stream(epochs)
                .mapToDouble(epoch -> figure.of(epoch, source))
                .max()
                .orElseThrow();
        LabelShuffles labelShuffles = new LabelShuffles(patients, labels, seed);
        double observed =
                greatest.applyAsDouble(IntStream.range(0, labels.length).toArray());
        double sum = 0;
        int atLeastAsHigh = 0;
        for (int shuffle = 0; shuffle < shuffles; shuffle++) {
            double shuffled = greatest.applyAsDouble(labelShuffles.next());
            sum += shuffled;
            // Equal figures may differ in the last bit. Written so that NaN counts against the figure.
            atLeastAsHigh += shuffled < observed - ROUNDING ? 0 : 1;
        }
        return new PermutationTest(observed, sum / shuffles, shuffles, atLeastAsHigh);
    }
}
