package io.earlyview.training.fitting.recipe;

import io.earlyview.exams.ExamDescriptor;
import io.earlyview.exams.ExamDescriptor.NeededView;
import io.earlyview.exams.Target;
import io.earlyview.training.fitting.network.Head;
import io.earlyview.training.fitting.network.Layer;
import io.earlyview.training.fitting.network.NetworkSpecification;
import io.earlyview.training.fitting.network.Preparation;
import io.earlyview.training.fitting.network.ViewSet;
import io.earlyview.training.fitting.network.Weights;
import java.util.ArrayList;
import java.util.List;

/**
 * A network on a set of views: one encoder for each view, which knows the view's angle, the mean of what it says, a small
 * head. A further view costs one pass of the encoder.
 *
 * <p>Its encoder is not drawn: it was taught on simulated heads to tell the uptake of caudate and putamen from views at
 * any angle ({@code ./earlyview bench encoder}), without a single label of the exam. What an exam's labelled examples
 * have to teach is then only where abnormal begins.
 */
public final class SetRecipes {
    /** Regions whose uptake the encoder was taught to tell: caudate, front and back of the putamen, on both sides. */
    public static final int REGIONS = 6;

    /** The file on the class path that the taught values come from. */
    public static final String TAUGHT_ENCODER = "/encoders/datscan-uptake.onnx";

    /** Frames are averaged down to this many columns. */
    private static final int COLUMNS = 64;

    /** Of those, the middle that holds the brain at every usual pixel size. */
    private static final int CENTRE = 48;

    private static final int FEATURES = 64;

    private SetRecipes() {}

    static Recipe views(int[] shape, ExamDescriptor exam) {
        List<Float> angles = exam.neededViews().stream()
                .map(NeededView::angleDegrees)
                .map(Double::floatValue)
                .toList();
        if (angles.size() != shape[0]) {
            throw new IllegalArgumentException("it takes a set of views by their angles: the exam names "
                    + angles.size() + ", the frames are " + shape[0]);
        }
        Head head =
                switch (exam.target()) {
                    case Target.Binary _ -> new Head.OneLogit();
                    case Target.Classes several ->
                        new Head.ClassLogits(several.classes().size());
                    case Target.Quantity _ ->
                        throw new IllegalArgumentException("projections have no voxels whose volume could be told");
                };
        return Recipe.careful(network("compact-set", shape[1], shape[2], angles, head), exam.training())
                .startedAt(Weights.Start.QUIET_AT_PRIOR)
                .taughtBy(TAUGHT_ENCODER);
    }

    /** The network that the encoder is taught in: as {@code compact-set}, and it tells the uptake of each region. */
    public static NetworkSpecification uptake(int rows, int columns, List<Float> anglesDegrees) {
        return network("datscan-uptake", rows, columns, anglesDegrees, new Head.Measurements(REGIONS));
    }

    private static NetworkSpecification network(
            String name, int rows, int columns, List<Float> anglesDegrees, Head head) {
        int factor = Math.max(1, columns / COLUMNS);
        List<Layer> layers = List.of(
                new Layer.AveragePool(factor),
                new Preparation.CentreCrop(Math.min(CENTRE, rows / factor), Math.min(CENTRE, columns / factor)),
                new Preparation.CountNormalisation(true),
                new Preparation.SquareRoot(0.1f),
                new ViewSet(anglesDegrees, encoder()),
                new Layer.Dense(FEATURES),
                new Layer.BatchNorm(),
                new Layer.Relu(),
                new Layer.Dense(head.outputs()));
        return new NetworkSpecification(name, anglesDegrees.size(), rows, columns, layers, head);
    }

    private static List<Layer> encoder() {
        List<Layer> layers = new ArrayList<>(
                List.of(new Layer.Convolution(16, 5, 2, 2, false), new Layer.BatchNorm(), new Layer.Relu()));
        layers.addAll(CompactRecipes.stage(16, 1, true));
        layers.addAll(CompactRecipes.stage(32, 2, false));
        layers.addAll(CompactRecipes.stage(64, 2, false));
        layers.addAll(List.of(new Layer.Flatten(), new Layer.Dense(FEATURES)));
        return layers;
    }
}
