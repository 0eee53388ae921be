package io.earlyview.training.fitting;

import io.earlyview.training.domain.LabelledExample;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Two parts of a set of examples, no patient in both, with the classes in about the same shares. The same seed splits
 * the same way, in whatever order the examples come.
 */
record Split(List<LabelledExample> first, List<LabelledExample> second) {

    /** Splits off about this share of the examples of each class as {@code second}. */
    static Split of(List<LabelledExample> examples, double share, long seed) {
        Map<String, List<LabelledExample>> patients = examples.stream()
                .sorted(Comparator.comparing(LabelledExample::acquisitionId))
                .collect(Collectors.groupingBy(LabelledExample::splitKey, TreeMap::new, Collectors.toList()));
        Map<Boolean, List<List<LabelledExample>>> strata =
                patients.values().stream().collect(Collectors.partitioningBy(Split::mostlyPositive));
        List<LabelledExample> first = new ArrayList<>();
        List<LabelledExample> second = new ArrayList<>();
        Random random = new Random(seed);
        for (List<List<LabelledExample>> stratum : strata.values()) {
            List<List<LabelledExample>> shuffled = new ArrayList<>(stratum);
            Collections.shuffle(shuffled, random);
            long wanted =
                    Math.round(share * stratum.stream().mapToInt(List::size).sum());
            int taken = 0;
            for (List<LabelledExample> patient : shuffled) {
                boolean take = taken < wanted;
                (take ? second : first).addAll(patient);
                taken += take ? patient.size() : 0;
            }
        }
        return new Split(List.copyOf(first), List.copyOf(second));
    }

    private static boolean mostlyPositive(List<LabelledExample> patient) {
        return 2 * patient.stream().filter(LabelledExample::positive).count() >= patient.size();
    }
}
