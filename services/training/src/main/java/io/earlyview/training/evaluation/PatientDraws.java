package io.earlyview.training.evaluation;

import io.earlyview.training.domain.Figure;
import io.earlyview.training.domain.LabelledExample;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Intervals from drawing whole patients with replacement (percentile interval, Efron and Tibshirani 1993, chapter 13), so
 * that several examples of one patient do not pass for independent ones. The same examples draw the same.
 */
final class PatientDraws {
    private static final int ROUNDS = 1000;
    private static final double TAIL = 0.025;
    private static final long SEED = 20_261_124;

    private final int[][] casesOfPatient;
    private final int cases;

    PatientDraws(List<LabelledExample> examples) {
        TreeMap<String, IntStream.Builder> patients = new TreeMap<>();
        for (int i = 0; i < examples.size(); i++) {
            patients.computeIfAbsent(examples.get(i).splitKey(), _ -> IntStream.builder())
                    .add(i);
        }
        casesOfPatient =
                patients.values().stream().map(each -> each.build().toArray()).toArray(int[][]::new);
        cases = examples.size();
    }

    /** A figure of the cases with these indices, with its interval; draws for which it is NaN are left out. */
    Figure figure(String name, ToDoubleFunction<int[]> of) {
        SplittableRandom random = new SplittableRandom(SEED);
        double[] drawn = IntStream.range(0, ROUNDS)
                .mapToDouble(_ -> of.applyAsDouble(draw(random)))
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        double value = of.applyAsDouble(IntStream.range(0, cases).toArray());
        return drawn.length == 0
                ? new Figure(name, value, Double.NaN, Double.NaN)
                : new Figure(name, value, drawn[place(TAIL, drawn)], drawn[place(1 - TAIL, drawn)]);
    }

    private static int place(double share, double[] sorted) {
        return (int) Math.round(share * (sorted.length - 1));
    }

    private int[] draw(SplittableRandom random) {
        return IntStream.range(0, casesOfPatient.length)
                .mapToObj(_ -> casesOfPatient[random.nextInt(casesOfPatient.length)])
                .flatMapToInt(Arrays::stream)
                .toArray();
    }
}
