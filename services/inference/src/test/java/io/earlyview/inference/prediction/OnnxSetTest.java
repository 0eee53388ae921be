package io.earlyview.inference.prediction;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.exams.Target;
import io.earlyview.inference.domain.EncodedFrame;
import io.earlyview.inference.domain.Prediction;
import io.earlyview.inference.domain.ReceivedFrame;
import io.earlyview.inference.domain.ReceivedFrame.PixelType;
import io.earlyview.inference.domain.Unscorable;
import io.earlyview.inference.fixture.Received;
import io.earlyview.inference.fixture.TestNetwork;
import io.earlyview.inference.fixture.TestSetNetwork;
import io.earlyview.inference.fixture.TestSetNetwork.Head;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OnnxSetTest {
    private static final int ROWS = 3;
    private static final int COLUMNS = 5;
    private static final TestSetNetwork NETWORK = TestSetNetwork.of(ROWS, COLUMNS);
    private static final List<Double> ANGLES = List.of(0.0, 180.0);

    @Test
    void answersWhatTheFormulaGivesForAnyNumberOfFrames() throws Exception {
        Random random = new Random(7);
        try (OnnxSet network = load(NETWORK.withBias(-0.25))) {
            List<EncodedFrame> frames = new ArrayList<>();
            List<double[]> features = new ArrayList<>();
            for (int number = 0; number < 120; number++) {
                double[] pixels = new double[ROWS * COLUMNS];
                for (int i = 0; i < pixels.length; i++) {
                    pixels[i] = random.nextInt(256);
                }
                double angle = number * 3;
                EncodedFrame encoded = encode(network, frame(pixels, angle));
                double[] expected = NETWORK.features(pixels, angle);
                for (int i = 0; i < expected.length; i++) {
                    assertEquals(expected[i], encoded.embedding()[i], 1e-4);
                }
                frames.add(encoded);
                features.add(expected);
                Prediction.Probability probability =
                        assertInstanceOf(Prediction.Probability.class, network.predict(frames));
                assertEquals(NETWORK.withBias(-0.25).probability(features), probability.value(), 1e-5);
            }
        }
    }

    @Test
    void givesTheFramesToTheHeadInTheirOrder() throws Exception {
        try (OnnxSet network = load(NETWORK.withHead(Head.FIRST))) {
            List<EncodedFrame> frames = someFrames(network, 5);
            Prediction first = network.predict(frames.subList(0, 1));
            assertEquals(first, network.predict(frames));
            List<EncodedFrame> others = new ArrayList<>(frames);
            Collections.reverse(others);
            assertNotEquals(first, network.predict(others));
        }
    }

    @Test
    void theSameFramesGiveTheSameBits() throws Exception {
        try (OnnxSet network = load(NETWORK)) {
            List<EncodedFrame> frames = someFrames(network, 60);
            Prediction first = network.predict(frames);
            // The buffers are used again: what a frame leaves behind must not reach the next.
            network.predict(someFrames(network, 7));
            assertEquals(first, network.predict(frames));
            assertEquals(first, network.predict(someFrames(network, 60)));
        }
    }

    /**
     * A device that takes batches must not answer otherwise than one that does not. Not to the last bit: ONNX Runtime sums in
     * another order then, which is why a CPU, where a batch saves nothing, takes one frame at a time.
     */
    @Test
    void aBatchOfFramesGivesTheSameAsOneByOne() throws Exception {
        try (OnnxSet network = load(NETWORK);
                OnnxGraph encoder =
                        new OnnxGraph(NETWORK.encoderOnnx(), Optional.empty(), Device.chosen(Device.Choice.CPU))) {
            int frames = 16;
            FloatBuffer pixels = OnnxGraph.buffer(frames * ROWS * COLUMNS);
            float[] angles = new float[frames];
            for (int i = 0; i < frames; i++) {
                ReceivedFrame frame = someFrame(i);
                PixelTensor.append(frame, pixels);
                angles[i] = (float) frame.angleDegrees();
            }
            Map<String, OnnxGraph.Input> inputs = new LinkedHashMap<>();
            inputs.put("frame", new OnnxGraph.Input(pixels.flip(), new long[] {frames, ROWS, COLUMNS}));
            inputs.put("angle", new OnnxGraph.Input(FloatBuffer.wrap(angles), new long[] {frames}));
            float[] together = encoder.run(inputs, frames * NETWORK.features());
            List<EncodedFrame> oneByOne = someFrames(network, frames);
            for (int i = 0; i < frames; i++) {
                float[] alone = oneByOne.get(i).embedding();
                float[] ofBatch = new float[alone.length];
                System.arraycopy(together, i * alone.length, ofBatch, 0, alone.length);
                assertArrayEquals(alone, ofBatch, 1e-6f, "frame " + i);
            }
        }
    }

    @Test
    void onACpuOneFrameIsABatch() throws Exception {
        try (OnnxSet network = load(NETWORK)) {
            assertEquals(1, network.batch());
        }
    }

    @Test
    void saysSoWhenTheAnswerIsNoNumber() throws Exception {
        try (OnnxSet network = load(NETWORK.withHead(Head.SQUARE_ROOT).withBias(-5))) {
            Unscorable because = assertInstanceOf(Prediction.None.class, network.predict(someFrames(network, 2)))
                    .because();
            assertEquals(Unscorable.Cause.NOT_FINITE, because.cause());
            assertTrue(because.explanation().contains("NaN"), because.explanation());
            assertInstanceOf(Prediction.None.class, network.warmUp(ANGLES));
        }
        try (OnnxSet network = load(NETWORK)) {
            assertInstanceOf(Prediction.Probability.class, network.warmUp(ANGLES));
        }
    }

    @Test
    void refusesBytesThatAreNoNetworks() {
        byte[] garbage = {1, 2, 3};
        assertThrows(UnfitNetwork.class, () -> load(garbage, NETWORK.headOnnx()));
        assertThrows(UnfitNetwork.class, () -> load(NETWORK.encoderOnnx(), garbage));
        assertThrows(UnfitNetwork.class, () -> load(new byte[0], new byte[0]));
    }

    @Test
    void refusesOtherNamesAndShapes() {
        assertUnfit("inputs [pixels, angle]", NETWORK.withNames("pixels", "embedding"));
        assertUnfit("no output 'embedding' but [features]", NETWORK.withNames("frame", "features"));
        assertUnfit("'frame'", TestSetNetwork.of(ROWS + 1, COLUMNS));
        assertUnfit("'frame'", TestSetNetwork.of(COLUMNS, ROWS));
        // A head of a fixed number of frames can score no other number.
        assertUnfit("'embeddings'", NETWORK.withHead(Head.PAIR));
        // A stack's network is no encoder, and no head.
        byte[] stack = TestNetwork.of(2, ROWS, COLUMNS).onnx();
        assertUnfit("no output 'embedding'", stack, NETWORK.headOnnx());
        assertUnfit("inputs [frames]", NETWORK.encoderOnnx(), stack);
    }

    @Test
    void refusesAHeadOfAnotherEncoder() {
        assertUnfit(
                "'embeddings'", NETWORK.encoderOnnx(), NETWORK.withFeatures(2).headOnnx());
        assertUnfit("'embeddings'", NETWORK.withFeatures(2).encoderOnnx(), NETWORK.headOnnx());
    }

    @Test
    void refusesFilesThatDoNotSayHowManyFeaturesAFrameHas() {
        assertUnfit("features", NETWORK.withOpenFeatures());
    }

    @Test
    void refusesAHeadThatAnswersEachFrame() throws Exception {
        try (OnnxSet network = load(NETWORK.withHead(Head.EACH))) {
            UnfitNetwork unfit = assertThrows(UnfitNetwork.class, () -> network.warmUp(ANGLES));
            assertTrue(String.valueOf(unfit.getMessage()).contains("2 numbers, expected 1"), unfit.getMessage());
        }
    }

    private static void assertUnfit(String says, TestSetNetwork network) {
        assertUnfit(says, network.encoderOnnx(), network.headOnnx());
    }

    private static void assertUnfit(String says, byte[] encoder, byte[] head) {
        UnfitNetwork unfit = assertThrows(UnfitNetwork.class, () -> load(encoder, head));
        assertTrue(String.valueOf(unfit.getMessage()).contains(says), unfit.getMessage());
    }

    private static OnnxSet load(TestSetNetwork network) throws UnfitNetwork {
        return load(network.encoderOnnx(), network.headOnnx());
    }

    private static OnnxSet load(byte[] encoder, byte[] head) throws UnfitNetwork {
        return new OnnxSet(
                encoder,
                head,
                Device.chosen(Device.Choice.CPU),
                ROWS,
                COLUMNS,
                new Target.Binary(List.of("normal", "abnormal"), 0.5));
    }

    private static EncodedFrame encode(OnnxSet network, ReceivedFrame frame) {
        return EncodedFrame.of(frame, "release", network.encode(List.of(frame)).getFirst());
    }

    /** The same ones whenever it is called. */
    private static List<EncodedFrame> someFrames(OnnxSet network, int number) {
        List<EncodedFrame> frames = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            frames.add(encode(network, someFrame(i)));
        }
        return frames;
    }

    private static ReceivedFrame someFrame(int number) {
        Random random = new Random(number);
        double[] pixels = new double[ROWS * COLUMNS];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = random.nextInt(256);
        }
        return frame(pixels, number * 3.0);
    }

    private static ReceivedFrame frame(double[] values, double angle) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (int) values[i];
        }
        Received received = Received.at(angle);
        return new Received(received.acquisition(), "datscan", 0, 1, 1, angle, 0, bytes, 0)
                .frame(PixelType.UINT8, ROWS, COLUMNS);
    }
}
