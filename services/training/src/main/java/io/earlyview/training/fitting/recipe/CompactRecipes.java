package io.earlyview.training.fitting.recipe;

import io.earlyview.exams.ExamDescriptor;
import io.earlyview.exams.ExamDescriptor.NeededView;
import io.earlyview.exams.Target;
import io.earlyview.training.fitting.network.Head;
import io.earlyview.training.fitting.network.Layer;
import io.earlyview.training.fitting.network.NetworkSpecification;
import io.earlyview.training.fitting.network.Preparation;
import io.earlyview.training.fitting.network.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Small networks with their preprocessing inside: residual ones, and statistics where there is little to learn from.
 *
 * <p>Filters of strided stages are multiples of 16: with 24, PyTorch 2.7.1's strided convolution of one pixel on the CPU
 * gave other numbers for the same example in another batch, and sometimes none at all.
 */
final class CompactRecipes {
    /** Pixels of the middle of a frame that hold a head: 26 to 35 cm at the usual pixel sizes. */
    private static final int CENTRE = 80;

    /** Channels of a microscope are averaged down until their columns are not more than this. */
    private static final int CELL_COLUMNS_MAX = 48;

    /** The same where no shape is asked for. */
    private static final int CHANNEL_COLUMNS_MAX = 20;

    /** The same for a volume whose size is asked for: its border is told by far fewer voxels than were taken. */
    private static final int VOLUME_COLUMNS_MAX = 32;

    /** A volume whose texture is asked for keeps its voxels as they are, but not all of them. */
    private static final int TEXTURE_COLUMNS_MAX = 64;

    /** From here on a voxel of a FLAIR picture may be brighter than any healthy tissue, */
    private static final double BRIGHTER_THAN_TISSUE = 1.4;

    /** and from so much more on it is. */
    private static final double SURELY_BRIGHTER = 0.4;

    private CompactRecipes() {}

    /**
     * Projections: the middle of the frames, scaled, smoothed and variance-stabilised; views from behind are mirrored
     * onto those in front.
     */
    static Recipe residual(int[] shape, ExamDescriptor exam) {
        List<Layer> layers = new ArrayList<>(List.of(
                new Preparation.CentreCrop(Math.min(CENTRE, shape[1]), Math.min(CENTRE, shape[2])),
                new Preparation.MirrorViews(fromBehind(exam.neededViews())),
                new Preparation.GaussianSmoothing(1),
                new Preparation.CountNormalisation(true),
                new Preparation.SquareRoot(0.1f),
                new Layer.BatchNorm(),
                new Layer.Convolution(16, 5, 2, 2, false),
                new Layer.BatchNorm(),
                new Layer.Relu()));
        layers.addAll(stage(16, 1, true));
        layers.addAll(stage(32, 2, false));
        layers.addAll(stage(64, 2, false));
        layers.add(new Layer.GlobalAveragePool());
        return finished("compact-residual", shape, layers, exam);
    }

    /** Channels of a microscope: the square root of the grey values, standardised as the batches are. */
    static Recipe cells(int[] shape, ExamDescriptor exam) {
        List<Layer> layers = new ArrayList<>(averagedDown(shape, CELL_COLUMNS_MAX));
        layers.addAll(List.of(
                new Preparation.SquareRoot(1),
                new Layer.BatchNorm(),
                new Layer.Convolution(16, 5, 2, 2, false),
                new Layer.BatchNorm(),
                new Layer.Relu()));
        layers.addAll(stage(32, 2, false));
        layers.addAll(stage(48, 2, false));
        layers.add(new Layer.GlobalAveragePool());
        return finished("compact-cells", shape, layers, exam);
    }

    /**
     * Channels of a microscope: the middle of the picture, where the cell lies and its neighbours do not; means of the
     * square roots of each channel and of the smaller of each two. With a dozen cells of a rare class to learn from, three
     * dozen weights find it where the residual network of {@link #cells} did not.
     */
    static Recipe channels(int[] shape, ExamDescriptor exam) {
        Head head = head(exam.target());
        int rows = shape[1] * 3 / 4;
        int columns = shape[2] * 3 / 4;
        List<Layer> layers = new ArrayList<>(List.of(new Preparation.CentreCrop(rows, columns)));
        layers.addAll(averagedDown(new int[] {shape[0], rows, columns}, CHANNEL_COLUMNS_MAX));
        layers.addAll(List.of(
                new Preparation.SquareRoot(1),
                new Preparation.PairMinima(),
                new Layer.GlobalAveragePool(),
                new Layer.BatchNorm(),
                new Layer.Dense(head.outputs())));
        return Recipe.careful(
                        new NetworkSpecification("compact-channels", shape[0], shape[1], shape[2], layers, head),
                        exam.training())
                .startedAt(Weights.Start.QUIET_AT_PRIOR);
    }

