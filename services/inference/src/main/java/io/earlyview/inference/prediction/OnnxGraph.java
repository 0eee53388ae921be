package io.earlyview.inference.prediction;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One ONNX file in ONNX Runtime, with float32 inputs and one float32 output, all named. */
final class OnnxGraph implements AutoCloseable {
    private static final String WEIGHTS_DIRECTORY = "session.model_external_initializers_file_folder_path";
    /** An axis that may have any length, as the batch. */
    static final long ANY = -1;

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;

    /**
     * Loads a file's bytes.
     *
     * @param weights directory of the weights' file that the graph names, where it does not hold them
     * @throws UnfitNetwork where ONNX Runtime refuses the bytes
     */
    OnnxGraph(byte[] onnx, Optional<Path> weights, Device device) throws UnfitNetwork {
        try (OrtSession.SessionOptions options = device.options()) {
            if (weights.isPresent()) {
                options.addConfigEntry(WEIGHTS_DIRECTORY, weights.get().toString());
            }
            this.session = environment.createSession(onnx, options);
        } catch (OrtException e) {
            throw new UnfitNetwork("ONNX Runtime cannot load the file: " + e.getMessage());
        }
    }

    /** What goes in: values in row-major order, and their shape. */
    @SuppressWarnings("ArrayRecordComponent")
    record Input(FloatBuffer values, long[] shape) {}

    /**
     * Runs the graph; the answer is a copy.
     *
     * @param expected how many numbers the answer has
     * @throws UnfitNetwork where it has others: a file need not say what it answers
     */
    float[] run(Map<String, Input> inputs, int expected) throws OrtException, UnfitNetwork {
        Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
        try {
            for (Map.Entry<String, Input> input : inputs.entrySet()) {
                tensors.put(
                        input.getKey(),
                        OnnxTensor.createTensor(
                                environment,
                                input.getValue().values(),
                                input.getValue().shape()));
            }
            try (OrtSession.Result result = session.run(tensors)) {
                FloatBuffer answer = ((OnnxTensor) result.get(0)).getFloatBuffer();
                if (answer.remaining() != expected) {
                    throw new UnfitNetwork(
                            "the network answered %d numbers, expected %d".formatted(answer.remaining(), expected));
                }
                float[] values = new float[expected];
                answer.get(values);
                return values;
            }
        } finally {
            tensors.values().forEach(OnnxTensor::close);
        }
    }

    Set<String> inputs() {
        return session.getInputNames();
    }

    /** Whether the first axis of an input is open, so that several go in at once. */
    boolean takesBatches(String input) throws OrtException {
        return session.getInputInfo().get(input) instanceof NodeInfo node
                && node.getInfo() instanceof TensorInfo tensor
                && tensor.getShape()[0] == ANY;
    }

    /** @throws UnfitNetwork where names or shapes are others */
    void check(Map<String, long[]> inputs, String output, long[] outputShape) throws UnfitNetwork {
        try {
            if (!session.getInputNames().equals(inputs.keySet())
                    || !session.getOutputNames().equals(Set.of(output))) {
                throw new UnfitNetwork("the network has inputs %s and outputs %s, expected %s and [%s]"
                        .formatted(session.getInputNames(), session.getOutputNames(), inputs.keySet(), output));
            }
            for (Map.Entry<String, long[]> input : inputs.entrySet()) {
                checkTensor(session.getInputInfo().get(input.getKey()), input.getValue());
            }
            checkTensor(session.getOutputInfo().get(output), outputShape);
        } catch (OrtException e) {
            throw new UnfitNetwork(String.valueOf(e.getMessage()));
        }
    }

    /** Length of an output's last axis, which may not be open. */
    int width(String output) throws UnfitNetwork {
        try {
            if (session.getOutputInfo().get(output) instanceof NodeInfo node
                    && node.getInfo() instanceof TensorInfo tensor
                    && tensor.getShape().length > 0) {
                long width = tensor.getShape()[tensor.getShape().length - 1];
                if (width < 1) {
                    throw new UnfitNetwork("the file does not say how many features '%s' has: it is %s"
                            .formatted(output, node.getInfo()));
                }
                return (int) width;
            }
            throw new UnfitNetwork("the network has no output '%s' but %s".formatted(output, session.getOutputNames()));
        } catch (OrtException e) {
            throw new UnfitNetwork(String.valueOf(e.getMessage()));
        }
    }

    /** The first axis is the batch: open, or fixed at one. An axis that may have any length must be open. */
    private static void checkTensor(@Nullable NodeInfo node, long[] expected) throws UnfitNetwork {
        boolean fits = node != null
                && node.getInfo() instanceof TensorInfo tensor
                && tensor.type == OnnxJavaType.FLOAT
                && tensor.getShape().length == expected.length
                && (tensor.getShape()[0] == ANY || tensor.getShape()[0] == 1)
                && Arrays.equals(tensor.getShape(), 1, expected.length, expected, 1, expected.length);
        if (!fits) {
            throw new UnfitNetwork("'%s' of the network is %s, expected float32 %s"
                    .formatted(
                            node == null ? "nothing" : node.getName(),
                            node == null ? "missing" : node.getInfo(),
                            Arrays.toString(expected)));
        }
    }

    static FloatBuffer buffer(int values) {
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
}
