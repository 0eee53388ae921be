package io.earlyview.training.fitting.recipe;

import io.earlyview.exams.Training.Augmentation;
import io.earlyview.training.fitting.network.Head;
import io.earlyview.training.fitting.network.Layer;
import io.earlyview.training.fitting.network.NetworkSpecification;
import io.earlyview.training.fitting.network.Preparation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The networks of the four source problems, fitted as their authors did. All of them failed there, and are kept to show
 * that the checks name why.
 */
final class SourceRecipes {
    /** Channel means and deviations that the author of the cell problem normalised with, on values of 0 to 1. */
    private static final List<Float> CELL_MEANS = List.of(.136f, .113f, .182f, .428f);

    private static final List<Float> CELL_DEVIATIONS = List.of(.259f, .181f, .230f, .190f);
    private static final float WHITE = 255;

    /** Grey value that FLAIR images are divided by. */
    private static final float FLAIR_SCALE = 4000;

    private SourceRecipes() {}

    /** Two views as channels, raw counts, no normalisation; one logit, or two with cross-entropy. */
    static Recipe datscan(int[] shape, Head head) {
        List<Layer> layers = new ArrayList<>();
        int[][] pairs = {{64, 3, 64, 5}, {128, 3, 128, 3}, {256, 3, 256, 3}};
        for (int[] pair : pairs) {
            layers.add(new Layer.Convolution(pair[0], pair[1], 1, 0, true));
            layers.add(new Layer.Relu());
            layers.add(new Layer.Convolution(pair[2], pair[3], 1, 0, true));
            layers.add(new Layer.Relu());
            layers.add(new Layer.MaxPool(2));
        }
        layers.addAll(
                List.of(new Layer.Flatten(), new Layer.Dense(84), new Layer.Relu(), new Layer.Dense(head.outputs())));
        return Recipe.asFound(network("source-datscan", shape, layers, head), Augmentation.NONE);
    }

    /** Slices as a volume, four convolutions with batch normalisation after the pool, dropout, one logit. */
    static Recipe mgmt(int[] shape) {
        List<Layer> layers = new ArrayList<>();
        layers.add(new Preparation.Standardisation(
                Collections.nCopies(shape[0], 0f), Collections.nCopies(shape[0], FLAIR_SCALE)));
        layers.add(new Preparation.AsVolume());
        for (int filters : new int[] {64, 64, 128, 256}) {
            layers.addAll(List.of(
                    new Layer.Convolution(filters, 3, 1, 0, true),
                    new Layer.Relu(),
                    new Layer.MaxPool(2),
                    new Layer.BatchNorm()));
        }
        layers.addAll(List.of(
                new Layer.GlobalAveragePool(),
                new Layer.Dense(512),
                new Layer.Relu(),
                new Layer.Dropout(0.3f),
                new Layer.Dense(1)));
        return Recipe.asFound(network("source-mgmt", shape, layers, new Head.OneLogit()), Augmentation.NONE);
    }

    /** Four convolutions and three dense layers, whose raw outputs go into a loss that expects log-probabilities. */
    static Recipe ctc(int[] shape, int classes) {
        List<Layer> layers = new ArrayList<>();
        layers.add(new Preparation.Standardisation(
                CELL_MEANS.stream().map(mean -> mean * WHITE).toList(),
                CELL_DEVIATIONS.stream().map(deviation -> deviation * WHITE).toList()));
        int[][] convolutions = {{64, 5, 1, 2}, {256, 5, 1, 2}, {512, 4, 4, 4}, {1024, 5, 1, 2}};
        for (int[] each : convolutions) {
            layers.addAll(List.of(
                    new Layer.Convolution(each[0], each[1], each[2], each[3], true),
                    new Layer.Relu(),
                    new Layer.MaxPool(2)));
        }
        layers.addAll(List.of(
                new Layer.Flatten(),
                new Layer.Dense(1024),
                new Layer.Relu(),
                new Layer.Dense(32),
                new Layer.Relu(),
                new Layer.Dense(classes)));
        return Recipe.asFound(
                network("source-ctc", shape, layers, new Head.RawClassScores(classes)),
                new Augmentation(shape[1] / 14, true, false, 1, 0, 0));
    }

    /** Slices as the channels of a 2-D network that doubles its filters down to one pixel; the quantity itself comes out. */
    static Recipe rasterVolume(int[] shape) {
        List<Layer> layers = new ArrayList<>();
        int filters = 2 * shape[0];
        layers.add(new Layer.Convolution(filters, 7, 2, 3, true));
        layers.addAll(List.of(new Layer.BatchNorm(), new Layer.Relu(), new Layer.MaxPool(2)));
        for (int pixels = shape[1] / 4; pixels > 1; pixels /= 2) {
            filters *= 2;
            layers.addAll(List.of(
                    new Layer.Convolution(filters, 3, 1, 1, true),
                    new Layer.BatchNorm(),
                    new Layer.Relu(),
                    new Layer.MaxPool(2)));
        }
        layers.addAll(List.of(new Layer.Flatten(), new Layer.Dense(filters / 2), new Layer.Relu(), new Layer.Dense(1)));
        return Recipe.asFound(
                network("source-raster-volume", shape, layers, new Head.RawQuantity()), Augmentation.NONE);
    }

    private static NetworkSpecification network(String name, int[] shape, List<Layer> layers, Head head) {
        return new NetworkSpecification(name, shape[0], shape[1], shape[2], layers, head);
    }
}