    /** Slices as a volume, standardised by its own grey values. */
    static Recipe volume(int[] shape, ExamDescriptor exam) {
        List<Layer> layers =
                new ArrayList<>(List.of(new Preparation.GreyStandardisation(false), new Preparation.AsVolume()));
        layers.addAll(averagedDown(shape, VOLUME_COLUMNS_MAX));
        layers.addAll(List.of(new Layer.Convolution(16, 5, 2, 2, false), new Layer.BatchNorm(), new Layer.Relu()));
        layers.addAll(stage(16, 2, false));
        layers.addAll(stage(32, 2, false));
        // A logarithm is asked for, and means over the grid grow with the volume itself.
        layers.addAll(List.of(new Layer.GlobalAveragePool(), new Layer.Dense(32), new Layer.Relu()));
        return finished("compact-volume", shape, layers, exam);
    }

    /**
     * Slices as a volume of which only the number of its bright voxels and the spread of their brightness are kept: four
     * weights, because a faint signal in a few hundred heads carries no more. A network that may look at everything finds noise there.
     */
    static Recipe texture(int[] shape, ExamDescriptor exam) {
        Head head = head(exam.target());
        List<Layer> layers = List.of(
                new Preparation.AsVolume(),
                new Preparation.Thinning(Math.ceilDiv(shape[2], TEXTURE_COLUMNS_MAX)),
                new Preparation.BrightMoments(BRIGHTER_THAN_TISSUE, SURELY_BRIGHTER),
                new Layer.BatchNorm(),
                new Layer.Dense(head.outputs()));
        return Recipe.careful(
                        new NetworkSpecification("compact-texture", shape[0], shape[1], shape[2], layers, head),
                        exam.training())
                .startedAt(Weights.Start.QUIET_AT_PRIOR);
    }

    private static Recipe finished(String name, int[] shape, List<Layer> layers, ExamDescriptor exam) {
        Head head = head(exam.target());
        if (!(head instanceof Head.LogVolume)) {
            // Dropping features makes a quantity's outputs vary more in fitting than in scoring.
            layers.add(new Layer.Dropout(0.2f));
        }
        layers.add(new Layer.Dense(head.outputs()));
        return Recipe.careful(
                new NetworkSpecification(name, shape[0], shape[1], shape[2], layers, head), exam.training());
    }

    private static Head head(Target target) {
        return switch (target) {
            case Target.Binary _ -> new Head.OneLogit();
            case Target.Classes several ->
                new Head.ClassLogits(several.classes().size());
            case Target.Quantity _ -> new Head.LogVolume();
        };
    }

    private static List<Layer> averagedDown(int[] shape, int columnsMax) {
        int factor = Math.ceilDiv(shape[2], columnsMax);
        return factor > 1 ? List.of(new Layer.AveragePool(factor)) : List.of();
    }

    /** Two convolutions around which the input passes too. */
    static List<Layer> stage(int filters, int stride, boolean sameChannels) {
        List<Layer> body = List.of(
                new Layer.Convolution(filters, 3, stride, 1, false),
                new Layer.BatchNorm(),
                new Layer.Relu(),
                new Layer.Convolution(filters, 3, 1, 1, false),
                new Layer.BatchNorm());
        List<Layer> shortcut = stride == 1 && sameChannels
                ? List.of()
                : List.of(new Layer.Convolution(filters, 1, stride, 0, false), new Layer.BatchNorm());
        return List.of(new Layer.Residual(body, shortcut), new Layer.Relu());
    }

    private static List<Integer> fromBehind(List<NeededView> views) {
        return IntStream.range(0, views.size())
                .filter(view -> Math.cos(Math.toRadians(views.get(view).angleDegrees()
                                - views.getFirst().angleDegrees()))
                        < 0)
                .boxed()
                .toList();
    }
}
