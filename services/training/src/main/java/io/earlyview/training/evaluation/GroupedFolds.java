package io.earlyview.training.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Parts for cross-validation: no patient in two of them, the strata in about the same shares. The same seed parts the
 * same way, in whatever order the cases come.
 */
public final class GroupedFolds {
    private GroupedFolds() {}

    /**
     * The fold of each case, from 0. Patients with many cases are placed first, as they are the hardest to place; each
     * goes where the strata stay most even.
     *
     * @param patients the patient of each case
     * @param strata the class of each case, from 0, or a quantity's {@link #quantileStrata}
     * @param folds at least 2, at most the number of patients
     */
    public static int[] of(String[] patients, int[] strata, int folds, long seed) {
        Lengths.same("strata", strata.length, patients.length);
        int[][] casesOfPatient = PatientCases.of(patients);
        if (folds < 2 || folds > casesOfPatient.length) {
            throw new IllegalArgumentException("folds of " + casesOfPatient.length + " patients must lie in 2.."
                    + casesOfPatient.length + ", but are " + folds);
        }
        List<int[]> order = new ArrayList<>(Arrays.asList(casesOfPatient));
        Collections.shuffle(order, new Random(seed));
        order.sort(Comparator.comparingInt((int[] cases) -> cases.length).reversed());
        int[] wholeStrata = counts(strata, Arrays.stream(strata).max().orElse(0) + 1);
        int[][] foldStrata = new int[folds][wholeStrata.length];
        int[] foldCases = new int[folds];
        int[] foldOfCase = new int[patients.length];
        for (int[] cases : order) {
            int[] added = counts(Arrays.stream(cases).map(i -> strata[i]).toArray(), wholeStrata.length);
            int chosen = fittest(foldStrata, foldCases, added, wholeStrata);
            for (int stratum = 0; stratum < added.length; stratum++) {
                foldStrata[chosen][stratum] += added[stratum];
            }
            foldCases[chosen] += cases.length;
            for (int i : cases) {
                foldOfCase[i] = chosen;
            }
        }
        return foldOfCase;
    }

    /**
     * Strata of a quantity with about equally many cases, from 0; equal values stand in one.
     *
     * @param strata at least 1
     */
    public static int[] quantileStrata(double[] values, int strata) {
        if (strata < 1) {
            throw new IllegalArgumentException("strata must be at least 1, but are " + strata);
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return Arrays.stream(values)
                .mapToInt(value -> (int) ((long) RocArea.firstAtLeast(sorted, value) * strata / sorted.length))
                .toArray();
    }

    /** The fold that these cases crowd least: what grows is the sum of squared shares of the strata. */
    private static int fittest(int[][] foldStrata, int[] foldCases, int[] added, int[] wholeStrata) {
        int fittest = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int fold = 0; fold < foldStrata.length; fold++) {
            double growth = 0;
            for (int stratum = 0; stratum < added.length; stratum++) {
                if (added[stratum] > 0) {
                    double whole = wholeStrata[stratum];
                    double before = foldStrata[fold][stratum] / whole;
                    double after = (foldStrata[fold][stratum] + added[stratum]) / whole;
                    growth += after * after - before * before;
                }
            }
            boolean emptier = Math.abs(growth - least) <= 1e-12 && foldCases[fold] < foldCases[fittest];
            if (growth < least - 1e-12 || emptier) {
                fittest = fold;
                least = growth;
            }
        }
        return fittest;
    }

    private static int[] counts(int[] strata, int number) {
        int[] counts = new int[number];
        for (int stratum : strata) {
            counts[stratum]++;
        }
        return counts;
    }
}
