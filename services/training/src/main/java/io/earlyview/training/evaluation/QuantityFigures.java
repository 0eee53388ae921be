package io.earlyview.training.evaluation;

import io.earlyview.training.domain.Figure;
import io.earlyview.training.domain.LabelledExample;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Figures of a quantity with its interval. What always saying the mean would do is the measure. */
final class QuantityFigures {
    private QuantityFigures() {}

    static List<Figure> of(List<LabelledExample> examples, double[][] predictions) {
        double[] truth = examples.stream().mapToDouble(LabelledExample::label).toArray();
        double[] said = Arrays.stream(predictions).mapToDouble(row -> row[0]).toArray();
        PatientDraws draws = new PatientDraws(examples);
        int covered = (int) IntStream.range(0, truth.length)
                .filter(i -> truth[i] >= predictions[i][1] && truth[i] <= predictions[i][2])
                .count();
        ToDoubleFunction<int[]> error = cases -> absoluteError(truth, said, cases);
        return List.of(
                draws.figure("r_squared", cases -> explained(truth, said, cases)),
                draws.figure("mean_absolute_error", error),
                draws.figure("error_saved", cases -> saved(truth, said, cases)),
                draws.figure("bias", cases -> Arrays.stream(cases)
                        .mapToDouble(i -> said[i] - truth[i])
                        .average()
                        .orElse(Double.NaN)),
                Shares.figure("interval_coverage", covered, truth.length));
    }

    static double explained(List<LabelledExample> examples, double[][] predictions) {
        double[] truth = examples.stream().mapToDouble(LabelledExample::label).toArray();
        double[] said = Arrays.stream(predictions).mapToDouble(row -> row[0]).toArray();
        return explained(truth, said, IntStream.range(0, truth.length).toArray());
    }

    /** One minus the squared errors over those of always saying these cases' mean. */
    private static double explained(double[] truth, double[] said, int[] cases) {
        double mean = mean(truth, cases);
        double errors = 0;
        double spread = 0;
        for (int i : cases) {
            errors += (said[i] - truth[i]) * (said[i] - truth[i]);
            spread += (mean - truth[i]) * (mean - truth[i]);
        }
        return spread == 0 ? Double.NaN : 1 - errors / spread;
    }

    private static double saved(double[] truth, double[] said, int[] cases) {
        double mean = mean(truth, cases);
        double[] always = new double[truth.length];
        Arrays.fill(always, mean);
        double least = absoluteError(truth, always, cases);
        return least == 0 ? Double.NaN : 1 - absoluteError(truth, said, cases) / least;
    }

    private static double absoluteError(double[] truth, double[] said, int[] cases) {
        return Arrays.stream(cases)
                .mapToDouble(i -> Math.abs(said[i] - truth[i]))
                .average()
                .orElse(Double.NaN);
    }

    private static double mean(double[] truth, int[] cases) {
        return Arrays.stream(cases).mapToDouble(i -> truth[i]).average().orElse(Double.NaN);
    }
}
