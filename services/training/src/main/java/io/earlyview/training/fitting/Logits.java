package io.earlyview.training.fitting;

import io.earlyview.training.domain.LabelledExample;
import io.earlyview.training.fitting.torch.TorchNetwork;
import java.util.Arrays;
import java.util.List;

/** Logits and labels of lists of examples, in their order. */
final class Logits {
    static final int AT_ONCE = 32;

    private Logits() {}

    static float[] of(TorchNetwork network, List<LabelledExample> examples) {
        float[] logits = new float[examples.size()];
        for (int from = 0; from < examples.size(); from += AT_ONCE) {
            List<LabelledExample> part = examples.subList(from, Math.min(from + AT_ONCE, examples.size()));
            float[] frames = stacked(part);
            System.arraycopy(network.logits(frames, part.size()), 0, logits, from, part.size());
        }
        return logits;
    }

    static boolean[] labels(List<LabelledExample> examples) {
        boolean[] labels = new boolean[examples.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = examples.get(i).positive();
        }
        return labels;
    }

    /** Binary cross-entropy of a logit in nats. */
    static double loss(double logit, boolean positive) {
        return Math.max(logit, 0) - (positive ? logit : 0) + Math.log1p(Math.exp(-Math.abs(logit)));
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
