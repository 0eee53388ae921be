package io.earlyview.training.fitting.network;

import java.util.Arrays;

/**
 * What a network's outputs mean. Realised three times: as a loss in fitting, as the last nodes of the ONNX graph, and as
 * {@link #decode} for comparing the two.
 */
public sealed interface Head {

    /** How many numbers the last layer gives for one acquisition. */
    int outputs();

    /** How many numbers the loss compares them with for one acquisition. */
    default int targets() {
        return 1;
    }

    /**
     * The prediction that outputs stand for: P(positive) alone, one probability a class, or value, low and high of a
     * quantity.
     *
     * @param voxelMillilitres volume of one voxel; 1 for heads that do not ask
     */
    double[] decode(double[] outputs, Calibration calibration, double voxelMillilitres);

    /**
     * Straight line on the outputs, fitted on examples that did not move the weights.
     *
     * @param slope above 0, or ranks would turn round
     * @param halfWidth half of the interval of a quantity, on the scale of the line's outcome; 0 for probabilities
     */
    record Calibration(double slope, double offset, double halfWidth) {
        /** Leaves outputs as they are. */
        public static final Calibration NONE = new Calibration(1, 0, 0);

        /** The line without an interval. */
        public Calibration(double slope, double offset) {
            this(slope, offset, 0);
        }

        /** The line's outcome. */
        public double of(double output) {
            return slope * output + offset;
        }
    }

    /** One logit: P(positive) is its sigmoid. */
    record OneLogit() implements Head {
        @Override
        public int outputs() {
            return 1;
        }

        @Override
        public double[] decode(double[] outputs, Calibration calibration, double voxelMillilitres) {
            return new double[] {sigmoid(calibration.of(outputs[0]))};
        }
    }

    /** A logit for negative and one for positive: P(positive) is the second column of their softmax. */
    record TwoLogits() implements Head {
        @Override
        public int outputs() {
            return 2;
        }

        @Override
        public double[] decode(double[] outputs, Calibration calibration, double voxelMillilitres) {
            return new double[] {sigmoid(calibration.of(outputs[1] - outputs[0]))};
        }
    }

    /** One logit a class: probabilities are their softmax; the calibration's slope is the inverse temperature. */
    record ClassLogits(int classes) implements Head {
        @Override
        public int outputs() {
            return classes;
        }

        @Override
        public double[] decode(double[] outputs, Calibration calibration, double voxelMillilitres) {
            return softmax(Arrays.stream(outputs)
                    .map(output -> calibration.slope() * output)
                    .toArray());
        }
    }

    /**
     * One raw number a class where the loss expects log-probabilities: a mistake of a source problem, kept to show what
     * names it. The largest number decides; probabilities are the softmax of what can be made of it.
     */
    record RawClassScores(int classes) implements Head {
        @Override
        public int outputs() {
            return classes;
        }

        @Override
        public double[] decode(double[] outputs, Calibration calibration, double voxelMillilitres) {
            return softmax(outputs);
        }
    }

    /** The logarithm of a volume in voxels, standardised: millilitres are its exponential times a voxel's volume. */
    record LogVolume() implements Head {
        @Override
        public int outputs() {
            return 1;
        }

        @Override
        public double[] decode(double[] outputs, Calibration calibration, double voxelMillilitres) {
            double log = calibration.of(outputs[0]) + Math.log(voxelMillilitres);
            return new double[] {
                Math.exp(log), Math.exp(log - calibration.halfWidth()), Math.exp(log + calibration.halfWidth())
            };
        }
    }

    /** The quantity itself, blind to the spacing of voxels: what a source problem did. */
    record RawQuantity() implements Head {
        @Override
        public int outputs() {
            return 1;
        }

        @Override
        public double[] decode(double[] outputs, Calibration calibration, double voxelMillilitres) {
            double value = calibration.of(outputs[0]);
            return new double[] {value, value - calibration.halfWidth(), value + calibration.halfWidth()};
        }
    }

    /**
     * Several numbers at once, such as the uptake of several regions: what an encoder is taught on before it meets an
     * exam. No exam asks for them.
     */
    record Measurements(int numbers) implements Head {
        @Override
        public int outputs() {
            return numbers;
        }

        @Override
        public int targets() {
            return numbers;
        }

        @Override
        public double[] decode(double[] outputs, Calibration calibration, double voxelMillilitres) {
            return outputs.clone();
        }
    }

    private static double sigmoid(double logit) {
        return 1 / (1 + Math.exp(-logit));
    }

    private static double[] softmax(double[] logits) {
        double largest = Arrays.stream(logits).max().orElseThrow();
        double[] shares =
                Arrays.stream(logits).map(logit -> Math.exp(logit - largest)).toArray();
        double sum = Arrays.stream(shares).sum();
        return Arrays.stream(shares).map(share -> share / sum).toArray();
    }
}
