package io.earlyview.training.fitting;

import io.earlyview.exams.Target;
import io.earlyview.training.domain.LabelledExample;
import io.earlyview.training.fitting.network.Head;
import io.earlyview.training.fitting.network.Head.Calibration;
import java.util.Arrays;
import java.util.List;

/**
 * Fits the line on the outputs to examples that did not move the weights. For probabilities it is held near slope 1 and
 * offset 0 (Platt 1999, by Newton's method): with the few dozen examples of an inner validation set a free fit would
 * follow their noise. For quantities the line stays and the interval is as wide as 95 % of the examples need.
 */
public final class CalibrationFit {
    /** Below this many examples outputs are left as they are. */
    static final int EXAMPLES_MIN = 40;

    /** The largest error of fewer is exceeded by more than one new case of twenty. */
    private static final int INTERVAL_MIN = 19;

    private static final double SLOPE_PRECISION = 4;
    private static final double OFFSET_PRECISION = 4;
    private static final double SLOPE_MIN = 0.05;
    private static final double SLOPE_MAX = 5;
    private static final double COVERED = 0.95;

    private CalibrationFit() {}

    static Calibration fit(Targets targets, double[][] outputs, List<LabelledExample> examples) {
        double[] wanted =
                examples.stream().mapToDouble(example -> targets.of(example, 1)).toArray();
        return switch (targets.head()) {
            case Head.OneLogit _ -> line(column(outputs, 0), wanted);
            case Head.TwoLogits _ -> line(difference(outputs), wanted);
            case Head.ClassLogits _ -> temperature(outputs, wanted);
            case Head.RawClassScores _, Head.Measurements _ -> Calibration.NONE;
            case Head.LogVolume _, Head.RawQuantity _ -> interval(targets.line(), column(outputs, 0), wanted);
        };
    }

    /** What the calibration of a run rests on, in words; of too few examples, why it is none. */
    static String basis(Prepared run) {
        int examples = run.validation().size();
        if (!run.recipe().calibrated()) {
            return "not fitted, as the recipe asks for none";
        }
        if (run.target() instanceof Target.Quantity) {
            return "interval from " + examples + " inner validation examples"
                    + (examples < INTERVAL_MIN ? ", too narrow: at least " + INTERVAL_MIN + " are needed" : "");
        }
        return examples < EXAMPLES_MIN
                ? "not fitted: " + examples + " inner validation examples, at least " + EXAMPLES_MIN + " are needed"
                : "fitted to " + examples + " inner validation examples";
    }

    /** Slope and offset that make logits of a binary label most likely, held near 1 and 0; none for too few. */
    public static Calibration line(double[] logits, double[] positive) {
        if (logits.length < EXAMPLES_MIN) {
            return Calibration.NONE;
        }
        double slope = 1;
        double offset = 0;
        for (int round = 0; round < 50; round++) {
            double gs = SLOPE_PRECISION * (slope - 1);
            double go = OFFSET_PRECISION * offset;
            double hss = SLOPE_PRECISION;
            double hso = 0;
            double hoo = OFFSET_PRECISION;
            for (int i = 0; i < logits.length; i++) {
                double z = logits[i];
                double p = 1 / (1 + Math.exp(-(slope * z + offset)));
                double error = p - positive[i];
                double weight = p * (1 - p);
                gs += error * z;
                go += error;
                hss += weight * z * z;
                hso += weight * z;
                hoo += weight;
            }
            double determinant = hss * hoo - hso * hso;
            slope = Math.clamp(slope - (hoo * gs - hso * go) / determinant, SLOPE_MIN, SLOPE_MAX);
            offset -= (hss * go - hso * gs) / determinant;
        }
        return new Calibration(slope, offset);
    }

    /** One slope for all logits, by golden-section search of the penalised cross-entropy. */
    private static Calibration temperature(double[][] logits, double[] classes) {
        if (logits.length < EXAMPLES_MIN) {
            return Calibration.NONE;
        }
        double ratio = (Math.sqrt(5) - 1) / 2;
        double low = SLOPE_MIN;
        double high = SLOPE_MAX;
        for (int round = 0; round < 60; round++) {
            double left = high - ratio * (high - low);
            double right = low + ratio * (high - low);
            if (penalised(logits, classes, left) < penalised(logits, classes, right)) {
                high = right;
            } else {
                low = left;
            }
        }
        return new Calibration((low + high) / 2, 0);
    }

    private static double penalised(double[][] logits, double[] classes, double slope) {
        double loss = SLOPE_PRECISION * (slope - 1) * (slope - 1) / 2;
        for (int i = 0; i < logits.length; i++) {
            double[] scaled =
                    Arrays.stream(logits[i]).map(logit -> slope * logit).toArray();
            loss += ExampleLoss.of(new Head.ClassLogits(scaled.length), scaled, classes[i]);
        }
        return loss;
    }

    /** Half the width is the smallest that covers the share of the examples; of few examples the largest error. */
    private static Calibration interval(Calibration line, double[] outputs, double[] wanted) {
        double[] errors = new double[outputs.length];
        for (int i = 0; i < errors.length; i++) {
            errors[i] = line.slope() * Math.abs(outputs[i] - wanted[i]);
        }
        Arrays.sort(errors);
        int rank = Math.min(errors.length, (int) Math.ceil((errors.length + 1) * COVERED));
        return new Calibration(line.slope(), line.offset(), rank == 0 ? 0 : errors[rank - 1]);
    }

    private static double[] column(double[][] outputs, int column) {
        return Arrays.stream(outputs).mapToDouble(row -> row[column]).toArray();
    }

    private static double[] difference(double[][] outputs) {
        return Arrays.stream(outputs).mapToDouble(row -> row[1] - row[0]).toArray();
    }
}
