package io.earlyview.inference.prediction;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.earlyview.inference.domain.Prediction;
import io.earlyview.inference.domain.ReceivedFrame;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The network of a {@code stack} release: input {@code frames} float32 [N, views, rows, columns] of raw values, output
 * {@code probability} float32 [N]. One thread at a time.
 */
public final class StackNetwork implements AutoCloseable {
    private static final String INPUT = "frames";
    private static final String OUTPUT = "probability";

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final int views;
    private final int rows;
    private final int columns;
    private final FloatBuffer input;

    /**
     * Loads an ONNX file's bytes.
     *
     * @throws UnfitNetwork where the bytes are no network of this shape
     */
    public StackNetwork(byte[] onnx, int views, int rows, int columns) throws UnfitNetwork {
        this.views = views;
        this.rows = rows;
        this.columns = columns;
        this.input = ByteBuffer.allocateDirect(views * rows * columns * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            // One thread a network: two workers with one thread each beat one with two, and spinning burns the other's
            // core.
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            this.session = environment.createSession(onnx, options);
        } catch (OrtException e) {
            throw new UnfitNetwork("ONNX Runtime cannot load the file: " + e.getMessage());
        }
        checkShape();
    }

    /** Scores one acquisition's frames, given in the order of the network's input. */
    public Prediction predict(List<ReceivedFrame> frames) {
        if (frames.size() != views) {
            throw new IllegalArgumentException(frames.size() + " frames for a network of " + views + " views");
        }
        input.clear();
        frames.forEach(frame -> PixelTensor.append(frame, input));
        try {
            return run();
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime failed on a checked input", e);
        }
    }

    /**
     * Runs once on flat frames, so that the first patient does not wait for lazy allocations.
     *
     * @throws UnfitNetwork where the graph cannot be run at all
     */
    public Prediction warmUp() throws UnfitNetwork {
        input.clear();
        while (input.hasRemaining()) {
            input.put(1);
        }
        try {
            return run();
        } catch (OrtException e) {
            throw new UnfitNetwork("the network cannot be run: " + e.getMessage());
        }
    }

    private Prediction run() throws OrtException {
        input.flip();
        long[] shape = {1, views, rows, columns};
        try (OnnxTensor tensor = OnnxTensor.createTensor(environment, input, shape);
                OrtSession.Result result = session.run(Map.of(INPUT, tensor))) {
            float value = ((OnnxTensor) result.get(0)).getFloatBuffer().get(0);
            return value >= 0 && value <= 1
                    ? new Prediction.Probability(value)
                    : new Prediction.NotFinite("the network answered " + value + ", not a probability in [0, 1]");
        }
    }

    private void checkShape() throws UnfitNetwork {
        try {
            if (!session.getInputNames().equals(Set.of(INPUT))
                    || !session.getOutputNames().equals(Set.of(OUTPUT))) {
                throw new UnfitNetwork("the network has inputs %s and outputs %s, expected [%s] and [%s]"
                        .formatted(session.getInputNames(), session.getOutputNames(), INPUT, OUTPUT));
            }
            checkTensor(session.getInputInfo(), new long[] {-1, views, rows, columns});
            checkTensor(session.getOutputInfo(), new long[] {-1});
        } catch (OrtException | UnfitNetwork e) {
            close();
            throw e instanceof UnfitNetwork unfit ? unfit : new UnfitNetwork(String.valueOf(e.getMessage()));
        }
    }

    /** The first axis is the batch: open, or fixed at the one acquisition that is scored at a time. */
    private static void checkTensor(Map<String, NodeInfo> nodes, long[] expected) throws UnfitNetwork {
        NodeInfo node = nodes.values().iterator().next();
        boolean fits = node.getInfo() instanceof TensorInfo tensor
                && tensor.type == OnnxJavaType.FLOAT
                && tensor.getShape().length == expected.length
                && (tensor.getShape()[0] == -1 || tensor.getShape()[0] == 1)
                && Arrays.equals(tensor.getShape(), 1, expected.length, expected, 1, expected.length);
        if (!fits) {
            throw new UnfitNetwork("'%s' of the network is %s, expected float32 %s"
                    .formatted(node.getName(), node.getInfo(), Arrays.toString(expected)));
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("an ONNX Runtime session cannot be closed", e);
        }
    }

    /** The file is no network that this release may use. */
    public static final class UnfitNetwork extends Exception {
        private static final long serialVersionUID = 1;

        UnfitNetwork(String message) {
            super(message);
        }
    }
}
