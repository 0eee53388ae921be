package io.earlyview.training.evaluation;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.hipparchus.distribution.continuous.NormalDistribution;

/**
 * How good predictions of a quantity are, each figure with its interval over patients: n is the patients, however many
 * cases each has.
 *
 * @param determination R squared: 1 less the squared errors over those of the cases' own mean; 0 or below says nothing
 *     was learned, NaN where the quantity does not vary
 * @param meanAbsoluteError in the quantity's unit
 * @param bias mean of prediction less truth
 * @param limitLow bias less 1.96 standard deviations of the difference (Bland and Altman, Lancet 327:307, 1986): 95 % of
 *     normal differences lie between this and the next
 * @param limitHigh bias and 1.96 standard deviations
 */
public record QuantityFigures(
        int patients,
        int cases,
        Estimate determination,
        Estimate meanAbsoluteError,
        Estimate bias,
        Estimate limitLow,
        Estimate limitHigh) {

    private static final double REACH = new NormalDistribution().inverseCumulativeProbability(0.5 + Estimate.LEVEL / 2);

    /** Figures of these predictions. */
    public static QuantityFigures of(double[] predicted, double[] truth, String[] patients, long seed) {
        int cases = Lengths.same("predictions", predicted.length, truth.length);
        Lengths.same("patients", patients.length, cases);
        double[] difference = IntStream.range(0, cases)
                .mapToDouble(i -> predicted[i] - truth[i])
                .toArray();
        PatientBootstrap bootstrap = new PatientBootstrap(patients, seed);
        return new QuantityFigures(
                PatientCases.of(patients).length,
                cases,
                bootstrap.estimate(drawn -> determination(difference, truth, drawn)),
                bootstrap.estimate(drawn -> Arrays.stream(drawn)
                        .mapToDouble(i -> Math.abs(difference[i]))
                        .average()
                        .orElse(Double.NaN)),
                bootstrap.estimate(drawn -> mean(select(difference, drawn))),
                bootstrap.estimate(drawn -> limit(select(difference, drawn), -REACH)),
                bootstrap.estimate(drawn -> limit(select(difference, drawn), REACH)));
    }

    /** R squared of all cases. */
    static double determination(double[] predicted, double[] truth) {
        int[] all = IntStream.range(0, truth.length).toArray();
        double[] difference =
                Arrays.stream(all).mapToDouble(i -> predicted[i] - truth[i]).toArray();
        return determination(difference, truth, all);
    }

    private static double determination(double[] difference, double[] truth, int[] drawn) {
        double mean = mean(select(truth, drawn));
        double errors = 0;
        double spread = 0;
        for (int i : drawn) {
            errors += difference[i] * difference[i];
            spread += (truth[i] - mean) * (truth[i] - mean);
        }
        return spread > 0 ? 1 - errors / spread : Double.NaN;
    }

    private static double limit(double[] difference, double reach) {
        return mean(difference) + reach * Math.sqrt(RocArea.variance(difference));
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }

    private static double[] select(double[] values, int[] drawn) {
        return Arrays.stream(drawn).mapToDouble(i -> values[i]).toArray();
    }
}
