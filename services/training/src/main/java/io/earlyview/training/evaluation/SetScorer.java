package io.earlyview.training.evaluation;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;

/** Runs the two halves of a set network as files: the encoder once a view, the head on however many there are. */
public final class SetScorer implements AutoCloseable {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession encoder;
    private final OrtSession head;

    /** Loads both halves; a file that ONNX Runtime refuses is an {@link IllegalArgumentException}. */
    public SetScorer(byte[] encoder, byte[] head) {
        try {
            this.encoder = environment.createSession(encoder, new OrtSession.SessionOptions());
            this.head = environment.createSession(head, new OrtSession.SessionOptions());
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

    /** P(positive) of the first {@code views} of these embeddings. */
    public double probability(float[][] embeddings, int views) {
        int features = embeddings[0].length;
        FloatBuffer all = FloatBuffer.allocate(views * features);
        Arrays.stream(embeddings, 0, views).forEach(all::put);
        long[] shape = {1, views, features};
        try (OnnxTensor tensor = OnnxTensor.createTensor(environment, all.flip(), shape);
                OrtSession.Result result = head.run(Map.of("embeddings", tensor))) {
            return floats(result)[0];
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
