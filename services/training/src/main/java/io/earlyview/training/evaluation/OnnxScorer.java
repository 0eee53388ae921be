package io.earlyview.training.evaluation;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.earlyview.training.domain.LabelledExample;
import java.nio.FloatBuffer;
import java.util.HashMap;
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
     * What the network says of one acquisition: P(positive), one probability a class, or value, low and high of a
     * quantity.
     */
    public double[] predict(LabelledExample example) {
        int[] shape = example.shape();
        long[] batchOfOne = {1, shape[0], shape[1], shape[2]};
        Map<String, OnnxTensor> inputs = new HashMap<>();
        try {
            inputs.put("frames", OnnxTensor.createTensor(environment, FloatBuffer.wrap(example.tensor()), batchOfOne));
            if (session.getInputNames().contains("spacing")) {
                inputs.put("spacing", OnnxTensor.createTensor(environment, spacing(example), new long[] {1, 3}));
            }
            try (OrtSession.Result result = session.run(inputs)) {
                FloatBuffer values = ((OnnxTensor) result.get(0)).getFloatBuffer();
                double[] prediction = new double[values.remaining()];
                for (int i = 0; i < prediction.length; i++) {
                    prediction[i] = values.get(i);
                }
                return prediction;
            }
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime cannot score: " + e.getMessage(), e);
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }

    private static FloatBuffer spacing(LabelledExample example) {
        FloatBuffer spacing = FloatBuffer.allocate(3);
        for (double millimetres : example.spacingMillimetres()) {
            spacing.put((float) millimetres);
        }
        return spacing.flip();
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
