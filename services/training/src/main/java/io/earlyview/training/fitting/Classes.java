package io.earlyview.training.fitting;

import io.earlyview.training.domain.LabelledExample;
import java.util.Collection;

/** How common each class is. */
final class Classes {
    private Classes() {}

    static int[] counts(Collection<LabelledExample> examples, int classes) {
        int[] counts = new int[classes];
        examples.forEach(example -> counts[example.classIndex()]++);
        return counts;
    }

    static double[] shares(Collection<LabelledExample> examples, int classes) {
        int[] counts = counts(examples, classes);
        double[] shares = new double[classes];
        for (int i = 0; i < classes; i++) {
            shares[i] = (double) counts[i] / examples.size();
        }
        return shares;
    }

    /** One over the square root of each class's share, so that their mean over the examples is 1; 0 for no examples. */
    static float[] weights(Collection<LabelledExample> examples, int classes) {
        double[] shares = shares(examples, classes);
        double mean = 0;
        for (double share : shares) {
            mean += Math.sqrt(share);
        }
        float[] weights = new float[classes];
        for (int i = 0; i < classes; i++) {
            weights[i] = shares[i] == 0 ? 0 : (float) (1 / (Math.sqrt(shares[i]) * mean));
        }
        return weights;
    }
}
