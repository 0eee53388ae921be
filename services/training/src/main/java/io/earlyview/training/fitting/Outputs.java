package io.earlyview.training.fitting;

import io.earlyview.training.domain.LabelledExample;
import io.earlyview.training.fitting.network.Head;
import io.earlyview.training.fitting.network.Head.Calibration;
import io.earlyview.training.fitting.torch.TorchNetwork;
import java.util.Arrays;
import java.util.List;

/** A network's outputs for lists of examples, in their order. */
final class Outputs {
    private static final int VALUES_AT_ONCE = 1 << 20;
    private static final int FEW = 4;

    private Outputs() {}

    /** One row an example. */
    static double[][] of(TorchNetwork network, List<LabelledExample> examples) {
        return of(network::outputs, examples, atOnce(examples));
    }

    /** What one forward pass gives for {@code count} examples that lie one after the other in {@code frames}. */
    @FunctionalInterface
    private interface Forward {
        float[] outputs(float[] frames, int count);
    }

    /** Normalised by their own batches, a few at least together: for running statistics that have not settled yet. */
    static double[][] unsettled(TorchNetwork network, List<LabelledExample> examples) {
        return of(network::unsettledOutputs, examples, Math.max(FEW, atOnce(examples)));
    }

    /** Outputs as predictions, before anything is calibrated. */
    static double[][] decoded(Prepared run, double[][] outputs, List<LabelledExample> examples) {
        return decoded(run.head(), outputs, run.targets().line(), examples);
    }

    /** Outputs as predictions, along this line. */
    static double[][] decoded(Head head, double[][] outputs, Calibration calibration, List<LabelledExample> examples) {
        double[][] predictions = new double[outputs.length][];
        for (int i = 0; i < outputs.length; i++) {
            predictions[i] =
                    head.decode(outputs[i], calibration, examples.get(i).voxelMillilitres());
        }
        return predictions;
    }

    /** In parts of nearly equal size: a rest of one example would have no variance to normalise with. */
    private static double[][] of(Forward forward, List<LabelledExample> examples, int atOnce) {
        double[][] outputs = new double[examples.size()][];
        int parts = Math.ceilDiv(examples.size(), atOnce);
        for (int number = 0; number < parts; number++) {
            int from = (int) ((long) number * examples.size() / parts);
            int to = (int) ((long) (number + 1) * examples.size() / parts);
            List<LabelledExample> part = examples.subList(from, to);
            float[] flat = forward.outputs(stacked(part), part.size());
            int each = flat.length / part.size();
            for (int i = 0; i < part.size(); i++) {
                double[] row = new double[each];
                for (int j = 0; j < each; j++) {
                    row[j] = flat[i * each + j];
                }
                outputs[from + i] = row;
            }
        }
        return outputs;
    }

    /** How many examples go through the network together: 32 of two views, one of a whole volume. */
    static int atOnce(List<LabelledExample> examples) {
        return examples.isEmpty()
                ? 1
                : Math.clamp(VALUES_AT_ONCE / examples.getFirst().tensor().length, 1, 32);
    }

    static float[] stacked(List<LabelledExample> examples) {
        int size = examples.getFirst().tensor().length;
        float[] frames = Arrays.copyOf(examples.getFirst().tensor(), size * examples.size());
        for (int i = 1; i < examples.size(); i++) {
            System.arraycopy(examples.get(i).tensor(), 0, frames, i * size, size);
        }
        return frames;
    }
}
