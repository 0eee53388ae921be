package io.earlyview.training.fitting;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.training.fitting.network.Head;
import io.earlyview.training.fitting.network.Layer;
import io.earlyview.training.fitting.network.NetworkSpecification;
import io.earlyview.training.fitting.network.Weights;
import io.earlyview.training.fitting.recipe.Recipe;
import io.earlyview.training.fitting.recipe.Recipes;
import io.earlyview.training.fitting.torch.StepSettings;
import io.earlyview.training.fitting.torch.TorchNetwork;
import io.earlyview.training.fitting.torch.TorchNetwork.Step;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Single steps, against values worked out by hand. */
class TorchNetworkTest {
    private static final StepSettings PLAIN = new StepSettings(Double.MAX_VALUE, 0, new float[0]);

    /** One pixel, logit = weight × pixel + bias. */
    private static final NetworkSpecification LINE = new NetworkSpecification(
            "line", 1, 1, 1, List.of(new Layer.Flatten(), new Layer.Dense(1)), new Head.OneLogit());

    @Test
    void lossAndGradientAreThoseOfLogisticRegression() {
        try (TorchNetwork network = line(PLAIN, 0.5f, -1)) {
            Step step = network.step(new float[] {2, 4}, new float[] {1, 0}, 0.01);

            // Logits 0 and 1: losses ln 2 and 1 + ln(1 + 1/e); gradients of the logits (−.5 and .731) / 2.
            double second = 1 + Math.log1p(Math.exp(-1));
            assertEquals((Math.log(2) + second) / 2, step.loss(), 1e-6);
            double first = -0.5 / 2;
            double other = 1 / (1 + Math.exp(-1)) / 2;
            assertEquals(Math.hypot(2 * first + 4 * other, first + other), step.gradientNorm(), 1e-6);
        }
    }

    @Test
    void theFirstStepOfAdamIsTheRateAgainstTheGradient() {
        try (TorchNetwork network = line(PLAIN, 0.5f, -1)) {
            network.step(new float[] {2, 4}, new float[] {1, 0}, 0.01);

            assertEquals(0.49, network.weights().of("01.weight")[0], 1e-5);
            assertEquals(-1.01, network.weights().of("01.bias")[0], 1e-5);
        }
    }

    @Test
    void weightDecayTouchesWeightsAndSparesBiases() {
        try (TorchNetwork network = line(new StepSettings(1, 10, new float[0]), 0.5f, -1)) {
            network.step(new float[] {2, 4}, new float[] {1, 0}, 0.01);

            assertEquals(0.5 * 0.9 - 0.01, network.weights().of("01.weight")[0], 1e-5);
            assertEquals(-1.01, network.weights().of("01.bias")[0], 1e-5);
        }
    }

    @Test
    void aLossThatIsNoNumberMovesNothing() {
        try (TorchNetwork network = line(PLAIN, 0.5f, -1)) {
            Step step = network.step(new float[] {Float.NaN, 4}, new float[] {1, 0}, 0.01);

            assertFalse(step.taken());
            assertArrayEquals(new float[] {0.5f}, network.weights().of("01.weight"));
        }
    }

    @Test
    void aBatchReplacesATenthOfTheRunningStatistics() {
        NetworkSpecification network = new NetworkSpecification(
                "norm",
                1,
                1,
                2,
                List.of(new Layer.BatchNorm(), new Layer.Flatten(), new Layer.Dense(1)),
                new Head.OneLogit());
        try (TorchNetwork torch = new TorchNetwork(
                network, Weights.drawn(network, Weights.Start.HE_AT_PRIOR, new float[1], 1), PLAIN, 1)) {
            torch.step(new float[] {1, 3, 5, 7}, new float[] {0, 1}, 1e-3);

            assertEquals(0.1 * 4, torch.weights().of("00.mean")[0], 1e-6);
            // PyTorch keeps the unbiased variance: 20 / 3.
            assertEquals(0.9 + 0.1 * 20 / 3, torch.weights().of("00.variance")[0], 1e-5);
        }
    }

