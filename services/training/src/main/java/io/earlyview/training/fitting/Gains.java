package io.earlyview.training.fitting;

import io.earlyview.exams.Target;
import io.earlyview.training.checks.observation.Gain;
import io.earlyview.training.domain.LabelledExample;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/** What outputs are worth beside the answer that needs no picture: how common each class is, or the mean of the target. */
final class Gains {
    private final Prepared run;
    private final DoubleUnaryOperator constantLoss;

    Gains(Prepared run) {
        this.run = run;
        this.constantLoss = constantLoss(run);
    }

    /** Of outputs for examples that moved no weight. */
    Gain of(double[][] outputs, List<LabelledExample> examples) {
        double[] wanted = run.wanted(examples);
        Map<String, double[]> patients = new LinkedHashMap<>();
        double saved = 0;
        double all = 0;
        for (int i = 0; i < wanted.length; i++) {
            double constant = constantLoss.applyAsDouble(wanted[i]);
            double less = run.weight(wanted[i]) * (constant - ExampleLoss.of(run.head(), outputs[i], wanted[i]));
            double[] sums = patients.computeIfAbsent(examples.get(i).splitKey(), _ -> new double[2]);
            sums[0] += less;
            sums[1] += run.weight(wanted[i]) * constant;
            saved += less;
            all += run.weight(wanted[i]) * constant;
        }
        return patients.isEmpty()
                ? Gain.UNKNOWN
                : new Gain(saved / all, error(patients, saved / all) / all, patients.size());
    }

    /** Mean loss of the best constant of the training part on such targets. */
    double constantLoss(double[] wanted) {
        double sum = 0;
        double all = 0;
        for (double each : wanted) {
            sum += run.weight(each) * constantLoss.applyAsDouble(each);
            all += run.weight(each);
        }
        return sum / all;
    }

    /** Of the sum over patients of what a ratio leaves (linearised, as for a ratio of two sums). */
    private static double error(Map<String, double[]> patients, double ratio) {
        int count = patients.size();
        double squares = patients.values().stream()
                .mapToDouble(sums -> Math.pow(sums[0] - ratio * sums[1], 2))
                .sum();
        return count < 2 ? Double.POSITIVE_INFINITY : Math.sqrt(squares * count / (count - 1));
    }

    private static DoubleUnaryOperator constantLoss(Prepared run) {
        if (run.target() instanceof Target.Quantity) {
            double mean = Numbers.mean(run.wanted(run.train()));
            return wanted -> (wanted - mean) * (wanted - mean);
        }
        double[] shares =
                run.weighted(Classes.shares(run.train(), run.target().classes().size()));
        return wanted -> -Math.log(Math.max(shares[(int) wanted], 1e-6));
    }
}
