package io.earlyview.training.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which cases belong to which patient. */
final class PatientCases {
    private PatientCases() {}

    /** The case indices of each patient; patients in the order of their keys, cases in their own. */
    static int[][] of(String[] patients) {
        Map<String, List<Integer>> cases = new TreeMap<>();
        for (int i = 0; i < patients.length; i++) {
            cases.computeIfAbsent(patients[i], patient -> new ArrayList<>()).add(i);
        }
        return cases.values().stream()
                .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
    }

    /** All these cases, one patient after the other. */
    static int[] joined(int[][] casesOfPatient) {
        int[] all = new int
                [Arrays.stream(casesOfPatient).mapToInt(list -> list.length).sum()];
        int at = 0;
        for (int[] cases : casesOfPatient) {
            System.arraycopy(cases, 0, all, at, cases.length);
            at += cases.length;
        }
        return all;
    }
}
