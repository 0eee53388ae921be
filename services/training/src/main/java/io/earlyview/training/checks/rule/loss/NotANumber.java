package io.earlyview.training.checks.rule.loss;

import io.earlyview.training.checks.finding.Evidence;
import io.earlyview.training.checks.finding.Finding;
import io.earlyview.training.checks.finding.Grade;
import io.earlyview.training.checks.finding.Remedy;
import io.earlyview.training.checks.observation.EpochEnd;
import io.earlyview.training.checks.observation.Observation;
import io.earlyview.training.checks.observation.Opening;
import io.earlyview.training.checks.observation.Step;
import io.earlyview.training.checks.rule.Rule;
import java.util.List;
import java.util.Optional;

/** A loss or gradient that is no number, seen before it reaches the weights. */
public final class NotANumber implements Rule {
    private static final String NAME = "not-a-number";
    private static final double FACTOR = 0.1;

    @Override
    public Optional<Finding> look(Observation observation) {
        return switch (observation) {
            case Opening opening -> look("initial loss", opening.loss());
            case Step step -> look(step);
            case EpochEnd epoch ->
                look("training loss", epoch.trainLoss())
                        .or(() -> epoch.validationLoss().isPresent()
                                ? look("validation loss", epoch.validationLoss().getAsDouble())
                                : Optional.empty());
            default -> Optional.empty();
        };
    }

    private static Optional<Finding> look(Step step) {
        return look("loss in step " + step.number(), step.loss())
                .or(() -> look("gradient norm in step " + step.number(), step.gradientNorm()));
    }

    private static Optional<Finding> look(String name, double value) {
        if (Double.isFinite(value)) {
            return Optional.empty();
        }
        return Optional.of(Finding.curable(
                NAME,
                Grade.ERROR,
                List.of(new Evidence(name, value, -Double.MAX_VALUE, Double.MAX_VALUE)),
                "A step with it would make every weight no number.",
                "Do not take the step; go back to the weights of the last epoch, lower the learning rate, and check inputs,"
                        + " logarithms and divisions.",
                new Remedy.ScaleLearningRate(FACTOR)));
    }
}
