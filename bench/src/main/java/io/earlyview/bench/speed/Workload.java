package io.earlyview.bench.speed;

import io.earlyview.exams.ExamCatalogue;
import io.earlyview.exams.ExamDescriptor;
import io.earlyview.training.fitting.network.Head;
import io.earlyview.training.fitting.network.Layer;
import io.earlyview.training.fitting.network.NetworkSpecification;
import io.earlyview.training.fitting.network.Weights;
import io.earlyview.training.fitting.recipe.Recipe;
import io.earlyview.training.fitting.recipe.Recipes;
import java.util.List;
import java.util.Random;

/**
 * A network with a batch that it is fitted to again and again.
 *
 * @param network of the recipe, but without dropout: it takes next to no time, and without it both sides must give the
 *     same loss, which shows that they are the same network
 * @param batch examples in a step
 * @param frames of the batch, one example after the other
 * @param targets of the batch: index of the class, or what the output should be
 */
@SuppressWarnings("ArrayRecordComponent")
record Workload(NetworkSpecification network, Recipe recipe, int batch, float[] frames, float[] targets) {
    static final double CLIP_NORM = 1;
    static final double LEARNING_RATE = 1e-3;
    private static final long SEED = 1;
    private static final int COUNTS = 200;

    /** The networks that are measured, each at its exam's size. */
    static List<Workload> all() {
        return List.of(
                of("datscan", "compact-set", new int[] {2, 128, 128}, 16),
                of("datscan", "compact-residual", new int[] {2, 128, 128}, 16),
                of("ctc", "compact-cells", new int[] {4, 224, 224}, 16),
                of("mgmt", "compact-volume", new int[] {64, 128, 128}, 8),
                of("datscan", "source-datscan", new int[] {2, 128, 128}, 16));
    }

    static Workload of(String exam, String recipe, int[] shape, int batch) {
        ExamDescriptor descriptor = ExamCatalogue.bundled().find(exam).orElseThrow();
        Recipe found = Recipes.find(recipe, shape, descriptor).orElseThrow();
        Random random = new Random(SEED);
        float[] frames = new float[batch * shape[0] * shape[1] * shape[2]];
        for (int i = 0; i < frames.length; i++) {
            frames[i] = random.nextInt(COUNTS);
        }
        Head head = found.network().head();
        float[] targets = new float[batch];
        for (int i = 0; i < batch; i++) {
            targets[i] = switch (head) {
                case Head.OneLogit _, Head.TwoLogits _ -> i % 2;
                case Head.ClassLogits classes -> i % classes.classes();
                case Head.RawClassScores classes -> i % classes.classes();
                case Head.LogVolume _, Head.RawQuantity _, Head.Measurements _ -> (float) random.nextGaussian();
            };
        }
        NetworkSpecification whole = found.network();
        List<Layer> layers = whole.layers().stream()
                .filter(layer -> !(layer instanceof Layer.Dropout))
                .toList();
        return new Workload(whole.with(layers, head), found, batch, frames, targets);
    }

    /** The values that both sides begin with. */
    Weights start() {
        return Weights.drawn(network, recipe.start(), new float[network.head().outputs()], SEED);
    }
}
