package io.earlyview.training.fitting.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One step of a network from raw values to its outputs. Shapes leave out the batch axis: a grid is channels, rows,
 * columns, or after {@link AsVolume} channels, planes, rows, columns; after {@link Flatten} and {@link GlobalAveragePool}
 * features alone come out. Kernels and windows are as long along every axis of the grid.
 *
 * <p>Layers are described here once and realised twice, for fitting and as ONNX; a layer kind that one side lacks does
 * not compile. Preprocessing is layers too, so that fitting and scoring cannot drift apart.
 */
public sealed interface Layer {

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

    /** Divides by the mean count: of each view where {@code perView}, else of all views together. */
    record CountNormalisation(boolean perView) implements Layer {
        /** Smallest divisor: an empty view stays empty. */
        public static final float FLOOR = 1e-6f;

        @Override
        public int[] outputShape(int[] in) {
            Shapes.requireImage(this, in);
            return in.clone();
        }
    }

    /** sqrt(max(x, 0) + offset); with offset 3/8 on counts this is half of Anscombe's transform. */
    record SquareRoot(float offset) implements Layer {
        @Override
        public int[] outputShape(int[] in) {
            return in.clone();
        }
    }

    /** Fixed Gaussian filter of each channel, zero outside the frame; not fitted. */
    record GaussianSmoothing(double sigmaPixels) implements Layer {
        @Override
        public int[] outputShape(int[] in) {
            Shapes.requireImage(this, in);
            return in.clone();
        }
    }

    /** (x − mean) / deviation with constants of each channel. */
    record Standardisation(List<Float> means, List<Float> deviations) implements Layer {
        public Standardisation {
            means = List.copyOf(means);
            deviations = List.copyOf(deviations);
        }

        @Override
        public int[] outputShape(int[] in) {
            Shapes.requireChannels(this, in, means.size());
            Shapes.requireChannels(this, in, deviations.size());
            return in.clone();
        }
    }

    /** (x − mean) / deviation with those of the acquisition itself: of each channel where {@code perChannel}. */
    record GreyStandardisation(boolean perChannel) implements Layer {
        /** Added to the variance, in squared grey values: an even frame becomes zero. */
        public static final float EPSILON = 1e-3f;

        @Override
        public int[] outputShape(int[] in) {
            Shapes.requireGrid(this, in);
            return in.clone();
        }
    }

    /** The frames of a stack as the planes of one volume with a single channel. */
    record AsVolume() implements Layer {
        @Override
        public int[] outputShape(int[] in) {
            Shapes.requireImage(this, in);
            return new int[] {1, in[0], in[1], in[2]};
        }
    }

    /** The middle of each frame. */
    record CentreCrop(int rows, int columns) implements Layer {
        @Override
        public int[] outputShape(int[] in) {
            Shapes.requireCrop(this, in, rows, columns);
            return new int[] {in[0], rows, columns};
        }
    }

    /**
     * Reverses the columns of these views. A view from behind is the mirror image of the one in front: after this, a
     * pixel of both shows the same part of the patient.
     */
    record MirrorViews(List<Integer> views) implements Layer {
        public MirrorViews {
            views = List.copyOf(views);
        }

        @Override
        public int[] outputShape(int[] in) {
            Shapes.requireImage(this, in);
            return in.clone();
        }
    }

    /** Every so many-th frame, row and column of a volume, from the first on. Unlike a mean it keeps how grainy a tissue is. */
    record Thinning(int step) implements Layer {
        @Override
        public int[] outputShape(int[] in) {
            Shapes.requireGrid(this, in);
            int[] out = in.clone();
            for (int axis = 1; axis < in.length; axis++) {
                out[axis] = Math.ceilDiv(in[axis], step);
            }
            return out;
        }
    }

    /** The channels, and after them the smaller of each two, pixel by pixel: bright where both are, which no mean of either tells. */
    record PairMinima() implements Layer {
        @Override
        public int[] outputShape(int[] in) {
            Shapes.requireImage(this, in);
            return new int[] {in[0] * (in[0] + 1) / 2, in[1], in[2]};
        }
    }

    /**
     * Logarithms of the shares of pixels around {@code bins} brightnesses. The brightness of the foreground is 1: of what
     * is brighter than the mean, weighted by how much. A pixel between two of them counts for both in part, and one beyond
     * the last for the last.
     */
    record BrightnessShares(double least, double step, int bins) implements Layer {
        /** Added to the shares: some pixels of a volume. */
        public static final float FLOOR = 4e-5f;

        @Override
        public int[] outputShape(int[] in) {
            Shapes.requireGrid(this, in);
            return new int[] {bins};
        }
    }

    /**
     * The views of a rotation as a set: each goes through the same {@code encoder}, which is told the view's angle in two
     * more channels (its cosine and its sine), and the features that come out are averaged. The outcome depends on which
     * views there are, not on their order, and the encoder's cost is one pass a view.
     *
     * @param anglesDegrees of the views that go in, in their order
     * @param encoder from 3 channels of one view to features
     */
    record ViewSet(List<Float> anglesDegrees, List<Layer> encoder) implements Layer {
        /** The view itself, and the cosine and the sine of its angle. */
        public static final int CHANNELS = 3;

        public ViewSet {
            anglesDegrees = List.copyOf(anglesDegrees);
            encoder = List.copyOf(encoder);
        }

        @Override
        public int[] outputShape(int[] in) {
            Shapes.requireChannels(this, in, anglesDegrees.size());
            int[] features = NetworkSpecification.outputShape(encoder, encoderShape(in));
            Shapes.requireFeatures(this, features);
            return features;
        }

        /** What the encoder is given of one view. */
        public static int[] encoderShape(int[] in) {
            return new int[] {CHANNELS, in[1], in[2]};
        }

        /** The same encoder for other views. */
        public ViewSet at(List<Float> otherAnglesDegrees) {
            return new ViewSet(otherAnglesDegrees, encoder);
        }

        /** Cosine and sine of each angle, one after the other. */
        public float[] directions() {
            float[] directions = new float[2 * anglesDegrees.size()];
            for (int view = 0; view < anglesDegrees.size(); view++) {
                double angle = Math.toRadians(anglesDegrees.get(view));
                directions[2 * view] = (float) Math.cos(angle);
                directions[2 * view + 1] = (float) Math.sin(angle);
            }
            return directions;
        }
    }
}