    @Test
    void observedBatchesLeaveTheirMeanAndMoveNoWeight() {
        NetworkSpecification network = new NetworkSpecification(
                "norm",
                1,
                1,
                2,
                List.of(new Layer.BatchNorm(), new Layer.Flatten(), new Layer.Dense(1)),
                new Head.OneLogit());
        Weights start = Weights.drawn(network, Weights.Start.HE_AT_PRIOR, new float[1], 1);
        try (TorchNetwork torch = new TorchNetwork(network, start, PLAIN, 1)) {
            torch.observe(new float[] {1, 3, 5, 7}, 2, 0);
            torch.observe(new float[] {2, 2, 2, 2}, 2, 1);

            assertEquals((4.0 + 2.0) / 2, torch.weights().of("00.mean")[0], 1e-6);
            assertEquals((20.0 / 3 + 0) / 2, torch.weights().of("00.variance")[0], 1e-5);
            assertArrayEquals(start.of("02.weight"), torch.weights().of("02.weight"));
        }
    }

    @Test
    void compactResidualCanLearnOneBatchByHeart() {
        Recipe recipe = Recipes.find("compact-residual", new int[] {2, 32, 32}, PlantedPairs.EXAM)
                .orElseThrow();
        // No signal: what is learned is the batch itself.
        var examples = PlantedPairs.drawn(16, 32, 1, 1, 3);
        float[] frames = new float[16 * 2 * 32 * 32];
        float[] labels = new float[16];
        for (int i = 0; i < 16; i++) {
            System.arraycopy(examples.get(i).tensor(), 0, frames, i * 2 * 32 * 32, 2 * 32 * 32);
            labels[i] = examples.get(i).classIndex();
        }
        Weights start = Weights.drawn(recipe.network(), recipe.start(), new float[1], 1);
        double loss = 1;
        try (TorchNetwork network =
                new TorchNetwork(recipe.network(), start, new StepSettings(1, 0, new float[0]), 1)) {
            for (int i = 0; i < 80; i++) {
                loss = network.step(frames, labels, 3e-3).loss();
            }
        }
        assertTrue(loss < 0.1, "loss " + loss);
    }

    @Test
    void theLossesOfEveryHeadAreThoseOfTheirFormulas() {
        float[] passed = {1, 2, -1, 0.5f, 0.5f, 3};
        float[] targets = {2, 0};
        // Example 1: logits 1, 2, -1 of class 2; example 2: .5, .5, 3 of class 0.
        double first = Math.log(Math.exp(1) + Math.exp(2) + Math.exp(-1)) + 1;
        double second = Math.log(2 * Math.exp(.5) + Math.exp(3)) - .5;
        assertEquals((first + second) / 2, loss(new Head.ClassLogits(3), passed, targets), 1e-5);
        assertEquals((2 * second + 5 * first) / 7, loss(new Head.ClassLogits(3), passed, targets, 2, 1, 5), 1e-5);
        assertEquals((1 - .5) / 2, loss(new Head.RawClassScores(3), passed, targets), 1e-6);
        assertEquals((1 + 2.25) / 2, loss(new Head.LogVolume(), new float[] {1, 2}, new float[] {2, .5f}), 1e-6);
    }

    private static double loss(Head head, float[] outputs, float[] targets, float... classWeights) {
        int each = head.outputs();
        NetworkSpecification through = new NetworkSpecification(
                "through", 1, 1, each, List.of(new Layer.Flatten(), new Layer.Dense(each)), head);
        float[] identity = new float[each * each];
        for (int i = 0; i < each; i++) {
            identity[i * each + i] = 1;
        }
        Weights weights = new Weights(Map.of("01.weight", identity, "01.bias", new float[each]));
        try (TorchNetwork network =
                new TorchNetwork(through, weights, new StepSettings(Double.MAX_VALUE, 0, classWeights), 1)) {
            return network.step(outputs, targets, 1e-6).loss();
        }
    }

    private static TorchNetwork line(StepSettings settings, float weight, float bias) {
        Weights start = new Weights(Map.of("01.weight", new float[] {weight}, "01.bias", new float[] {bias}));
        return new TorchNetwork(LINE, start, settings, 1);
    }
}
