package io.earlyview.inference.prediction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.TensorProto;
import io.earlyview.exams.Target;
import io.earlyview.inference.domain.Prediction;
import io.earlyview.inference.domain.ReceivedFrame;
import io.earlyview.inference.domain.ReceivedFrame.PixelType;
import io.earlyview.inference.domain.Unscorable;
import io.earlyview.inference.fixture.Received;
import io.earlyview.inference.fixture.TestNetwork;
import io.earlyview.inference.fixture.TestNetwork.Head;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OnnxStackTest {
    private static final int VIEWS = 2;
    private static final int ROWS = 3;
    private static final int COLUMNS = 5;
    private static final TestNetwork NETWORK = TestNetwork.of(VIEWS, ROWS, COLUMNS);

    /** Extremes of every type, so that a lost sign, a swapped byte or a moved pixel shows. */
    @ParameterizedTest
    @EnumSource(PixelType.class)
    void answersWhatTheFormulaGivesForEveryPixelType(PixelType type) throws Exception {
        Random random = new Random(7);
        double[][] values = new double[VIEWS][ROWS * COLUMNS];
        for (double[] view : values) {
            for (int i = 0; i < view.length; i++) {
                view[i] = switch (type) {
                    case UINT8 -> random.nextInt(256);
                    case UINT16 -> random.nextInt(65_536) / 200 * 200;
                    case INT16 -> random.nextInt(-2_000, 2_000);
                    case FLOAT32 -> random.nextFloat() * 300;
                };
            }
        }
        values[0][3] = switch (type) {
            case UINT8 -> 255;
            case UINT16 -> 65_535;
            case INT16 -> -32_768;
            case FLOAT32 -> 1e-3f;
        };
        double logit = -0.25;
        for (int view = 0; view < VIEWS; view++) {
            for (int i = 0; i < ROWS * COLUMNS; i++) {
                logit += NETWORK.weight(view, i) * values[view][i];
            }
        }
        double expected = 1 / (1 + Math.exp(-logit));

        try (OnnxStack network = load(NETWORK.withBias(-0.25))) {
            List<ReceivedFrame> frames = List.of(frame(type, values[0]), frame(type, values[1]));
            Prediction.Probability first = assertInstanceOf(Prediction.Probability.class, predict(network, frames));
            assertEquals(expected, first.value(), 1e-5);
            // The buffer is used again: what a frame leaves behind must not reach the next.
            predict(network, List.of(frames.get(1), frames.get(0)));
            assertEquals(first, predict(network, frames));
        }
    }

    @Test
    void saysSoWhenTheAnswerIsNoNumber() throws Exception {
        try (OnnxStack network = load(NETWORK.withHead(Head.SQUARE_ROOT))) {
            double[] dark = new double[ROWS * COLUMNS];
            double[] bright = new double[ROWS * COLUMNS];
            bright[0] = 200;
            Prediction answer = predict(network, List.of(frame(PixelType.UINT8, dark), frame(PixelType.UINT8, bright)));
            assertNotFinite("NaN", answer);
            assertInstanceOf(
                    Prediction.Probability.class,
                    predict(network, List.of(frame(PixelType.UINT8, bright), frame(PixelType.UINT8, dark))));
        }
    }

    @Test
    void saysSoWhenTheAnswerIsNoProbability() throws Exception {
        try (OnnxStack network = load(NETWORK.withHead(Head.EXPONENTIAL).withBias(2))) {
            assertNotFinite("not a probability in [0, 1]", network.warmUp());
        }
    }

    @Test
    void refusesBytesThatAreNoNetwork() {
        assertThrows(UnfitNetwork.class, () -> load(new byte[] {1, 2, 3}));
        assertThrows(UnfitNetwork.class, () -> load(new byte[0]));
    }

    @Test
    void refusesOtherNamesShapesAndTypes() {
        assertUnfit("inputs [pixels]", NETWORK.withNames("pixels", "probability"));
        assertUnfit("outputs [p]", NETWORK.withNames("frames", "p"));
        assertUnfit("frames", TestNetwork.of(VIEWS + 1, ROWS, COLUMNS));
        assertUnfit("frames", TestNetwork.of(VIEWS, COLUMNS, ROWS));
        assertUnfit("probability", NETWORK.withHead(Head.COLUMN));
        assertUnfit("frames", NETWORK.withType(TensorProto.DataType.DOUBLE));
    }

    @Test
    void refusesANetworkThatLoadsButCannotBeRun() throws Exception {
        try (OnnxStack network = load(NETWORK.withHead(Head.LOOK_UP).withBias(5))) {
            UnfitNetwork unfit = assertThrows(UnfitNetwork.class, network::warmUp);
            assertTrue(String.valueOf(unfit.getMessage()).contains("cannot be run"), unfit.getMessage());
        }
    }

    @Test
    void refusesANetworkThatAnswersMoreThanWasAsked() throws Exception {
        try (OnnxStack network = load(NETWORK.withHead(Head.TWICE))) {
            UnfitNetwork unfit = assertThrows(UnfitNetwork.class, network::warmUp);
            assertTrue(String.valueOf(unfit.getMessage()).contains("2 numbers, expected 1"), unfit.getMessage());
        }
    }

    @Test
    void refusesAnotherNumberOfFrames() throws Exception {
        try (OnnxStack network = load(NETWORK)) {
            List<ReceivedFrame> one = List.of(frame(PixelType.UINT8, new double[ROWS * COLUMNS]));
            assertThrows(IllegalArgumentException.class, () -> predict(network, one));
        }
    }

    private static void assertUnfit(String says, TestNetwork network) {
        UnfitNetwork unfit = assertThrows(UnfitNetwork.class, () -> load(network));
        assertTrue(String.valueOf(unfit.getMessage()).contains(says), unfit.getMessage());
    }

    private static OnnxStack load(TestNetwork network) throws UnfitNetwork {
        return load(network.onnx());
    }

    private static OnnxStack load(byte[] onnx) throws UnfitNetwork {
        return new OnnxStack(
                onnx,
                Optional.empty(),
                Device.chosen(Device.Choice.CPU),
                VIEWS,
                ROWS,
                COLUMNS,
                new Target.Binary(List.of("normal", "abnormal"), 0.5));
    }

    private static Prediction predict(OnnxStack network, List<ReceivedFrame> frames) {
        return network.predict(List.of(frames)).getFirst();
    }

    private static void assertNotFinite(String says, Prediction answer) {
        Unscorable because = assertInstanceOf(Prediction.None.class, answer).because();
        assertEquals(Unscorable.Cause.NOT_FINITE, because.cause());
        assertTrue(because.explanation().contains(says), because.explanation());
    }

    private static ReceivedFrame frame(PixelType type, double[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            switch (type) {
                case UINT8 -> bytes.put((byte) (int) value);
                case UINT16, INT16 -> bytes.putShort((short) (int) value);
                case FLOAT32 -> bytes.putFloat((float) value);
            }
        }
        Received received = Received.at(0);
        return new Received(received.acquisition(), "datscan", 0, 1, 1, 0, 0, bytes.array(), 0)
                .frame(type, ROWS, COLUMNS);
    }
}
