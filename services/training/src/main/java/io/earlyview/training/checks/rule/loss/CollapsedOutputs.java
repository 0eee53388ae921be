package io.earlyview.training.checks.rule.loss;

import io.earlyview.training.checks.finding.Evidence;
import io.earlyview.training.checks.finding.Finding;
import io.earlyview.training.checks.finding.Grade;
import io.earlyview.training.checks.finding.Remedy;
import io.earlyview.training.checks.observation.EpochEnd;
import io.earlyview.training.checks.observation.Observation;
import io.earlyview.training.checks.rule.Rule;
import java.util.List;
import java.util.Optional;

/** Every output the same, whatever the input. */
public final class CollapsedOutputs implements Rule {
    private static final String NAME = "collapsed-outputs";
    private static final int WINDOW = 3;
    private static final double SPREAD = 1e-3;
    private static final double WAKING = 2;

    private int streak;
    private double first;

    @Override
    public Optional<Finding> look(Observation observation) {
        if (!(observation instanceof EpochEnd epoch)) {
            return Optional.empty();
        }
        if (!(epoch.spread() < SPREAD)) {
            streak = 0;
            return Optional.empty();
        }
        if (streak++ == 0) {
            first = epoch.spread();
        }
        if (streak < WINDOW || (first > 0 && epoch.spread() > WAKING * first)) {
            return Optional.empty();
        }
        return Optional.of(Finding.curable(
                NAME,
                Grade.ERROR,
                List.of(
                        Evidence.atLeast("spread of the outputs over that of the targets", epoch.spread(), SPREAD),
                        Evidence.atMost("epochs in a row", streak, WINDOW - 1)),
                "Nothing of the input reaches the output: the network is a constant.",
                "Standardise the inputs, lower the learning rate if units have died, and put batch normalisation behind the"
                        + " convolutions.",
                new Remedy.StandardiseInputs()));
    }
}
