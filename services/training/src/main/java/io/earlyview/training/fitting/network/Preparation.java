package io.earlyview.training.fitting.network;

import java.util.List;

/** A layer without weights that prepares frames for those that have some; nothing of it is fitted. */
public sealed interface Preparation extends Layer {
    /** Divides by the mean count: of each view where {@code perView}, else of all views together. */
    record CountNormalisation(boolean perView) implements Preparation {
        /** Smallest divisor: an empty view stays empty. */
        public static final float FLOOR = 1e-6f;

        @Override
        public int[] outputShape(int[] in) {
            Shapes.requireImage(this, in);
            return in.clone();
        }
    }

    /** sqrt(max(x, 0) + offset); with offset 3/8 on counts this is half of Anscombe's transform. */
    record SquareRoot(float offset) implements Preparation {
        @Override
        public int[] outputShape(int[] in) {
            return in.clone();
        }
    }

    /** Fixed Gaussian filter of each channel, zero outside the frame; not fitted. */
    record GaussianSmoothing(double sigmaPixels) implements Preparation {
        @Override
        public int[] outputShape(int[] in) {
            Shapes.requireImage(this, in);
            return in.clone();
        }
    }

    /** (x − mean) / deviation with constants of each channel. */
    record Standardisation(List<Float> means, List<Float> deviations) implements Preparation {
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
    record GreyStandardisation(boolean perChannel) implements Preparation {
        /** Added to the variance, in squared grey values: an even frame becomes zero. */
        public static final float EPSILON = 1e-3f;

        @Override
        public int[] outputShape(int[] in) {
            Shapes.requireGrid(this, in);
            return in.clone();
        }
    }

    /** The frames of a stack as the planes of one volume with a single channel. */
    record AsVolume() implements Preparation {
        @Override
        public int[] outputShape(int[] in) {
            Shapes.requireImage(this, in);
            return new int[] {1, in[0], in[1], in[2]};
        }
    }

    /** The middle of each frame. */
    record CentreCrop(int rows, int columns) implements Preparation {
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
    record MirrorViews(List<Integer> views) implements Preparation {
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
    record Thinning(int step) implements Preparation {
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
    record PairMinima() implements Preparation {
        @Override
        public int[] outputShape(int[] in) {
            Shapes.requireImage(this, in);
            return new int[] {in[0] * (in[0] + 1) / 2, in[1], in[2]};
        }
    }

    /**
     * How many bright pixels there are and how their brightnesses are spread: the logarithm of their share, their mean, the
     * logarithm of their deviation, their skewness. The brightness of the foreground is 1: of what is brighter than the
     * mean, weighted by how much. A pixel counts from brightness {@code least} on, and wholly from {@code width} above.
     */
    record BrightMoments(double least, double width) implements Preparation {
        /** No share is taken for smaller: some pixels of a volume. */
        public static final float FLOOR = 4e-5f;

        /** Added to the variance: of the noise that the eye does not see. */
        public static final float EVEN = 1e-4f;

        private static final int MOMENTS = 4;

        @Override
        public int[] outputShape(int[] in) {
            Shapes.requireGrid(this, in);
            return new int[] {MOMENTS};
        }
    }
}
