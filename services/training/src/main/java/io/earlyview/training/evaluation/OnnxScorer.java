package io.earlyview.training.evaluation;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.Map;

/** Scores acquisitions with an ONNX model the way inference does: ONNX Runtime, one thread on the CPU. */
public final class OnnxScorer implements AutoCloseable {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;

    /** Loads a model; a file that ONNX Runtime refuses is an {@link IllegalArgumentException}. */
    public OnnxScorer(byte[] onnx) {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            session = environment.createSession(onnx, options);
        } catch (OrtException e) {
            throw new IllegalArgumentException("ONNX Runtime refuses the model: " + e.getMessage(), e);
        }
    }

    /**
     * The probability of one acquisition.
     *
     * @param frames raw counts, row-major
     * @param shape views, rows, columns
     */
    public float probability(float[] frames, int[] shape) {
        long[] batchOfOne = {1, shape[0], shape[1], shape[2]};
        try (OnnxTensor input = OnnxTensor.createTensor(environment, FloatBuffer.wrap(frames), batchOfOne);
                OrtSession.Result result = session.run(Map.of("frames", input))) {
            return ((float[]) result.get(0).getValue())[0];
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime cannot score: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime cannot close a session: " + e.getMessage(), e);
        }
    }
}
