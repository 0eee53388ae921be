package io.earlyview.inference.prediction;

import ai.onnxruntime.OrtException;
import io.earlyview.exams.Target;
import io.earlyview.inference.domain.EncodedFrame;
import io.earlyview.inference.domain.Prediction;
import io.earlyview.inference.domain.ReceivedFrame;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The two networks of a {@code set} release. Encoder: inputs {@code frame} float32 [N, rows, columns] of raw values and
 * {@code angle} float32 [N] in degrees, output {@code embedding} float32 [N, features]. Head: input {@code embeddings}
 * float32 [N, frames, features] of any number of frames; its output is named and shaped as the exam's target asks. The head
 * stays on the CPU: it takes microseconds.
 */
public final class OnnxSet implements Network.Set {
    private static final String FRAME = "frame";
    private static final String ANGLE = "angle";
    private static final String EMBEDDING = "embedding";
    private static final String EMBEDDINGS = "embeddings";

    private final OnnxGraph encoder;
    private final OnnxGraph head;
    private final int rows;
    private final int columns;
    private final int features;
    private final Target target;
    private final int batch;
    private final ThreadLocal<FloatBuffer> input;

    /**
     * Loads both files' bytes.
     *
     * @throws UnfitNetwork where the bytes are no networks of these shapes, or do not fit each other
     */
    public OnnxSet(byte[] encoderOnnx, byte[] headOnnx, Device device, int rows, int columns, Target target)
            throws UnfitNetwork {
        this.rows = rows;
        this.columns = columns;
        this.target = target;
        this.encoder = new OnnxGraph(encoderOnnx, Optional.empty(), device);
        try {
            this.head = new OnnxGraph(headOnnx, Optional.empty(), device.small());
        } catch (UnfitNetwork e) {
            encoder.close();
            throw e;
        }
        try {
            this.features = encoder.width(EMBEDDING);
            checkShapes();
            this.batch = encoder.takesBatches(FRAME) ? device.batch() : 1;
        } catch (OrtException | UnfitNetwork e) {
            close();
            throw e instanceof UnfitNetwork unfit ? unfit : new UnfitNetwork(String.valueOf(e.getMessage()));
        }
        this.input = ThreadLocal.withInitial(() -> OnnxGraph.buffer(batch * rows * columns));
    }

    private void checkShapes() throws UnfitNetwork {
        Map<String, long[]> inputs = new LinkedHashMap<>();
        inputs.put(FRAME, new long[] {OnnxGraph.ANY, rows, columns});
        inputs.put(ANGLE, new long[] {OnnxGraph.ANY});
        encoder.check(inputs, EMBEDDING, new long[] {OnnxGraph.ANY, features});
        head.check(
                Map.of(EMBEDDINGS, new long[] {OnnxGraph.ANY, OnnxGraph.ANY, features}),
                Answer.output(target),
                Answer.shape(target));
    }

    @Override
    public int batch() {
        return batch;
    }

    @Override
    public List<float[]> encode(List<ReceivedFrame> frames) {
        FloatBuffer pixels = input.get().clear();
        float[] angles = new float[frames.size()];
        for (int i = 0; i < angles.length; i++) {
            PixelTensor.append(frames.get(i), pixels);
            angles[i] = (float) frames.get(i).angleDegrees();
        }
        try {
            return encode(pixels.flip(), angles);
        } catch (OrtException | UnfitNetwork e) {
            throw new IllegalStateException("ONNX Runtime failed on a checked frame", e);
        }
    }

    private List<float[]> encode(FloatBuffer pixels, float[] angles) throws OrtException, UnfitNetwork {
        Map<String, OnnxGraph.Input> inputs = new LinkedHashMap<>();
        inputs.put(FRAME, new OnnxGraph.Input(pixels, new long[] {angles.length, rows, columns}));
        inputs.put(ANGLE, new OnnxGraph.Input(FloatBuffer.wrap(angles), new long[] {angles.length}));
        float[] values = encoder.run(inputs, angles.length * features);
        List<float[]> embeddings = new ArrayList<>(angles.length);
        for (int i = 0; i < angles.length; i++) {
            embeddings.add(Arrays.copyOfRange(values, i * features, (i + 1) * features));
        }
        return embeddings;
    }

    @Override
    public Prediction predict(List<EncodedFrame> frames) {
        try {
            return predict(frames.stream().map(EncodedFrame::embedding).toArray(float[][]::new));
        } catch (OrtException | UnfitNetwork e) {
            throw new IllegalStateException("ONNX Runtime failed on the embeddings of an encoder that fits", e);
        }
    }

    private Prediction predict(float[][] embeddings) throws OrtException, UnfitNetwork {
        FloatBuffer all = FloatBuffer.allocate(embeddings.length * features);
        for (float[] embedding : embeddings) {
            all.put(embedding);
        }
        float[] values = head.run(
                Map.of(EMBEDDINGS, new OnnxGraph.Input(all.flip(), new long[] {1, embeddings.length, features})),
                Answer.size(target));
        return Answer.of(FloatBuffer.wrap(values), target);
    }

    /**
     * Runs both once on flat frames at the first of these angles on, so that the first patient does not wait.
     *
     * @throws UnfitNetwork where a graph cannot be run at all
     */
    public Prediction warmUp(List<Double> anglesDegrees) throws UnfitNetwork {
        FloatBuffer pixels = input.get().clear();
        while (pixels.hasRemaining()) {
            pixels.put(1);
        }
        float[] angles = new float[batch];
        Arrays.fill(angles, anglesDegrees.getFirst().floatValue());
        try {
            float[] embedding = encode(pixels.flip(), angles).getFirst();
            float[][] all = new float[anglesDegrees.size()][];
            Arrays.fill(all, embedding);
            return predict(all);
        } catch (OrtException e) {
            throw new UnfitNetwork("the network cannot be run: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        encoder.close();
        head.close();
    }
}
