package io.earlyview.training.fitting;

import io.earlyview.exams.Target;
import io.earlyview.training.domain.LabelledExample;
import io.earlyview.training.fitting.network.Head;
import io.earlyview.training.fitting.network.Head.Calibration;
import java.util.List;

/**
 * What the outputs of a network should be for labelled examples, and how outputs are read before anything is calibrated.
 *
 * @param line from outputs to logits, logarithms of voxels or quantities
 */
record Targets(Head head, Calibration line) {

    /** As the training examples ask: logarithms of a quantity are standardised by their mean and deviation. */
    static Targets of(Head head, List<LabelledExample> train) {
        if (!(head instanceof Head.LogVolume)) {
            return new Targets(head, Calibration.NONE);
        }
        double[] logs = train.stream().mapToDouble(Targets::logVoxels).toArray();
        double mean = Numbers.mean(logs);
        return new Targets(head, new Calibration(Math.max(Numbers.deviation(logs), 1e-6), mean));
    }

    /** What the network should say of an example that was scaled by this factor along every axis. */
    float of(LabelledExample example, double scale) {
        double volumeScale = scale * scale * scale;
        return (float)
                switch (head) {
                    case Head.LogVolume _ ->
                        (logVoxels(example) + Math.log(volumeScale) - line.offset()) / line.slope();
                    case Head.RawQuantity _ -> example.label() * volumeScale;
                    case Head.OneLogit _, Head.TwoLogits _, Head.ClassLogits _, Head.RawClassScores _ ->
                        example.classIndex();
                    case Head.Measurements _ -> throw noExam();
                };
    }

    static IllegalStateException noExam() {
        return new IllegalStateException("no exam's label is several numbers");
    }

    /** Outputs that say no more than how common each class is. */
    float[] prior(List<LabelledExample> train, Target target) {
        float[] prior = new float[head.outputs()];
        if (target.classes().isEmpty()) {
            return prior;
        }
        double[] shares = Classes.shares(train, target.classes().size());
        if (head instanceof Head.OneLogit) {
            prior[0] = (float) Math.log(shares[1] / shares[0]);
        } else {
            for (int i = 0; i < prior.length; i++) {
                prior[i] = (float) Math.log(Math.max(shares[i], 1e-6));
            }
        }
        return prior;
    }

    private static double logVoxels(LabelledExample example) {
        return Math.log(example.label() / example.voxelMillilitres());
    }
}
