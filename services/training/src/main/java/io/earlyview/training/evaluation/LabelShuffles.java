package io.earlyview.training.evaluation;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Puts labels where they do not belong, patient by patient. Labels of one patient are no independent draws: where all
 * cases of a patient have one label, patients exchange it; where they differ, the patients are put in another order, the
 * labels of each among themselves too, and all dealt out anew, so that those of one patient stay side by side. Without the
 * second, patients who all have the same labels in the same order would give every shuffle the true figure. With as many cases in each patient that
 * exchanges whole patients; otherwise it is an approximation, good where patients are many.
 */
final class LabelShuffles {
    private final int[][] casesOfPatient;
    private final boolean oneLabelEach;
    private final SplittableRandom random;

    /**
     * @param patients the patient of each case
     * @param labels the label of each case, as a number
     */
    LabelShuffles(String[] patients, double[] labels, long seed) {
        Lengths.same("labels", labels.length, patients.length);
        casesOfPatient = PatientCases.of(patients);
        oneLabelEach = Arrays.stream(casesOfPatient).allMatch(cases -> distinct(cases, labels) == 1);
        random = new SplittableRandom(seed);
    }

    /** For each case the case whose label it gets. */
    int[] next() {
        int[][] shuffled = casesOfPatient.clone();
        for (int last = shuffled.length - 1; last > 0; last--) {
            int other = random.nextInt(last + 1);
            int[] swapped = shuffled[last];
            shuffled[last] = shuffled[other];
            shuffled[other] = swapped;
        }
        if (!oneLabelEach) {
            Arrays.setAll(shuffled, patient -> shuffledWithin(shuffled[patient]));
        }
        int[] givers = PatientCases.joined(shuffled);
        int[] source = new int[givers.length];
        int dealt = 0;
        for (int patient = 0; patient < casesOfPatient.length; patient++) {
            for (int taker : casesOfPatient[patient]) {
                source[taker] = oneLabelEach ? shuffled[patient][0] : givers[dealt++];
            }
        }
        return source;
    }

    private int[] shuffledWithin(int[] cases) {
        int[] shuffled = cases.clone();
        for (int last = shuffled.length - 1; last > 0; last--) {
            int other = random.nextInt(last + 1);
            int swapped = shuffled[last];
            shuffled[last] = shuffled[other];
            shuffled[other] = swapped;
        }
        return shuffled;
    }

    private static int distinct(int[] cases, double[] labels) {
        Set<Double> found = new HashSet<>();
        for (int i : cases) {
            found.add(labels[i]);
        }
        return found.size();
    }
}
