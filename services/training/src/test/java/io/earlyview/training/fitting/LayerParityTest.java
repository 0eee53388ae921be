package io.earlyview.training.fitting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.training.evaluation.OnnxScorer;
import io.earlyview.training.fitting.network.Layer;
import io.earlyview.training.fitting.network.NetworkSpecification;
import io.earlyview.training.fitting.network.Weights;
import io.earlyview.training.fitting.onnx.OnnxExport;
import io.earlyview.training.fitting.onnx.OnnxExport.Calibration;
import io.earlyview.training.fitting.recipe.Recipe;
import io.earlyview.training.fitting.recipe.Recipes;
import io.earlyview.training.fitting.torch.TorchNetwork;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The two realisations of each layer kind give the same numbers. */
class LayerParityTest {
    private static final int ROWS = 14;
    private static final int COLUMNS = 11;
    private static final Calibration CALIBRATION = new Calibration(1.7, -0.3);

    static Stream<List<Layer>> stacks() {
        return Stream.of(
                List.of(new Layer.Conv2d(3, 3, 1, 0, true)),
                List.of(new Layer.Conv2d(3, 5, 2, 2, false)),
                List.of(new Layer.BatchNorm()),
                List.of(new Layer.Standardisation(1.5f, 0.7f), new Layer.Relu()),
                List.of(new Layer.MaxPool(2)),
                List.of(new Layer.AveragePool(3)),
                List.of(new Layer.Conv2d(4, 3, 1, 1, true), new Layer.GlobalAveragePool()),
                List.of(new Layer.Residual(List.of(new Layer.Conv2d(2, 3, 1, 1, true)), List.of())),
                List.of(new Layer.Residual(
                        List.of(new Layer.Conv2d(4, 3, 2, 1, false), new Layer.BatchNorm()),
                        List.of(new Layer.Conv2d(4, 1, 2, 0, false), new Layer.BatchNorm()))),
                List.of(new Layer.Flatten(), new Layer.Dense(7), new Layer.Relu(), new Layer.Dropout(0.5f)),
                List.of(new Layer.CountNormalisation(true)),
                List.of(new Layer.CountNormalisation(false)),
                List.of(new Layer.SquareRoot(0.375f)),
                List.of(new Layer.GaussianSmoothing(1.2)),
                List.of(new Layer.CentreCrop(9, 8)),
                List.of(new Layer.MirrorViews(List.of(1))),
                List.of(new Layer.MirrorViews(List.of())));
    }

    @ParameterizedTest
    @MethodSource("stacks")
    void bothRealisationsAgree(List<Layer> stack) {
        NetworkSpecification network = ending(stack);

        assertAgree(network, varied(Weights.drawn(network, Weights.Start.TORCH_DEFAULT, 0, 3)), 2e-6);
    }

    @Test
    void everyLayerKindIsAmongTheStacks() {
        Set<Class<?>> seen = new HashSet<>();
        stacks().flatMap(List::stream).forEach(layer -> seen.add(layer.getClass()));

        assertEquals(Set.of(Layer.class.getPermittedSubclasses()), seen);
    }

    @ParameterizedTest
    @ValueSource(strings = {"compact-residual", "source-datscan"})
    void recipesAgreeAtFullSize(String name) {
        Recipe recipe =
                Recipes.find(name, new int[] {2, 128, 128}, PlantedPairs.ANGLES).orElseThrow();
        NetworkSpecification network = recipe.network();

        assertAgree(network, varied(Weights.drawn(network, recipe.start(), 0.3, 3)), 1e-5);
    }

    @Test
    void theMirroredViewIsReversedAndTheOtherIsNot() {
        // One row of two columns, read by a dense layer that weighs each pixel by its own power of ten.
        NetworkSpecification network = new NetworkSpecification(
                "mirror", 2, 1, 2, List.of(new Layer.MirrorViews(List.of(1)), new Layer.Flatten(), new Layer.Dense(1)));
        Weights weights = new Weights(Map.of("02.weight", new float[] {1, 10, 100, 1000}, "02.bias", new float[] {0}));

        try (TorchNetwork torch = torch(network, weights)) {
            assertEquals(1 + 20 + 400 + 3000, torch.logits(new float[] {1, 2, 3, 4}, 1)[0], 1e-3);
        }
    }

    private static void assertAgree(NetworkSpecification network, Weights weights, double tolerance) {
        float[][] examples = counts(network, 5);
        float[] stacked = concatenated(examples);
        float[] logits;
        try (TorchNetwork torch = torch(network, weights)) {
            logits = torch.logits(stacked, examples.length);
        }
        Set<Float> different = new HashSet<>();
        try (OnnxScorer scorer = new OnnxScorer(OnnxExport.write(network, weights, CALIBRATION))) {
            for (int i = 0; i < examples.length; i++) {
                float probability = scorer.probability(examples[i], network.inputShape());
                assertEquals(CALIBRATION.probability(logits[i]), probability, tolerance);
                different.add(probability);
            }
        }
        assertTrue(different.size() > 1, "all examples score the same, so that agreement means nothing");
    }

    private static TorchNetwork torch(NetworkSpecification network, Weights weights) {
        return new TorchNetwork(network, weights, new TorchNetwork.StepSettings(1, 0), 1);
    }

    private static NetworkSpecification ending(List<Layer> stack) {
        List<Layer> layers = new ArrayList<>(stack);
        int[] out = {2, ROWS, COLUMNS};
        for (Layer layer : stack) {
            out = layer.outputShape(out);
        }
        if (out.length == 3) {
            layers.add(new Layer.Flatten());
        }
        layers.add(new Layer.Dense(1));
        return new NetworkSpecification("stack", 2, ROWS, COLUMNS, layers);
    }

    /** Running statistics and scales away from 0 and 1, so that mixing them up shows. */
    private static Weights varied(Weights drawn) {
        Random random = new Random(9);
        Map<String, float[]> values = new LinkedHashMap<>();
        drawn.values().forEach((name, old) -> {
            float[] changed = old.clone();
            boolean normalisation = name.matches(".*\\.(scale|shift|mean|variance)");
            for (int i = 0; i < changed.length && normalisation; i++) {
                changed[i] += random.nextFloat();
            }
            values.put(name, changed);
        });
        return new Weights(values);
    }

    private static float[][] counts(NetworkSpecification network, int examples) {
        Random random = new Random(4);
        float[][] counts = new float[examples][network.views() * network.rows() * network.columns()];
        for (float[] one : counts) {
            double mean = 1 + random.nextInt(5);
            for (int i = 0; i < one.length; i++) {
                one[i] = (float) Math.floor(random.nextDouble() * mean);
            }
        }
        return counts;
    }

    private static float[] concatenated(float[][] examples) {
        float[] all = Arrays.copyOf(examples[0], examples.length * examples[0].length);
        for (int i = 1; i < examples.length; i++) {
            System.arraycopy(examples[i], 0, all, i * examples[0].length, examples[0].length);
        }
        return all;
    }
}
