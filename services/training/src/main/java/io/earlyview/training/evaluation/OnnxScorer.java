package io.earlyview.training.evaluation;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.earlyview.training.domain.LabelledExample;
import io.earlyview.training.domain.OnnxNetwork;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Scores acquisitions with the graph of a `stack` release the way inference does: ONNX Runtime, one thread on the CPU. */
public final class OnnxScorer implements NetworkScorer {
    private static final String WEIGHTS_DIRECTORY = "session.model_external_initializers_file_folder_path";

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;

    /** Loads a network; one that ONNX Runtime refuses, or that takes a set, is an {@link IllegalArgumentException}. */
    public OnnxScorer(OnnxNetwork network) {
        if (network.isSet()) {
            throw new IllegalArgumentException("the network takes a set of views and is no single graph");
        }
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            session = network.weightsApart()
                    ? withWeights(network, options)
                    : environment.createSession(network.graph(), options);
        } catch (OrtException e) {
            throw new IllegalArgumentException("ONNX Runtime refuses the model: " + e.getMessage(), e);
        }
    }

    /** ONNX Runtime maps the weights' file while it loads; what it has mapped stays when the name is gone. */
    private OrtSession withWeights(OnnxNetwork network, OrtSession.SessionOptions options) throws OrtException {
        try {
            Path directory = Files.createTempDirectory("weights");
            Path file = directory.resolve(OnnxNetwork.weightsFile(network.weightsSha256()));
            try {
                Files.write(file, network.weights());
                options.addConfigEntry(WEIGHTS_DIRECTORY, directory.toString());
                return environment.createSession(network.graph(), options);
            } finally {
                Files.deleteIfExists(file);
                Files.delete(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the network's weights cannot be written for ONNX Runtime", e);
        }
    }

    @Override
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
