package io.earlyview.training.fitting;

import io.earlyview.training.checks.observation.Outcome.Permutation;
import io.earlyview.training.domain.LabelledExample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How often labels dealt out anew do as well as the true ones (permutation test: Good 2005, chapter 3). Patients are
 * shuffled as wholes, and each patient's labels among themselves: they stay together, so that examples of one patient do
 * not pass for independent, and where one patient has several classes they still change places.
 */
final class LabelShuffles {
    private static final int SHUFFLES = 999;
    /** Rounding must not make an equal figure a smaller one. */
    private static final double ROUNDING = 1e-12;

    private final List<LabelledExample> examples;
    private final List<List<Integer>> patients;
    private final long seed;

    private LabelShuffles(List<LabelledExample> examples, List<List<Integer>> patients, long seed) {
        this.examples = examples;
        this.patients = patients;
        this.seed = seed;
    }

    static LabelShuffles of(List<LabelledExample> examples, long seed) {
        TreeMap<String, List<Integer>> patients = new TreeMap<>();
        for (int i = 0; i < examples.size(); i++) {
            patients.computeIfAbsent(examples.get(i).splitKey(), _ -> new ArrayList<>())
                    .add(i);
        }
        return new LabelShuffles(examples, List.copyOf(patients.values()), seed);
    }

    /** {@code figure} of the examples under other labels: the larger, the better; a true figure of NaN is no evidence. */
    Permutation test(ToDoubleFunction<List<LabelledExample>> figure) {
        double truth = figure.applyAsDouble(examples);
        if (Double.isNaN(truth)) {
            return new Permutation(SHUFFLES, 1);
        }
        Random random = new Random(seed);
        long asGood = IntStream.range(0, SHUFFLES)
                .filter(_ -> figure.applyAsDouble(dealt(random)) >= truth - ROUNDING)
                .count();
        return new Permutation(SHUFFLES, (1.0 + asGood) / (1 + SHUFFLES));
    }

    /** Labels laid out patient by patient, patients in a drawn order, dealt out to the patients in their own order. */
    private List<LabelledExample> dealt(Random random) {
        List<List<Integer>> drawn = new ArrayList<>(patients);
        Collections.shuffle(drawn, random);
        int[] from = drawn.stream()
                .flatMap(patient -> shuffled(patient, random).stream())
                .mapToInt(i -> i)
                .toArray();
        int[] into = patients.stream().flatMap(List::stream).mapToInt(i -> i).toArray();
        LabelledExample[] dealt = new LabelledExample[examples.size()];
        for (int i = 0; i < into.length; i++) {
            dealt[into[i]] =
                    examples.get(into[i]).labelled(examples.get(from[i]).label());
        }
        return Arrays.asList(dealt);
    }

    private static List<Integer> shuffled(List<Integer> patient, Random random) {
        List<Integer> drawn = new ArrayList<>(patient);
        Collections.shuffle(drawn, random);
        return drawn;
    }
}
