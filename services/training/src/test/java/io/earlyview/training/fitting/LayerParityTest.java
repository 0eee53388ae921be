package io.earlyview.training.fitting;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.exams.ExamCatalogue;
import io.earlyview.exams.ExamDescriptor;
import io.earlyview.training.domain.LabelledExample;
import io.earlyview.training.evaluation.OnnxScorer;
import io.earlyview.training.fitting.network.Head;
import io.earlyview.training.fitting.network.Head.Calibration;
import io.earlyview.training.fitting.network.Layer;
import io.earlyview.training.fitting.network.NetworkSpecification;
import io.earlyview.training.fitting.network.Preparation;
import io.earlyview.training.fitting.network.ViewSet;
import io.earlyview.training.fitting.network.Weights;
import io.earlyview.training.fitting.onnx.OnnxExport;
import io.earlyview.training.fitting.recipe.Recipe;
import io.earlyview.training.fitting.recipe.Recipes;
import io.earlyview.training.fitting.torch.StepSettings;
import io.earlyview.training.fitting.torch.TorchNetwork;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The two realisations of each layer kind give the same numbers. */
class LayerParityTest {
    private static final int ROWS = 14;
    private static final int COLUMNS = 11;
    private static final Calibration CALIBRATION = new Calibration(1.7, -0.3, 0.2);

    static Stream<List<Layer>> stacks() {
        return Stream.of(
                List.of(new Layer.Convolution(3, 3, 1, 0, true)),
                List.of(new Layer.Convolution(3, 5, 2, 2, false)),
                List.of(new Layer.BatchNorm()),
                List.of(new Preparation.Standardisation(List.of(1.5f, 2f), List.of(0.7f, 3f)), new Layer.Relu()),
                List.of(new Layer.MaxPool(2)),
                List.of(new Layer.AveragePool(3)),
                List.of(new Layer.Convolution(4, 3, 1, 1, true), new Layer.GlobalAveragePool()),
                List.of(new Layer.Residual(List.of(new Layer.Convolution(2, 3, 1, 1, true)), List.of())),
                List.of(new Layer.Residual(
                        List.of(new Layer.Convolution(4, 3, 2, 1, false), new Layer.BatchNorm()),
                        List.of(new Layer.Convolution(4, 1, 2, 0, false), new Layer.BatchNorm()))),
                List.of(new Layer.Flatten(), new Layer.Dense(7), new Layer.Relu(), new Layer.Dropout(0.5f)),
                List.of(new Preparation.CountNormalisation(true)),
                List.of(new Preparation.CountNormalisation(false)),
                List.of(new Preparation.SquareRoot(0.375f)),
                List.of(new Preparation.GaussianSmoothing(1.2)),
                List.of(new Preparation.CentreCrop(9, 8)),
                List.of(new Preparation.GreyStandardisation(true)),
                List.of(new Preparation.GreyStandardisation(false)),
                List.of(new Preparation.AsVolume(), new Layer.Convolution(3, 2, 1, 1, true), new Layer.MaxPool(2)),
                List.of(new Preparation.AsVolume(), new Layer.AveragePool(2), new Layer.BatchNorm()),
                List.of(
                        new Preparation.AsVolume(),
                        new Layer.Convolution(3, 1, 2, 0, true),
                        new Layer.GlobalAveragePool()),
                List.of(new Preparation.MirrorViews(List.of(1))),
                List.of(new Preparation.MirrorViews(List.of())),
                List.of(new Preparation.Thinning(3)),
                List.of(new Preparation.AsVolume(), new Preparation.Thinning(2)),
                List.of(new Preparation.PairMinima()),
                List.of(new Preparation.BrightMoments(0.5, 0.4)),
                List.of(new Preparation.AsVolume(), new Preparation.BrightMoments(0.5, 0.4)),
                List.of(new ViewSet(
                        List.of(0f, 150f),
                        List.of(new Layer.Convolution(4, 3, 1, 1, true), new Layer.Flatten(), new Layer.Dense(5)))));
    }

    @ParameterizedTest
    @MethodSource("stacks")
    void bothRealisationsAgree(List<Layer> stack) {
        NetworkSpecification network = ending(stack);

        assertAgree(network, varied(Weights.drawn(network, Weights.Start.TORCH_DEFAULT, new float[1], 3)), 4e-6);
    }

