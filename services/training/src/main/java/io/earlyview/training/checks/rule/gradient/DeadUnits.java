package io.earlyview.training.checks.rule.gradient;

import io.earlyview.training.checks.finding.Evidence;
import io.earlyview.training.checks.finding.Finding;
import io.earlyview.training.checks.finding.Grade;
import io.earlyview.training.checks.finding.Remedy;
import io.earlyview.training.checks.observation.Observation;
import io.earlyview.training.checks.observation.UnitActivity;
import io.earlyview.training.checks.observation.UnitActivity.Layer;
import io.earlyview.training.checks.rule.Rule;
import java.util.List;
import java.util.Optional;

/** Layers most of whose units are 0 on everything. */
public final class DeadUnits implements Rule {
    private static final String NAME = "dead-units";
    private static final double SHARE = 0.5;
    private static final double ALL = 0.999;
    private static final int SAMPLES = 3;
    private static final double FACTOR = 0.1;

    private int[] streaks = new int[0];
    private int[] allDead = new int[0];

    @Override
    public Optional<Finding> look(Observation observation) {
        if (!(observation instanceof UnitActivity activity) || activity.layers().isEmpty()) {
            return Optional.empty();
        }
        if (streaks.length != activity.layers().size()) {
            streaks = new int[activity.layers().size()];
            allDead = new int[activity.layers().size()];
        }
        int worst = -1;
        for (int i = 0; i < streaks.length; i++) {
            double dead = activity.layers().get(i).dead();
            streaks[i] = dead > SHARE ? streaks[i] + 1 : 0;
            allDead[i] = dead > ALL ? allDead[i] + 1 : 0;
            boolean counts = streaks[i] >= SAMPLES;
            worst = counts && (worst < 0 || dead > activity.layers().get(worst).dead()) ? i : worst;
        }
        return worst < 0
                ? Optional.empty()
                : Optional.of(finding(activity.layers().get(worst), streaks[worst], allDead[worst] >= SAMPLES));
    }

    private static Finding finding(Layer layer, int samples, boolean whole) {
        return Finding.curable(
                NAME,
                whole ? Grade.ERROR : Grade.WARNING,
                List.of(
                        Evidence.atMost("share of dead units in " + layer.name(), layer.dead(), SHARE),
                        Evidence.atMost("samples in a row", samples, SAMPLES - 1)),
                whole
                        ? "The whole layer is 0 on every example: nothing passes it, forwards or backwards."
                        : "These units are 0 on every example and have no gradient: they will not come back.",
                "Lower the learning rate, standardise the inputs, or put batch normalisation before the ReLU.",
                new Remedy.ScaleLearningRate(FACTOR));
    }
}
