package io.earlyview.training.evaluation;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Draws whole patients with replacement, so that several cases of one patient do not pass for independent ones. The
 * interval is the percentile interval (Efron and Tibshirani 1993, chapter 13). The same seed draws the same patients.
 */
final class PatientBootstrap {
    /** Draws behind every interval. */
    static final int ROUNDS = 2000;

    private final int[][] casesOfPatient;
    private final long seed;

    /** @param patients the patient of each case */
    PatientBootstrap(String[] patients, long seed) {
        this.casesOfPatient = PatientCases.of(patients);
        this.seed = seed;
    }

    /**
     * A figure of all cases with its interval over draws.
     *
     * @param figure of the cases with these indices; a draw for which it is NaN is left out
     */
    Estimate estimate(ToDoubleFunction<int[]> figure) {
        double[] drawn = Arrays.stream(draws(figure))
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        int cases = Arrays.stream(casesOfPatient).mapToInt(list -> list.length).sum();
        double value = figure.applyAsDouble(IntStream.range(0, cases).toArray());
        double tail = (1 - Estimate.LEVEL) / 2;
        return new Estimate(value, Quantiles.sorted(drawn, tail), Quantiles.sorted(drawn, 1 - tail));
    }

    /** The figure of each draw. Two figures with one seed see the same draws. */
    double[] draws(ToDoubleFunction<int[]> figure) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            values[round] = figure.applyAsDouble(draw(random));
        }
        return values;
    }

    private int[] draw(SplittableRandom random) {
        int[][] drawn = new int[casesOfPatient.length][];
        Arrays.setAll(drawn, i -> casesOfPatient[random.nextInt(casesOfPatient.length)]);
        return PatientCases.joined(drawn);
    }
}