    @Test
    void everyLayerKindIsAmongTheStacks() {
        Set<Class<?>> seen = new HashSet<>();
        stacks().flatMap(List::stream).forEach(layer -> seen.add(layer.getClass()));

        assertEquals(kinds(Layer.class).collect(Collectors.toSet()), seen);
    }

    private static Stream<Class<?>> kinds(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(LayerParityTest::kinds)
                : Stream.of(type);
    }

    @ParameterizedTest
    @CsvSource({
        "compact-residual, datscan, 2, 128",
        "compact-set, datscan, 2, 128",
        "compact-set, datscan, 2, 64",
        "source-datscan, datscan, 2, 128",
        "source-datscan-two-logits, datscan, 2, 64",
        "compact-texture, mgmt, 64, 128",
        "compact-volume, raster-volume, 32, 64",
        "compact-cells, ctc, 4, 224",
        "compact-channels, ctc, 4, 224",
        "source-mgmt, mgmt, 48, 48",
        "source-ctc, ctc, 4, 48",
        "source-raster-volume, raster-volume, 16, 16",
    })
    void recipesAgree(String name, String exam, int frames, int size) {
        ExamDescriptor descriptor = ExamCatalogue.bundled().find(exam).orElseThrow();
        Recipe recipe =
                Recipes.find(name, new int[] {frames, size, size}, descriptor).orElseThrow();
        NetworkSpecification network = recipe.network();
        float[] prior = new float[network.head().outputs()];
        prior[0] = 0.3f;

        assertAgree(network, varied(Weights.drawn(network, recipe.start(), prior, 3)), 1e-5);
    }

    /** What the physician of the source problem asked: two logits as P(abnormal), exact where softmax would round. */
    @ParameterizedTest
    @CsvSource({
        "4.8293,  -2.1229,  9.5561e-4",
        "14.8245, -11.1206, 5.3974e-12",
        "-19.1812, 4.6617,  1.0",
        "-7.9391,  3.3256,  .99999",
        "30.0683, -26.7278, 2.1566e-25",
    })
    void twoLogitsBecomeTheProbabilityOfTheSecond(float negative, float positive, double probability) {
        NetworkSpecification network = new NetworkSpecification(
                "two", 1, 1, 2, List.of(new Layer.Flatten(), new Layer.Dense(2)), new Head.TwoLogits());
        Weights through = new Weights(Map.of("01.weight", new float[] {1, 0, 0, 1}, "01.bias", new float[2]));
        try (OnnxScorer scorer = new OnnxScorer(OnnxExport.write(network, through, Calibration.NONE))) {
            double exported = scorer.predict(example(network, new float[] {negative, positive}))[0];
            assertEquals(probability, exported, 1e-4 * probability);
        }
    }

    @Test
    void theMirroredViewIsReversedAndTheOtherIsNot() {
        // One row of two columns, read by a dense layer that weighs each pixel by its own power of ten.
        NetworkSpecification network = new NetworkSpecification(
                "mirror",
                2,
                1,
                2,
                List.of(new Preparation.MirrorViews(List.of(1)), new Layer.Flatten(), new Layer.Dense(1)),
                new Head.OneLogit());
        Weights weights = new Weights(Map.of("02.weight", new float[] {1, 10, 100, 1000}, "02.bias", new float[] {0}));

        try (TorchNetwork torch = torch(network, weights)) {
            assertEquals(1 + 20 + 400 + 3000, torch.outputs(new float[] {1, 2, 3, 4}, 1)[0], 1e-3);
        }
    }

