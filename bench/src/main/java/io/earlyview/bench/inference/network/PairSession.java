package io.earlyview.bench.inference.network;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.earlyview.bench.inference.acquisitions.ViewPair;
import io.earlyview.gateway.source.simulation.DatscanProtocol;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;

/**
 * A network that scores one pair at a time through ONNX Runtime: one thread, no spinning, and one input and one output tensor
 * that are used again and again.
 */
public final class PairSession implements AutoCloseable {
    private static final long[] SHAPE = {1, 2, DatscanProtocol.EDGE, DatscanProtocol.EDGE};

    private final OrtSession session;
    private final FloatBuffer pixels = floats(2 * ViewPair.PIXELS);
    private final FloatBuffer answer = floats(1);
    private final OnnxTensor input;
    private final OnnxTensor output;
    private final Map<String, OnnxTensor> inputs;
    private final Map<String, OnnxTensor> outputs;
    private final short[] counts = new short[ViewPair.PIXELS];
    private final float[] values = new float[ViewPair.PIXELS];

    public PairSession(byte[] onnx) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            session = environment.createSession(onnx, options);
        }
        input = OnnxTensor.createTensor(environment, pixels, SHAPE);
        output = OnnxTensor.createTensor(environment, answer, new long[] {1});
        inputs = Map.of("frames", input);
        outputs = Map.of("probability", output);
    }

    /**
     * Puts a view into the input.
     *
     * @param place 0 for the anterior view, 1 for the posterior one
     * @param view unsigned 16-bit integers, little-endian
     */
    public void put(int place, ByteBuffer view) {
        view.order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(counts);
        for (int i = 0; i < values.length; i++) {
            values[i] = counts[i] & 0xffff;
        }
        pixels.put(place * ViewPair.PIXELS, values);
    }

    /** P(abnormal) of what was put in. */
    public float run() throws OrtException {
        return run(inputs);
    }

    /** P(abnormal) of a pair that {@link #prepared} made. */
    public float run(Map<String, OnnxTensor> prepared) throws OrtException {
        session.run(prepared, outputs).close();
        return answer.get(0);
    }

    /** What was put in, as an input of its own. It lives as long as the process. */
    public Map<String, OnnxTensor> prepared() throws OrtException {
        FloatBuffer copy = floats(2 * ViewPair.PIXELS).put(pixels.rewind()).flip();
        return Map.of("frames", OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), copy, SHAPE));
    }

    @Override
    public void close() throws OrtException {
        input.close();
        output.close();
        session.close();
    }

    private static FloatBuffer floats(int count) {
        return ByteBuffer.allocateDirect(count * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }
}
