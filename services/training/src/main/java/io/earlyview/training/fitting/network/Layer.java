package io.earlyview.training.fitting.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One step of a network from raw values to its outputs. Shapes leave out the batch axis: a grid is channels, rows,
 * columns, or after {@link Preparation.AsVolume} channels, planes, rows, columns; after {@link Flatten} and {@link GlobalAveragePool}
 * features alone come out. Kernels and windows are as long along every axis of the grid.
 *
 * <p>Layers are described here once and realised twice, for fitting and as ONNX; a layer kind that one side lacks does
 * not compile. Preprocessing is layers too, so that fitting and scoring cannot drift apart.
 */
public sealed interface Layer
        permits Layer.Convolution,
                Layer.BatchNorm,
                Layer.Relu,
                Layer.MaxPool,
                Layer.AveragePool,
                Layer.GlobalAveragePool,
                Layer.Residual,
                Layer.Flatten,
                Layer.Dense,
                Layer.Dropout,
                Preparation,
                ViewSet {

    /** Shape that comes out when {@code in} goes in; refuses a shape that the layer cannot take. */
    int[] outputShape(int[] in);

    /** Parameters of the layer for this input, without a prefix, in a fixed order. */
    default List<ParameterSpecification> parameters(int[] in) {
        return List.of();
    }

    /** Convolution over the grid; {@code bias} is left out where batch normalisation follows. */
    record Convolution(int filters, int kernel, int stride, int padding, boolean bias) implements Layer {
        @Override
        public int[] outputShape(int[] in) {
            Shapes.requireGrid(this, in);
            int[] out = in.clone();
            out[0] = filters;
            for (int axis = 1; axis < in.length; axis++) {
                out[axis] = Shapes.windows(this, in[axis] + 2 * padding, kernel, stride);
            }
            return out;
        }

        @Override
        public List<ParameterSpecification> parameters(int[] in) {
            int[] shape = new int[in.length + 1];
            Arrays.fill(shape, kernel);
            shape[0] = filters;
            shape[1] = in[0];
            int fanIn = Shapes.values(shape) / filters;
            List<ParameterSpecification> all = new ArrayList<>();
            all.add(ParameterSpecification.weight(fanIn, shape));
            if (bias) {
                all.add(ParameterSpecification.bias(fanIn, filters));
            }
            return all;
        }
    }

    /** Batch normalisation over the first axis; in scoring with the running mean and variance. */
    record BatchNorm() implements Layer {
        /** Added to the variance. */
        public static final float EPSILON = 1e-5f;

        @Override
        public int[] outputShape(int[] in) {
            return in.clone();
        }

        @Override
        public List<ParameterSpecification> parameters(int[] in) {
            return ParameterSpecification.normalisation(in[0]);
        }
    }

    /** max(x, 0). */
    record Relu() implements Layer {
        @Override
        public int[] outputShape(int[] in) {
            return in.clone();
        }
    }

    /** Largest value of each window; windows do not overlap, a rest at the border is dropped. */
    record MaxPool(int size) implements Layer {
        @Override
        public int[] outputShape(int[] in) {
            return Shapes.pooled(this, in, size);
        }
    }

    /** Mean of each window; windows do not overlap, a rest at the border is dropped. */
    record AveragePool(int size) implements Layer {
        @Override
        public int[] outputShape(int[] in) {
            return Shapes.pooled(this, in, size);
        }
    }

    /** Mean of each channel: features come out. */
    record GlobalAveragePool() implements Layer {
        @Override
        public int[] outputShape(int[] in) {
            Shapes.requireGrid(this, in);
            return new int[] {in[0]};
        }
    }

    /** Sum of {@code body} and {@code shortcut} of the same input; an empty shortcut passes the input through. */
    record Residual(List<Layer> body, List<Layer> shortcut) implements Layer {
        public Residual {
            body = List.copyOf(body);
            shortcut = List.copyOf(shortcut);
        }

        @Override
        public int[] outputShape(int[] in) {
            int[] through = NetworkSpecification.outputShape(body, in);
            Shapes.requireEqual(this, through, NetworkSpecification.outputShape(shortcut, in));
            return through;
        }
    }

    /** All values as one row of features. */
    record Flatten() implements Layer {
        @Override
        public int[] outputShape(int[] in) {
            return new int[] {Shapes.values(in)};
        }
    }

    /** Fully connected, with bias. */
    record Dense(int units) implements Layer {
        @Override
        public int[] outputShape(int[] in) {
            Shapes.requireFeatures(this, in);
            return new int[] {units};
        }

        @Override
        public List<ParameterSpecification> parameters(int[] in) {
            return List.of(
                    ParameterSpecification.weight(in[0], units, in[0]), ParameterSpecification.bias(in[0], units));
        }
    }

    /** Zeroes this share of the features in fitting and scales the rest up; nothing in scoring. */
    record Dropout(float rate) implements Layer {
        @Override
        public int[] outputShape(int[] in) {
            return in.clone();
        }
    }
}
