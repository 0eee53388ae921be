package io.earlyview.training.checks.rule.gradient;

import io.earlyview.training.checks.finding.Evidence;
import io.earlyview.training.checks.finding.Finding;
import io.earlyview.training.checks.finding.Grade;
import io.earlyview.training.checks.finding.Remedy;
import io.earlyview.training.checks.observation.Observation;
import io.earlyview.training.checks.observation.OneBatch;
import io.earlyview.training.checks.rule.Rule;
import java.util.List;
import java.util.Optional;

/** A network that cannot learn one batch by heart. */
public final class CannotOverfitOneBatch implements Rule {
    private static final String NAME = "cannot-overfit-one-batch";
    private static final double SHARE = 0.5;
    private static final double NOTHING = 0.9;
    /** Fewer steps than this may be too few for an honest network. */
    private static final int ENOUGH = 200;

    @Override
    public Optional<Finding> look(Observation observation) {
        if (!(observation instanceof OneBatch batch) || !(batch.constantLoss() > 0)) {
            return Optional.empty();
        }
        // Written so that NaN is found too.
        Evidence share = Evidence.atMost(
                "loss on one batch over that of its best constant", batch.lossAfter() / batch.constantLoss(), SHARE);
        if (share.value() <= SHARE) {
            return Optional.empty();
        }
        boolean grave = !(share.value() <= NOTHING) && batch.steps() >= ENOUGH;
        return Optional.of(Finding.curable(
                NAME,
                grave ? Grade.ERROR : Grade.WARNING,
                List.of(
                        share,
                        Evidence.of("steps", batch.steps()),
                        Evidence.of("cases", batch.cases()),
                        Evidence.of("loss before", batch.lossBefore())),
                grave
                        ? "It cannot tell apart even a few cases that it sees again and again; more data will not help."
                        : "It is slow to learn even a few cases by heart.",
                "Standardise the inputs, check that labels belong to their examples, and raise the learning rate if updates"
                        + " are small.",
                new Remedy.StandardiseInputs()));
    }
}
