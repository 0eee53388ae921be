package io.earlyview.training.checks.rule.loss;

import io.earlyview.training.checks.finding.Evidence;
import io.earlyview.training.checks.finding.Finding;
import io.earlyview.training.checks.finding.Grade;
import io.earlyview.training.checks.finding.Remedy;
import io.earlyview.training.checks.observation.EpochEnd;
import io.earlyview.training.checks.observation.Objective;
import io.earlyview.training.checks.observation.Observation;
import io.earlyview.training.checks.observation.Opening;
import io.earlyview.training.checks.observation.RunOutline;
import io.earlyview.training.checks.observation.Step;
import io.earlyview.training.checks.rule.Rule;
import java.util.List;
import java.util.Optional;

/** A loss below the lowest there is. */
public final class ImpossibleLoss implements Rule {
    private static final String NAME = "impossible-loss";
    /** What rounding in single precision may leave below 0. */
    private static final double ROUNDING = 1e-5;

    private final boolean crossEntropy;

    public ImpossibleLoss(RunOutline outline) {
        crossEntropy = outline.objective() instanceof Objective.CrossEntropy;
    }

    @Override
    public Optional<Finding> look(Observation observation) {
        double loss =
                switch (observation) {
                    case Opening opening -> opening.loss();
                    case Step step -> step.loss();
                    case EpochEnd epoch ->
                        Math.min(epoch.trainLoss(), epoch.validationLoss().orElse(0));
                    default -> 0;
                };
        if (!(loss < -ROUNDING)) {
            return Optional.empty();
        }
        List<Evidence> evidence = List.of(Evidence.atLeast("loss", loss, -ROUNDING));
        return Optional.of(
                crossEntropy
                        ? Finding.curable(
                                NAME,
                                Grade.ERROR,
                                evidence,
                                "A negative logarithm of a probability cannot be negative: the loss is fed something else.",
                                "Feed raw outputs to the cross-entropy on logits.",
                                new Remedy.UseLogitsLoss())
                        : Finding.forPeople(
                                NAME,
                                Grade.ERROR,
                                evidence,
                                "An error cannot be negative: the loss is computed wrongly.",
                                "Check the sign of the loss and what it is fed."));
    }
}
