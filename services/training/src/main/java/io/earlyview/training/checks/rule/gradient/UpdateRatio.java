package io.earlyview.training.checks.rule.gradient;

import io.earlyview.training.checks.finding.Evidence;
import io.earlyview.training.checks.finding.Finding;
import io.earlyview.training.checks.finding.Grade;
import io.earlyview.training.checks.finding.Remedy;
import io.earlyview.training.checks.observation.Observation;
import io.earlyview.training.checks.observation.RunOutline;
import io.earlyview.training.checks.observation.WeightUpdate;
import io.earlyview.training.checks.observation.WeightUpdate.Layer;
import io.earlyview.training.checks.rule.Rule;
import java.util.List;
import java.util.Optional;

/**
 * Updates too small to change a layer, or so large that they replace it.
 *
 * <p>Schedules make updates small on purpose, at the beginning and at the end: small ones count between 5 % and 50 % of the
 * planned steps only, and only where most layers have them. The first ten updates are not judged at all, nor more than a
 * fiftieth of a short run's. How many measured updates in a row it takes is 20, fewer in a run of less than 500 steps.
 */
public final class UpdateRatio implements Rule {
    private static final String NAME = "update-ratio";
    private static final double LOW = -4;
    private static final double HIGH = -1;
    private static final double USUAL = -3;
    private static final int STRETCH_MOST = 20;
    private static final int STRETCH_LEAST = 5;
    /** Of the planned steps; with as many again before it, it is over by a tenth. */
    private static final double STRETCH = 0.04;

    private static final int SETTLING_MOST = 10;
    private static final double SETTLING = 0.02;

    private final long steps;
    private final int stretch;
    private int[] low = new int[0];
    private int[] high = new int[0];

    public UpdateRatio(RunOutline outline) {
        steps = outline.steps();
        stretch = Math.clamp(Math.round(STRETCH * steps), STRETCH_LEAST, STRETCH_MOST);
    }

    @Override
    public Optional<Finding> look(Observation observation) {
        if (!(observation instanceof WeightUpdate update) || update.layers().isEmpty()) {
            return Optional.empty();
        }
        if (low.length != update.layers().size()) {
            low = new int[update.layers().size()];
            high = new int[update.layers().size()];
        }
        boolean settled = update.step() > Math.min(SETTLING_MOST, SETTLING * steps);
        boolean lowCounts = update.step() > 0.05 * steps && update.step() <= 0.5 * steps;
        int still = 0;
        int stillest = -1;
        int wildest = -1;
        for (int i = 0; i < low.length; i++) {
            double log = log(update.layers().get(i));
            low[i] = lowCounts && log < LOW ? low[i] + 1 : 0;
            high[i] = settled && log > HIGH ? high[i] + 1 : 0;
            still += low[i] >= stretch ? 1 : 0;
            stillest = low[i] >= stretch
                            && (stillest < 0 || log < log(update.layers().get(stillest)))
                    ? i
                    : stillest;
            wildest = high[i] >= stretch
                            && (wildest < 0 || log > log(update.layers().get(wildest)))
                    ? i
                    : wildest;
        }
        if (wildest >= 0) {
            return Optional.of(
                    finding(update.layers().get(wildest), "A tenth of the layer is replaced at every step."));
        }
        return 2 * still > low.length
                ? Optional.of(finding(update.layers().get(stillest), "Most layers hardly change."))
                : Optional.empty();
    }

    private static double log(Layer layer) {
        return Math.log10(layer.ratio());
    }

    private Finding finding(Layer layer, String meaning) {
        double log = log(layer);
        double factor = Math.pow(10, Math.rint(USUAL - Math.max(log, -9)));
        return Finding.curable(
                NAME,
                Grade.WARNING,
                List.of(
                        new Evidence("log10 of update over weights in " + layer.name(), log, LOW, HIGH),
                        Evidence.atMost("or more measured steps in a row", stretch, stretch - 1)),
                meaning,
                "Change the learning rate so that an update is about a thousandth of the weights.",
                new Remedy.ScaleLearningRate(factor));
    }
}