    @Test
    void brightnessIsCountedRelativeToTheForegroundsWhateverTheGain() {
        // Of the pixels 0 0 0 8 8 12 those above the mean of 14/3 weigh 10/3, 10/3 and 22/3: the foreground is (2 * 8 *
        // 10
        // + 12 * 22) / 42 = 10.095.
        double foreground = 424 / 42.0;
        double mean = 28 / 3.0 / foreground;
        double spread = 32 / 9.0 / (foreground * foreground);
        double variance = spread + Preparation.BrightMoments.EVEN;
        // Of two equal values and a greater third, less what evens it out.
        double skewness = Math.sqrt(0.5) * Math.pow(spread / variance, 1.5);
        float[] expected = {(float) Math.log(0.5), (float) mean, (float) (Math.log(variance) / 2), (float) skewness};
        NetworkSpecification network = new NetworkSpecification(
                "moments",
                1,
                2,
                3,
                List.of(new Preparation.BrightMoments(0.5, 0.25), new Layer.Dense(4)),
                new Head.Measurements(4));
        float[] each = {1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1};
        Weights weights = new Weights(Map.of("01.weight", each, "01.bias", new float[4]));

        try (TorchNetwork torch = torch(network, weights)) {
            assertArrayEquals(expected, torch.outputs(new float[] {0, 0, 0, 8, 8, 12}, 1), 1e-4f);
            assertArrayEquals(
                    expected, torch.outputs(new float[] {0, 0, 0, 24, 24, 36}, 1), 1e-4f, "with another gain");
        }
    }

    private static void assertAgree(NetworkSpecification network, Weights weights, double tolerance) {
        float[][] examples = counts(network, 5);
        float[] stacked = concatenated(examples);
        float[] outputs;
        try (TorchNetwork torch = torch(network, weights)) {
            outputs = torch.outputs(stacked, examples.length);
            // A score must not depend on the company it is computed in.
            float[] alone = torch.outputs(examples[0], 1);
            for (int j = 0; j < alone.length; j++) {
                assertEquals(outputs[j], alone[j], 1e-4 * Math.max(1, Math.abs(alone[j])));
            }
        }
        int each = network.head().outputs();
        Calibration calibration = sensitive(outputs);
        Set<String> different = new HashSet<>();
        try (OnnxScorer scorer = new OnnxScorer(OnnxExport.write(network, weights, calibration))) {
            for (int i = 0; i < examples.length; i++) {
                LabelledExample example = example(network, examples[i]);
                double[] own = new double[each];
                for (int j = 0; j < each; j++) {
                    own[j] = outputs[i * each + j];
                }
                double[] expected = network.head().decode(own, calibration, example.voxelMillilitres());
                double[] scored = scorer.predict(example);
                for (int j = 0; j < expected.length; j++) {
                    assertEquals(expected[j], scored[j], tolerance * Math.max(1, Math.abs(expected[j])));
                }
                different.add(Arrays.toString(scored));
            }
        }
        assertTrue(different.size() > 1, "all examples score " + different + ", so that agreement means nothing");
    }

    /** Outputs far from 0 would all become a probability of 1, which agrees with everything. */
    private static Calibration sensitive(float[] outputs) {
        double largest = 1;
        for (float output : outputs) {
            largest = Math.max(largest, Math.abs(output));
        }
        return new Calibration(CALIBRATION.slope() / largest, CALIBRATION.offset(), CALIBRATION.halfWidth());
    }

    private static LabelledExample example(NetworkSpecification network, float[] values) {
        return new LabelledExample("a", "", network.inputShape(), values, new double[] {.5, .4, .6}, 0, true);
    }

    private static TorchNetwork torch(NetworkSpecification network, Weights weights) {
        return new TorchNetwork(network, weights, new StepSettings(1, 0, new float[0]), 1);
    }

    private static NetworkSpecification ending(List<Layer> stack) {
        List<Layer> layers = new ArrayList<>(stack);
        int[] out = {2, ROWS, COLUMNS};
        for (Layer layer : stack) {
            out = layer.outputShape(out);
        }
        if (out.length > 1) {
            layers.add(new Layer.Flatten());
        }
        layers.add(new Layer.Dense(1));
        return new NetworkSpecification("stack", 2, ROWS, COLUMNS, layers, new Head.OneLogit());
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
        float[][] counts = new float[examples][network.frames() * network.rows() * network.columns()];
        for (float[] one : counts) {
            double mean = 1 + random.nextInt(5);
            for (int i = 0; i < one.length; i++) {
                // One in thirty is bright, as a tumour's ring is.
                double bright = random.nextInt(30) == 0 ? 3 : 1;
                one[i] = (float) Math.floor(random.nextDouble() * mean * bright);
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
