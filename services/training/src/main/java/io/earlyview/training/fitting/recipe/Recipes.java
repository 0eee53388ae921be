package io.earlyview.training.fitting.recipe;

import io.earlyview.training.fitting.network.Layer;
import io.earlyview.training.fitting.network.NetworkSpecification;
import io.earlyview.training.fitting.network.Weights;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The recipes by name. */
public final class Recipes {
    private static final Map<String, Maker> MAKERS = new TreeMap<>(
            Map.of("source-datscan", Recipes::sourceDatscan, "compact-residual", Recipes::compactResidual));

    /** Pixels of the middle of a frame that hold a head: 26 to 35 cm at the usual pixel sizes. */
    private static final int CENTRE = 80;

    private Recipes() {}

    @FunctionalInterface
    private interface Maker {
        Recipe make(int[] shape, List<Double> viewAnglesDegrees);
    }

    /** Names of the recipes, for messages. */
    public static Collection<String> names() {
        return MAKERS.keySet();
    }

    /**
     * A recipe for acquisitions of this shape, or nothing if there is none of this name.
     *
     * @param shape views, rows, columns; one that the network cannot take is an {@link IllegalArgumentException}
     */
    public static Optional<Recipe> find(String name, int[] shape, List<Double> viewAnglesDegrees) {
        return Optional.ofNullable(MAKERS.get(name)).map(maker -> maker.make(shape, viewAnglesDegrees));
    }

    /**
     * The network of the source problem, fitted as its author did: raw counts, no normalisation, Adam at a constant rate
     * with the plan's batches. It stays at the prior, and is kept to show that the checks name that.
     */
    private static Recipe sourceDatscan(int[] shape, List<Double> viewAnglesDegrees) {
        List<Layer> layers = new ArrayList<>();
        int[][] pairs = {{64, 3, 64, 5}, {128, 3, 128, 3}, {256, 3, 256, 3}};
        for (int[] pair : pairs) {
            layers.add(new Layer.Conv2d(pair[0], pair[1], 1, 0, true));
            layers.add(new Layer.Relu());
            layers.add(new Layer.Conv2d(pair[2], pair[3], 1, 0, true));
            layers.add(new Layer.Relu());
            layers.add(new Layer.MaxPool(2));
        }
        layers.addAll(List.of(new Layer.Flatten(), new Layer.Dense(84), new Layer.Relu(), new Layer.Dense(1)));
        return new Recipe(
                new NetworkSpecification("source-datscan", shape[0], shape[1], shape[2], layers),
                Weights.Start.TORCH_DEFAULT,
                Augmentation.NONE,
                0,
                Double.MAX_VALUE,
                Schedule.CONSTANT,
                0,
                false);
    }

    /**
     * A small residual network over the middle of the frames, scaled, smoothed and variance-stabilised inside the graph;
     * views from behind are mirrored onto those in front.
     */
    private static Recipe compactResidual(int[] shape, List<Double> viewAnglesDegrees) {
        List<Layer> layers = new ArrayList<>(List.of(
                new Layer.CentreCrop(Math.min(CENTRE, shape[1]), Math.min(CENTRE, shape[2])),
                new Layer.MirrorViews(fromBehind(viewAnglesDegrees)),
                new Layer.GaussianSmoothing(1),
                new Layer.CountNormalisation(true),
                new Layer.SquareRoot(0.1f),
                new Layer.BatchNorm(),
                new Layer.Conv2d(16, 5, 2, 2, false),
                new Layer.BatchNorm(),
                new Layer.Relu()));
        layers.addAll(stage(16, 1, true));
        layers.addAll(stage(32, 2, false));
        layers.addAll(stage(64, 2, false));
        layers.addAll(List.of(new Layer.GlobalAveragePool(), new Layer.Dropout(0.2f), new Layer.Dense(1)));
        return new Recipe(
                new NetworkSpecification("compact-residual", shape[0], shape[1], shape[2], layers),
                Weights.Start.HE_AT_PRIOR,
                new Augmentation(2, true, 0.8),
                0.05,
                1,
                Schedule.COSINE,
                0,
                true);
    }

    private static List<Layer> stage(int filters, int stride, boolean sameChannels) {
        List<Layer> body = List.of(
                new Layer.Conv2d(filters, 3, stride, 1, false),
                new Layer.BatchNorm(),
                new Layer.Relu(),
                new Layer.Conv2d(filters, 3, 1, 1, false),
                new Layer.BatchNorm());
        List<Layer> shortcut = stride == 1 && sameChannels
                ? List.of()
                : List.of(new Layer.Conv2d(filters, 1, stride, 0, false), new Layer.BatchNorm());
        return List.of(new Layer.Residual(body, shortcut), new Layer.Relu());
    }

    private static List<Integer> fromBehind(List<Double> viewAnglesDegrees) {
        return IntStream.range(0, viewAnglesDegrees.size())
                .filter(view -> Math.cos(Math.toRadians(viewAnglesDegrees.get(view) - viewAnglesDegrees.get(0))) < 0)
                .boxed()
                .toList();
    }
}
