package io.earlyview.inference.prediction;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.earlyview.exams.Target;
import io.earlyview.inference.domain.Prediction;
import io.earlyview.inference.domain.ReceivedFrame;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The network of a {@code stack} release: input {@code frames} float32 [N, frames, rows, columns] of raw values, and for a
 * quantity {@code spacing} float32 [N, 3] if it asks for it; the output is named and shaped as the exam's target asks. One
 * thread at a time.
 */
public final class StackNetwork implements AutoCloseable {
    private static final String INPUT = "frames";
    private static final String SPACING = "spacing";
    private static final String WEIGHTS_DIRECTORY = "session.model_external_initializers_file_folder_path";

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final int frames;
    private final int rows;
    private final int columns;
    private final Target target;
    private final FloatBuffer input;
    private final FloatBuffer spacing = buffer(3);

    /**
     * Loads an ONNX file's bytes.
     *
     * @param weights directory of the weights' file that the graph names, where it does not hold them
     * @throws UnfitNetwork where the bytes are no network of this shape
     */
    public StackNetwork(byte[] onnx, Optional<Path> weights, int frames, int rows, int columns, Target target)
            throws UnfitNetwork {
        this.frames = frames;
        this.target = target;
        this.rows = rows;
        this.columns = columns;
        this.input = buffer(frames * rows * columns);
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            // One thread a network: two workers with one thread each beat one with two, and spinning burns the other's
            // core.
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            if (weights.isPresent()) {
                options.addConfigEntry(WEIGHTS_DIRECTORY, weights.get().toString());
            }
            this.session = environment.createSession(onnx, options);
        } catch (OrtException e) {
            throw new UnfitNetwork("ONNX Runtime cannot load the file: " + e.getMessage());
        }
        checkShape();
    }

    /** Scores one acquisition's frames, given in the order of the network's input. */
    public Prediction predict(List<ReceivedFrame> taken) {
        if (taken.size() != frames) {
            throw new IllegalArgumentException(taken.size() + " frames for a network of " + frames);
        }
        input.clear();
        taken.forEach(frame -> PixelTensor.append(frame, input));
        ReceivedFrame.Spacing between = taken.getFirst().spacing();
        spacing.clear()
                .put((float) between.planes())
                .put((float) between.rows())
                .put((float) between.columns());
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
        spacing.clear().put(1).put(1).put(1);
        try {
            return run();
        } catch (OrtException e) {
            throw new UnfitNetwork("the network cannot be run: " + e.getMessage());
        }
    }

    private Prediction run() throws OrtException {
        input.flip();
        spacing.flip();
        long[] shape = {1, frames, rows, columns};
        try (OnnxTensor pixels = OnnxTensor.createTensor(environment, input, shape);
                OnnxTensor distances = OnnxTensor.createTensor(environment, spacing, new long[] {1, 3});
                OrtSession.Result result = session.run(
                        session.getInputNames().contains(SPACING)
                                ? Map.of(INPUT, pixels, SPACING, distances)
                                : Map.of(INPUT, pixels))) {
            return Answer.of(((OnnxTensor) result.get(0)).getFloatBuffer(), target);
        }
    }

    private void checkShape() throws UnfitNetwork {
        try {
            String output = Answer.output(target);
            boolean spaced =
                    target instanceof Target.Quantity && session.getInputNames().equals(Set.of(INPUT, SPACING));
            if (!(spaced || session.getInputNames().equals(Set.of(INPUT)))
                    || !session.getOutputNames().equals(Set.of(output))) {
                throw new UnfitNetwork("the network has inputs %s and outputs %s, expected [%s] and [%s]"
                        .formatted(session.getInputNames(), session.getOutputNames(), INPUT, output));
            }
            checkTensor(session.getInputInfo().get(INPUT), new long[] {-1, frames, rows, columns});
            checkTensor(session.getOutputInfo().get(output), Answer.shape(target));
            if (spaced) {
                checkTensor(session.getInputInfo().get(SPACING), new long[] {-1, 3});
            }
        } catch (OrtException | UnfitNetwork e) {
            close();
            throw e instanceof UnfitNetwork unfit ? unfit : new UnfitNetwork(String.valueOf(e.getMessage()));
        }
    }

    /** The first axis is the batch: open, or fixed at the one acquisition that is scored at a time. */
    private static void checkTensor(@Nullable NodeInfo node, long[] expected) throws UnfitNetwork {
        boolean fits = node != null
                && node.getInfo() instanceof TensorInfo tensor
                && tensor.type == OnnxJavaType.FLOAT
                && tensor.getShape().length == expected.length
                && (tensor.getShape()[0] == -1 || tensor.getShape()[0] == 1)
                && Arrays.equals(tensor.getShape(), 1, expected.length, expected, 1, expected.length);
        if (!fits) {
            throw new UnfitNetwork("'%s' of the network is %s, expected float32 %s"
                    .formatted(
                            node == null ? "nothing" : node.getName(),
                            node == null ? "missing" : node.getInfo(),
                            Arrays.toString(expected)));
        }
    }

    private static FloatBuffer buffer(int values) {
        return ByteBuffer.allocateDirect(values * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
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
