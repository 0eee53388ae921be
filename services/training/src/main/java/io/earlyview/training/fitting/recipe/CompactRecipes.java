package io.earlyview.training.fitting.recipe;

import io.earlyview.exams.ExamDescriptor;
import io.earlyview.exams.ExamDescriptor.NeededView;
import io.earlyview.exams.Target;
import io.earlyview.training.fitting.network.Head;
import io.earlyview.training.fitting.network.Layer;
import io.earlyview.training.fitting.network.NetworkSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Small residual networks with their preprocessing inside.
 *
 * <p>Filters of strided stages are multiples of 16: with 24, PyTorch 2.7.1's strided convolution of one pixel on the CPU
 * gave other numbers for the same example in another batch, and sometimes none at all.
 */
final class CompactRecipes {
    /** Pixels of the middle of a frame that hold a head: 26 to 35 cm at the usual pixel sizes. */
    private static final int CENTRE = 80;

    /** Frames and volumes are averaged down until their columns are not more than this. */
    private static final int COLUMNS_MAX = 64;

    private CompactRecipes() {}

    /**
     * Projections: the middle of the frames, scaled, smoothed and variance-stabilised; views from behind are mirrored
     * onto those in front.
     */
    static Recipe residual(int[] shape, ExamDescriptor exam) {
        List<Layer> layers = new ArrayList<>(List.of(
                new Layer.CentreCrop(Math.min(CENTRE, shape[1]), Math.min(CENTRE, shape[2])),
                new Layer.MirrorViews(fromBehind(exam.neededViews())),
                new Layer.GaussianSmoothing(1),
                new Layer.CountNormalisation(true),
                new Layer.SquareRoot(0.1f),
                new Layer.BatchNorm(),
                new Layer.Convolution(16, 5, 2, 2, false),
                new Layer.BatchNorm(),
                new Layer.Relu()));
        layers.addAll(stage(16, 1, true));
        layers.addAll(stage(32, 2, false));
        layers.addAll(stage(64, 2, false));
        return finished("compact-residual", shape, layers, exam);
    }

    /** Channels of a microscope: the square root of the grey values, standardised as the batches are. */
    static Recipe cells(int[] shape, ExamDescriptor exam) {
        List<Layer> layers = new ArrayList<>(averagedDown(shape));
        layers.addAll(List.of(
                new Layer.SquareRoot(1),
                new Layer.BatchNorm(),
                new Layer.Convolution(16, 3, 1, 1, false),
                new Layer.BatchNorm(),
                new Layer.Relu()));
        layers.addAll(stage(32, 2, false));
        layers.addAll(stage(48, 2, false));
        layers.addAll(stage(64, 2, false));
        return finished("compact-cells", shape, layers, exam);
    }

    /** Slices as a volume, standardised by its own grey values. */
    static Recipe volume(int[] shape, ExamDescriptor exam) {
        List<Layer> layers = new ArrayList<>(List.of(new Layer.GreyStandardisation(false), new Layer.AsVolume()));
        layers.addAll(averagedDown(shape));
        layers.addAll(List.of(new Layer.Convolution(8, 3, 1, 1, false), new Layer.BatchNorm(), new Layer.Relu()));
        layers.addAll(stage(16, 2, false));
        layers.addAll(stage(32, 2, false));
        layers.addAll(stage(48, 2, false));
        return finished("compact-volume", shape, layers, exam);
    }

    private static Recipe finished(String name, int[] shape, List<Layer> layers, ExamDescriptor exam) {
        Head head = head(exam.target());
        layers.addAll(List.of(new Layer.GlobalAveragePool(), new Layer.Dropout(0.2f), new Layer.Dense(head.outputs())));
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

    private static List<Layer> averagedDown(int[] shape) {
        int factor = Math.ceilDiv(shape[2], COLUMNS_MAX);
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
