package io.earlyview.training.fitting.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl;
import io.earlyview.training.domain.LabelledExample;
import io.earlyview.training.domain.OnnxNetwork;
import io.earlyview.training.evaluation.OnnxScorer;
import io.earlyview.training.fitting.network.Head;
import io.earlyview.training.fitting.network.Head.Calibration;
import io.earlyview.training.fitting.network.Layer;
import io.earlyview.training.fitting.network.NetworkSpecification;
import io.earlyview.training.fitting.network.Weights;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WeightsApartTest {
    private static final int EDGE = 40;
    private static final int HIDDEN = 7;
    private static final NetworkSpecification NETWORK = new NetworkSpecification(
            "two files",
            2,
            EDGE,
            EDGE,
            List.of(new Layer.Flatten(), new Layer.Dense(HIDDEN), new Layer.Relu(), new Layer.Dense(1)),
            new Head.OneLogit());
    private static final Weights WEIGHTS = new Weights(Map.of(
            "01.weight", drawn(1, HIDDEN * 2 * EDGE * EDGE),
            "01.bias", drawn(2, HIDDEN),
            "03.weight", drawn(3, HIDDEN),
            "03.bias", drawn(4, 1)));

    @Test
    void aNetworkInTwoFilesSaysTheSameToTheLastBit() {
        OnnxNetwork one = OnnxExport.write(NETWORK, WEIGHTS, Calibration.NONE);
        OnnxNetwork two = OnnxExport.write(NETWORK, WEIGHTS, Calibration.NONE, 0);

        assertFalse(one.weightsApart());
        assertTrue(two.weightsApart());
        for (int seed = 5; seed < 10; seed++) {
            double[] whole = scored(one, seed);
            assertTrue(whole[0] > 0.01 && whole[0] < 0.99, "a saturated probability tells nothing: " + whole[0]);
            assertArrayEquals(whole, scored(two, seed));
        }
    }

    @Test
    void theGraphNamesTheWeightsByTheirHashAndHoldsOnlyTheSmallOnes() throws Exception {
        OnnxNetwork two = OnnxExport.write(NETWORK, WEIGHTS, Calibration.NONE, 0);

        assertTrue(two.graph().length < 4096, "bytes of the graph: " + two.graph().length);
        assertEquals(4L * HIDDEN * 2 * EDGE * EDGE, two.weights().length);
        List<OnnxMl.TensorProto> apart =
                OnnxMl.ModelProto.parseFrom(two.graph()).getGraph().getInitializerList().stream()
                        .filter(tensor -> tensor.getDataLocation() == OnnxMl.TensorProto.DataLocation.EXTERNAL)
                        .toList();
        assertEquals(1, apart.size());
        assertEquals(
                two.weightsSha256() + ".weights",
                apart.getFirst().getExternalData(0).getValue());
        OnnxNetwork again = OnnxExport.write(NETWORK, WEIGHTS, Calibration.NONE, 0);
        assertArrayEquals(two.graph(), again.graph());
    }

    @Test
    void tensorsBeginWhereTheyCanBeMapped() throws Exception {
        NetworkSpecification deep = new NetworkSpecification(
                "deep",
                1,
                EDGE,
                EDGE,
                List.of(new Layer.Flatten(), new Layer.Dense(300), new Layer.Dense(300), new Layer.Dense(1)),
                new Head.OneLogit());
        Weights weights = new Weights(Map.of(
                "01.weight", drawn(1, 300 * EDGE * EDGE),
                "01.bias", drawn(2, 300),
                "02.weight", drawn(3, 300 * 300),
                "02.bias", drawn(4, 300),
                "03.weight", drawn(5, 300),
                "03.bias", drawn(6, 1)));

        OnnxNetwork two = OnnxExport.write(deep, weights, Calibration.NONE, 0);

        long end = 0;
        int apart = 0;
        for (OnnxMl.TensorProto tensor :
                OnnxMl.ModelProto.parseFrom(two.graph()).getGraph().getInitializerList()) {
            if (tensor.getExternalDataCount() > 0) {
                long offset = Long.parseLong(tensor.getExternalData(1).getValue());
                assertEquals(0, offset % 4096, tensor.getName());
                assertTrue(offset >= end, tensor.getName());
                end = offset + Long.parseLong(tensor.getExternalData(2).getValue());
                apart++;
            }
        }
        assertEquals(5, apart);
        assertEquals(end, two.weights().length);
        LabelledExample example = example(1, 7);
        try (OnnxScorer inOne = new OnnxScorer(OnnxExport.write(deep, weights, Calibration.NONE));
                OnnxScorer inTwo = new OnnxScorer(two)) {
            assertArrayEquals(inOne.predict(example), inTwo.predict(example));
        }
    }

    @Test
    void weightsThatTheGraphDoesNotNameAreRefused() {
        OnnxNetwork two = OnnxExport.write(NETWORK, WEIGHTS, Calibration.NONE, 0);
        OnnxNetwork other = new OnnxNetwork(two.graph(), "0".repeat(64), two.weights());

        assertThrows(IllegalArgumentException.class, () -> new OnnxScorer(other));
    }

    @Test
    void moreThanAnArrayHoldsIsRefusedBeforeAnythingIsFitted() {
        assertTrue(WeightsApart.refusal("big", 536_870_909).isEmpty());
        assertEquals(
                "The values of big take 2147483648 bytes, at most 2147483639 can be written.",
                WeightsApart.refusal("big", 536_870_912).orElseThrow());
    }

    private static double[] scored(OnnxNetwork network, long seed) {
        try (OnnxScorer scorer = new OnnxScorer(network)) {
            return scorer.predict(example(2, seed));
        }
    }

    private static LabelledExample example(int frames, long seed) {
        return new LabelledExample(
                "one",
                "one",
                new int[] {frames, EDGE, EDGE},
                drawn(seed, frames * EDGE * EDGE),
                new double[0],
                0,
                true);
    }

    private static float[] drawn(long seed, int count) {
        Random random = new Random(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (random.nextGaussian() / Math.sqrt(count));
        }
        return values;
    }
}
