package io.earlyview.training.fitting;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.exams.ExamCatalogue;
import io.earlyview.exams.ExamDescriptor;
import io.earlyview.training.domain.LabelledExample;
import io.earlyview.training.evaluation.OnnxScorer;
import io.earlyview.training.evaluation.SetScorer;
import io.earlyview.training.fitting.network.Head.Calibration;
import io.earlyview.training.fitting.network.NetworkSpecification;
import io.earlyview.training.fitting.network.StageCalibration;
import io.earlyview.training.fitting.network.StageCalibration.Knot;
import io.earlyview.training.fitting.network.Weights;
import io.earlyview.training.fitting.onnx.OnnxExport;
import io.earlyview.training.fitting.onnx.OnnxWeights;
import io.earlyview.training.fitting.recipe.Recipe;
import io.earlyview.training.fitting.recipe.Recipes;
import io.earlyview.training.fitting.recipe.SetRecipes;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The network on a set of views: one graph for the needed pair, or an encoder and a head for any number. */
class SetNetworkTest {
    private static final int EDGE = 64;
    private static final Calibration CALIBRATION = new Calibration(1.3, -0.2);
    private static final ExamDescriptor EXAM =
            ExamCatalogue.bundled().find("datscan").orElseThrow();

    private final Recipe recipe =
            Recipes.find("compact-set", new int[] {2, EDGE, EDGE}, EXAM).orElseThrow();
    private final NetworkSpecification network = recipe.network();
    private final Weights weights = Weights.drawn(network, recipe.start(), new float[1], 5)
            .taking(OnnxWeights.ofResource(SetRecipes.TAUGHT_ENCODER));
    private final float[][] views = {view(1), view(2), view(3)};

    @Test
    void encoderAndHeadGiveWhatTheWholeGraphGives() {
        double whole;
        try (OnnxScorer scorer = new OnnxScorer(OnnxExport.write(network, weights, CALIBRATION))) {
            float[] pair = Arrays.copyOf(views[0], 2 * views[0].length);
            System.arraycopy(views[1], 0, pair, views[0].length, views[1].length);
            whole = scorer.predict(
                            new LabelledExample("one", "one", new int[] {2, EDGE, EDGE}, pair, new double[0], 0, true))[
                    0];
        }
        try (SetScorer halves = halves()) {
            float[][] embeddings = {embedding(halves, 0, 0), embedding(halves, 1, 180)};

            assertEquals(whole, halves.probability(embeddings, 2), 1e-5);
        }
    }

    @Test
    void theScoreDependsOnTheSetAndNotOnItsOrder() {
        try (SetScorer halves = halves()) {
            float[] front = embedding(halves, 0, 0);
            float[] back = embedding(halves, 1, 180);
            float[] side = embedding(halves, 2, 90);
            double three = halves.probability(new float[][] {front, back, side}, 3);

            assertEquals(three, halves.probability(new float[][] {side, front, back}, 3), 1e-6);
            assertNotEquals(three, halves.probability(new float[][] {front, back}, 2), 1e-6);
            assertTrue(three > 0 && three < 1);
        }
    }

    @Test
    void theHeadIsCalibratedForTheNumberOfViewsItIsGiven() {
        StageCalibration stages = new StageCalibration(List.of(
                new Knot(2, new Calibration(0.8, 0.3)),
                new Knot(4, new Calibration(1.1, 0.1)),
                new Knot(10, new Calibration(1.9, -0.4)),
                new Knot(60, new Calibration(1.4, -0.1)),
                new Knot(120, new Calibration(2.2, 0.7))));
        byte[] encoder = OnnxExport.encoder(network, weights);
        try (SetScorer raw = new SetScorer(encoder, OnnxExport.uncalibratedHead(network, weights));
                SetScorer staged = new SetScorer(encoder, OnnxExport.head(network, weights, stages))) {
            float[][] embeddings = drawn(200);
            for (int n : new int[] {1, 2, 3, 4, 5, 7, 10, 11, 20, 33, 59, 60, 61, 90, 119, 120, 121, 200}) {
                double[] outputs = raw.outputs(embeddings, n);
                double expected = network.head().decode(outputs, stages.at(n), 1)[0];

                assertEquals(expected, staged.probability(embeddings, n), 2e-6, n + " views");
                assertEquals(
                        staged.probability(embeddings, n),
                        staged.probability(reversed(embeddings, n), n),
                        2e-6,
                        n + " views in another order");
            }
            assertNotEquals(
                    network.head().decode(raw.outputs(embeddings, 10), stages.at(2), 1)[0],
                    staged.probability(embeddings, 10),
                    1e-3);
        }
    }

    private static float[][] drawn(int count) {
        Random random = new Random(8);
        float[][] embeddings = new float[count][64];
        for (float[] each : embeddings) {
            for (int i = 0; i < each.length; i++) {
                each[i] = (float) random.nextGaussian();
            }
        }
        return embeddings;
    }

    private static float[][] reversed(float[][] embeddings, int count) {
        float[][] turned = new float[count][];
        for (int i = 0; i < count; i++) {
            turned[i] = embeddings[count - 1 - i];
        }
        return turned;
    }

    @Test
    void theSameViewFromAnotherAngleIsAnotherView() {
        try (SetScorer halves = halves()) {
            assertTrue(distance(embedding(halves, 0, 0), embedding(halves, 0, 90)) > 0.1);
            assertArrayEquals(embedding(halves, 0, 0), embedding(halves, 0, 360), 1e-4f);
        }
    }

    @Test
    void everyValueOfTheEncoderIsTaught() {
        Weights taught = OnnxWeights.ofResource(SetRecipes.TAUGHT_ENCODER);
        List<String> encoder = network.parameters().stream()
                .map(parameter -> parameter.name())
                .filter(name -> name.contains(".encoder."))
                .toList();

        assertEquals(47, encoder.size(), "values of 9 convolutions, 9 normalisations and a dense layer");
        encoder.forEach(name -> assertArrayEquals(taught.of(name), weights.of(name), name));
        assertEquals(1, weights.of("08.bias").length, "the last layer is the exam's own");
    }

    private SetScorer halves() {
        return new SetScorer(
                OnnxExport.encoder(network, weights),
                OnnxExport.head(network, weights, StageCalibration.same(2, CALIBRATION)));
    }

    private float[] embedding(SetScorer halves, int view, double angleDegrees) {
        return halves.embedding(views[view], EDGE, EDGE, angleDegrees);
    }

    private static double distance(float[] one, float[] other) {
        double squares = 0;
        for (int i = 0; i < one.length; i++) {
            squares += (one[i] - other[i]) * (one[i] - other[i]);
        }
        return Math.sqrt(squares);
    }

    private static float[] view(long seed) {
        Random random = new Random(seed);
        float[] counts = new float[EDGE * EDGE];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = random.nextInt(40);
        }
        return counts;
    }
}
