package io.earlyview.training.fitting;

import io.earlyview.exams.Target;
import io.earlyview.training.domain.LabelledExample;
import io.earlyview.training.domain.LockedTestSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Two parts of a set of examples, no patient in both, with the classes in about the same shares. The same seed splits
 * the same way, in whatever order the examples come.
 */
record Split(List<LabelledExample> first, List<LabelledExample> second) {

    private static final int STRATA_OF_A_QUANTITY = 4;

    /** Splits off about this share of the examples of each class, or of each quarter of a quantity, as {@code second}. */
    static Split of(List<LabelledExample> examples, Target target, double share, long seed) {
        Map<String, List<LabelledExample>> patients = examples.stream()
                .sorted(Comparator.comparing(LabelledExample::acquisitionId))
                .collect(Collectors.groupingBy(LabelledExample::splitKey, TreeMap::new, Collectors.toList()));
        ToDoubleFunction<List<LabelledExample>> stratumOf = target.classes().isEmpty()
                ? quarters(patients.values())
                : patient -> rarest(
                        patient, Classes.counts(examples, target.classes().size()));
        Map<Double, List<List<LabelledExample>>> strata = patients.values().stream()
                .collect(Collectors.groupingBy(stratumOf::applyAsDouble, TreeMap::new, Collectors.toList()));
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

    /** The locked patients' examples as {@code second}; in order of their ids. */
    static Split locked(List<LabelledExample> examples, LockedTestSet locked) {
        Map<Boolean, List<LabelledExample>> parts = examples.stream()
                .sorted(Comparator.comparing(LabelledExample::acquisitionId))
                .collect(Collectors.partitioningBy(locked::holds));
        return new Split(List.copyOf(parts.get(false)), List.copyOf(parts.get(true)));
    }

    /** The rarest class that a patient has, so that it comes to both sides. */
    private static double rarest(List<LabelledExample> patient, int[] counts) {
        return patient.stream()
                .map(LabelledExample::classIndex)
                .min(Comparator.<Integer>comparingInt(index -> counts[index]).thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
    }

    private static ToDoubleFunction<List<LabelledExample>> quarters(Collection<List<LabelledExample>> patients) {
        double[] means =
                patients.stream().mapToDouble(Split::meanLabel).sorted().toArray();
        return patient -> {
            int rank = Arrays.binarySearch(means, meanLabel(patient));
            return Math.floorDiv(STRATA_OF_A_QUANTITY * Math.max(rank, 0), means.length);
        };
    }

    private static double meanLabel(List<LabelledExample> patient) {
        return patient.stream().mapToDouble(LabelledExample::label).average().orElseThrow();
    }
}
