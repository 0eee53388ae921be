package io.earlyview.training.evaluation;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.earlyview.training.domain.LabelledExample;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;

/** Runs the two halves of a set network as files: the encoder once a view, the head on however many there are. */
public final class SetScorer implements AutoCloseable {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession encoder;
    private final OrtSession head;

    /**
     * Loads both halves, to be run by one thread a call; several threads may call at once.
     *
     * @throws IllegalArgumentException if ONNX Runtime refuses a file
     */
    public SetScorer(byte[] encoder, byte[] head) {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            this.encoder = environment.createSession(encoder, options);
            this.head = environment.createSession(head, options);
        } catch (OrtException e) {
            throw new IllegalArgumentException("ONNX Runtime refuses the network: " + e.getMessage(), e);
        }
    }

    /** What the encoder says of one view, raw counts. */
    public float[] embedding(float[] counts, int rows, int columns, double angleDegrees) {
        long[] shape = {1, rows, columns};
        try (OnnxTensor frame = OnnxTensor.createTensor(environment, FloatBuffer.wrap(counts), shape);
                OnnxTensor angle = OnnxTensor.createTensor(environment, new float[] {(float) angleDegrees});
                OrtSession.Result result = encoder.run(Map.of("frame", frame, "angle", angle))) {
            return floats(result);
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime cannot encode: " + e.getMessage(), e);
        }
    }

    /** The same of each frame of an example, at these angles. */
    public float[][] embeddings(LabelledExample example, double[] anglesDegrees) {
        int rows = example.shape()[1];
        int columns = example.shape()[2];
        Lengths.same("angles", anglesDegrees.length, example.shape()[0]);
        float[][] embeddings = new float[anglesDegrees.length][];
        for (int view = 0; view < embeddings.length; view++) {
            int from = view * rows * columns;
            float[] counts = Arrays.copyOfRange(example.tensor(), from, from + rows * columns);
            embeddings[view] = embedding(counts, rows, columns, anglesDegrees[view]);
        }
        return embeddings;
    }

    /** P(positive) of the first {@code views} of these embeddings. */
    public double probability(float[][] embeddings, int views) {
        return outputs(embeddings, views)[0];
    }

    /** What the head says of the first {@code views} of these embeddings. */
    public double[] outputs(float[][] embeddings, int views) {
        int features = embeddings[0].length;
        FloatBuffer all = FloatBuffer.allocate(views * features);
        Arrays.stream(embeddings, 0, views).forEach(all::put);
        long[] shape = {1, views, features};
        try (OnnxTensor tensor = OnnxTensor.createTensor(environment, all.flip(), shape);
                OrtSession.Result result = head.run(Map.of("embeddings", tensor))) {
            float[] values = floats(result);
            double[] outputs = new double[values.length];
            Arrays.setAll(outputs, i -> values[i]);
            return outputs;
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime cannot score: " + e.getMessage(), e);
        }
    }

    private static float[] floats(OrtSession.Result result) {
        FloatBuffer values = ((OnnxTensor) result.get(0)).getFloatBuffer();
        float[] copy = new float[values.remaining()];
        values.get(copy);
        return copy;
    }

    @Override
    public void close() {
        try {
            encoder.close();
            head.close();
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime cannot close a session: " + e.getMessage(), e);
        }
    }
}
