package io.earlyview.training.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Probabilities against what came true, in bins of about equally many cases. Equal probabilities stand in one bin, so
 * that the order of the cases does not show; there may be fewer bins than asked for.
 *
 * @param cases all cases
 * @param expectedCalibrationError mean distance of a bin's mean probability from its share of positives, weighted by
 *     cases (Naeini and others, AAAI 2015). Chance alone lifts it above 0, the more the fewer cases a bin has: read it
 *     with the cases and the number of bins
 */
public record Reliability(int cases, List<Bin> bins, double expectedCalibrationError) {

    private static final int CASES_OF_BIN = 10;
    private static final int BINS_MOST = 10;

    /**
     * Neighbouring probabilities and the share of positives among their cases.
     *
     * @param low least probability
     * @param high greatest probability
     * @param mean their mean
     */
    public record Bin(double low, double high, double mean, Proportion observed) {}

    public Reliability {
        bins = List.copyOf(bins);
    }

    /** As many bins as leave ten cases for each, at most ten. */
    public static Reliability of(double[] probabilities, boolean[] positive) {
        return of(probabilities, positive, Math.clamp(probabilities.length / CASES_OF_BIN, 1, BINS_MOST));
    }

    /** Puts the cases into at most this many bins. */
    public static Reliability of(double[] probabilities, boolean[] positive, int binsMax) {
        int cases = Lengths.same("probabilities", probabilities.length, positive.length);
        if (binsMax < 1 || binsMax > cases) {
            throw new IllegalArgumentException("bins must lie in 1.." + cases + ", but are " + binsMax);
        }
        List<List<Integer>> members = members(probabilities, binsMax);
        List<Bin> bins = new ArrayList<>();
        double error = 0;
        for (List<Integer> bin : members) {
            if (!bin.isEmpty()) {
                double[] values =
                        bin.stream().mapToDouble(i -> probabilities[i]).sorted().toArray();
                int hits = (int) bin.stream().filter(i -> positive[i]).count();
                double sum = 0;
                for (double value : values) {
                    sum += value;
                }
                bins.add(new Bin(
                        values[0],
                        values[values.length - 1],
                        sum / values.length,
                        new Proportion(hits, values.length)));
                error += Math.abs(sum - hits) / cases;
            }
        }
        return new Reliability(cases, bins, error);
    }

    /** A case goes where the middle of its ties goes. */
    private static List<List<Integer>> members(double[] probabilities, int bins) {
        double[] sorted = probabilities.clone();
        Arrays.sort(sorted);
        List<List<Integer>> members = new ArrayList<>();
        for (int bin = 0; bin < bins; bin++) {
            members.add(new ArrayList<>());
        }
        for (int i = 0; i < probabilities.length; i++) {
            long twiceTheRank =
                    RocArea.firstAtLeast(sorted, probabilities[i]) + RocArea.firstAbove(sorted, probabilities[i]) - 1L;
            members.get((int) (twiceTheRank * bins / (2L * sorted.length))).add(i);
        }
        return members;
    }
}
