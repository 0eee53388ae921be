package io.earlyview.training.fitting;

import io.earlyview.training.checks.observation.EpochEnd;
import io.earlyview.training.checks.observation.UnitActivity;
import io.earlyview.training.domain.LabelledExample;
import io.earlyview.training.fitting.torch.LayerNumber;
import io.earlyview.training.fitting.torch.TorchNetwork;
import io.earlyview.training.fitting.torch.UnitSums;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** What an epoch's steps show by the way: training outputs as they come, and which units still answer. */
final class EpochLook {
    /** Units are judged by this many examples. */
    private static final int UNITS_SEEN_BY = 64;
    /** They are looked at in as many epochs at the beginning, and then in each as many-th. */
    private static final int UNITS_EVERY = 3;

    private final Prepared run;
    private final int number;
    private final List<double[]> outputs = new ArrayList<>();
    private final List<Double> wanted = new ArrayList<>();
    private final UnitSums units = new UnitSums();
    private double lossSum;

    EpochLook(Prepared run, int number) {
        this.run = run;
        this.number = number;
    }

    /** The gradients of a batch; with the units where it is one of the epoch's last. */
    TorchNetwork.Step weigh(TorchNetwork network, float[] frames, float[] targets, int examplesLeft) {
        boolean lookAtUnits = number <= UNITS_EVERY || number % UNITS_EVERY == 0;
        TorchNetwork.Step step = lookAtUnits && examplesLeft < UNITS_SEEN_BY + targets.length
                ? network.weigh(frames, targets, units)
                : network.weigh(frames, targets);
        int each = step.outputs().length / targets.length;
        for (int i = 0; i < targets.length; i++) {
            double[] row = new double[each];
            for (int j = 0; j < each; j++) {
                row[j] = step.outputs()[i * each + j];
            }
            outputs.add(row);
            wanted.add((double) targets[i]);
        }
        lossSum += step.loss() * targets.length;
        return step;
    }

    double trainLoss() {
        return lossSum / wanted.size();
    }

    /** @param validationOutputs of these validation examples */
    EpochEnd end(double[][] validationOutputs, List<LabelledExample> validation) {
        double[] validationWanted = run.wanted(validation);
        Skill skill = Skill.of(run.head(), validationOutputs, validationWanted);
        Skill train = Skill.of(
                run.head(),
                outputs.toArray(double[][]::new),
                wanted.stream().mapToDouble(each -> each).toArray());
        return new EpochEnd(
                number,
                trainLoss(),
                validationWanted.length == 0
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(run.loss(validationOutputs, validationWanted)),
                skill.spread(),
                train.value(),
                skill.value(),
                skill.tallies(),
                new Gains(run).of(validationOutputs, validation));
    }

    UnitActivity units() {
        return new UnitActivity(
                (long) number * run.batches(),
                units.dead().stream().map(EpochLook::layer).toList());
    }

    private static UnitActivity.Layer layer(LayerNumber dead) {
        return new UnitActivity.Layer(dead.layer(), dead.value());
    }
}
