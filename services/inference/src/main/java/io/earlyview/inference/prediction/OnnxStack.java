package io.earlyview.inference.prediction;

import ai.onnxruntime.OrtException;
import io.earlyview.exams.Target;
import io.earlyview.inference.domain.Prediction;
import io.earlyview.inference.domain.ReceivedFrame;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The network of a {@code stack} release: input {@code frames} float32 [N, frames, rows, columns] of raw values, and for a
 * quantity {@code spacing} float32 [N, 3] if it asks for it; the output is named and shaped as the exam's target asks.
 */
public final class OnnxStack implements Network.Stack {
    private static final String INPUT = "frames";
    private static final String SPACING = "spacing";

    private final OnnxGraph graph;
    private final int frames;
    private final int rows;
    private final int columns;
    private final Target target;
    private final int batch;
    private final ThreadLocal<FloatBuffer> input;

    /**
     * Loads an ONNX file's bytes.
     *
     * @param weights directory of the weights' file that the graph names, where it does not hold them
     * @throws UnfitNetwork where the bytes are no network of this shape
     */
    public OnnxStack(
            byte[] onnx, Optional<Path> weights, Device device, int frames, int rows, int columns, Target target)
            throws UnfitNetwork {
        this.frames = frames;
        this.target = target;
        this.rows = rows;
        this.columns = columns;
        this.graph = new OnnxGraph(onnx, weights, device);
        try {
            checkShape();
            this.batch = graph.takesBatches(INPUT) ? device.batch() : 1;
        } catch (OrtException | UnfitNetwork e) {
            graph.close();
            throw e instanceof UnfitNetwork unfit ? unfit : new UnfitNetwork(String.valueOf(e.getMessage()));
        }
        this.input = ThreadLocal.withInitial(() -> OnnxGraph.buffer(batch * frames * rows * columns));
    }

    @Override
    public int batch() {
        return batch;
    }

    @Override
    public List<Prediction> predict(List<List<ReceivedFrame>> acquisitions) {
        FloatBuffer pixels = input.get().clear();
        float[] spacing = new float[acquisitions.size() * 3];
        int at = 0;
        for (List<ReceivedFrame> taken : acquisitions) {
            if (taken.size() != frames) {
                throw new IllegalArgumentException(taken.size() + " frames for a network of " + frames);
            }
            taken.forEach(frame -> PixelTensor.append(frame, pixels));
            ReceivedFrame.Spacing between = taken.getFirst().spacing();
            spacing[at++] = (float) between.planes();
            spacing[at++] = (float) between.rows();
            spacing[at++] = (float) between.columns();
        }
        try {
            return run(pixels.flip(), spacing, acquisitions.size());
        } catch (OrtException | UnfitNetwork e) {
            throw new IllegalStateException("ONNX Runtime failed on a checked input", e);
        }
    }

    /**
     * Runs once on flat frames, so that the first patient does not wait for lazy allocations.
     *
     * @throws UnfitNetwork where the graph cannot be run at all
     */
    public Prediction warmUp() throws UnfitNetwork {
        FloatBuffer pixels = input.get().clear();
        while (pixels.hasRemaining()) {
            pixels.put(1);
        }
        float[] spacing = new float[batch * 3];
        Arrays.fill(spacing, 1);
        try {
            return run(pixels.flip(), spacing, batch).getFirst();
        } catch (OrtException e) {
            throw new UnfitNetwork("the network cannot be run: " + e.getMessage());
        }
    }

    private List<Prediction> run(FloatBuffer pixels, float[] spacing, int acquisitions)
            throws OrtException, UnfitNetwork {
        Map<String, OnnxGraph.Input> inputs = new LinkedHashMap<>();
        inputs.put(INPUT, new OnnxGraph.Input(pixels, new long[] {acquisitions, frames, rows, columns}));
        if (graph.inputs().contains(SPACING)) {
            inputs.put(SPACING, new OnnxGraph.Input(FloatBuffer.wrap(spacing), new long[] {acquisitions, 3}));
        }
        int each = Answer.size(target);
        float[] values = graph.run(inputs, acquisitions * each);
        List<Prediction> predictions = new ArrayList<>(acquisitions);
        for (int i = 0; i < acquisitions; i++) {
            predictions.add(Answer.of(FloatBuffer.wrap(values, i * each, each).slice(), target));
        }
        return predictions;
    }

    private void checkShape() throws UnfitNetwork {
        Map<String, long[]> expected = new LinkedHashMap<>();
        expected.put(INPUT, new long[] {OnnxGraph.ANY, frames, rows, columns});
        if (target instanceof Target.Quantity && graph.inputs().contains(SPACING)) {
            expected.put(SPACING, new long[] {OnnxGraph.ANY, 3});
        }
        graph.check(expected, Answer.output(target), Answer.shape(target));
    }

    @Override
    public void close() {
        graph.close();
    }
}
