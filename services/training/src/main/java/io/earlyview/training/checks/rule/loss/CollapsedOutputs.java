package io.earlyview.training.checks.rule.loss;

import io.earlyview.training.checks.finding.Evidence;
import io.earlyview.training.checks.finding.Finding;
import io.earlyview.training.checks.finding.Grade;
import io.earlyview.training.checks.finding.Remedy;
import io.earlyview.training.checks.observation.EarlyLook;
import io.earlyview.training.checks.observation.EpochEnd;
import io.earlyview.training.checks.observation.Observation;
import io.earlyview.training.checks.rule.Rule;
import java.util.List;
import java.util.Optional;

/** Every output the same, whatever the input: named after three looks, and grave after three epochs. */
public final class CollapsedOutputs implements Rule {
    private static final String NAME = "collapsed-outputs";
    private static final int WINDOW = 3;
    private static final double SPREAD = 1e-3;
    private static final double WAKING = 2;

    private int streak;
    private int epochs;
    private double first;

    @Override
    public Optional<Finding> look(Observation observation) {
        return switch (observation) {
            case EarlyLook look -> look(look.spread(), 0);
            case EpochEnd epoch -> look(epoch.spread(), 1);
            default -> Optional.empty();
        };
    }

    private Optional<Finding> look(double spread, int epoch) {
        if (!(spread < SPREAD)) {
            streak = 0;
            epochs = 0;
            return Optional.empty();
        }
        if (streak++ == 0) {
            first = spread;
        }
        epochs += epoch;
        if (streak < WINDOW || (first > 0 && spread > WAKING * first)) {
            return Optional.empty();
        }
        return Optional.of(Finding.curable(
                NAME,
                epochs >= WINDOW ? Grade.ERROR : Grade.WARNING,
                List.of(
                        Evidence.atLeast("spread of the outputs over that of the targets", spread, SPREAD),
                        Evidence.atMost("looks in a row", streak, WINDOW - 1),
                        Evidence.of("whole epochs of them", epochs)),
                "Nothing of the input reaches the output: the network is a constant.",
                "Standardise the inputs, lower the learning rate if units have died, and put batch normalisation behind the"
                        + " convolutions.",
                new Remedy.StandardiseInputs()));
    }
}
