package io.earlyview.training.checks.rule.loss;

import io.earlyview.training.checks.finding.Evidence;
import io.earlyview.training.checks.finding.Finding;
import io.earlyview.training.checks.finding.Grade;
import io.earlyview.training.checks.finding.Remedy;
import io.earlyview.training.checks.observation.EpochEnd;
import io.earlyview.training.checks.observation.Objective.CrossEntropy;
import io.earlyview.training.checks.observation.Objective.CrossEntropy.Fed;
import io.earlyview.training.checks.observation.Observation;
import io.earlyview.training.checks.observation.Opening;
import io.earlyview.training.checks.observation.RunOutline;
import io.earlyview.training.checks.observation.Step;
import io.earlyview.training.checks.rule.Rule;
import java.util.List;
import java.util.Optional;

/** A loss without a lowest value: fed unnormalised outputs, or falling without end. */
public final class UnboundedLoss implements Rule {
    private static final String NAME = "unbounded-loss";
    private static final double NORMALISATION = 1e-3;

    private final boolean logProbabilities;
    private final double floor;

    public UnboundedLoss(RunOutline outline) {
        logProbabilities =
                outline.objective() instanceof CrossEntropy entropy && entropy.fed() == Fed.LOG_PROBABILITIES;
        floor = -outline.objective().constantLoss();
    }

    @Override
    public Optional<Finding> look(Observation observation) {
        return switch (observation) {
            case Opening opening -> normalisation(opening);
            case Step step -> fall(step.loss());
            case EpochEnd epoch -> fall(epoch.trainLoss());
            default -> Optional.empty();
        };
    }

    private Optional<Finding> normalisation(Opening opening) {
        if (!logProbabilities || opening.logSumExp().isEmpty()) {
            return Optional.empty();
        }
        Evidence normalised = Evidence.atMost(
                "largest |log of the sum of the exponentials| of an example's outputs",
                opening.logSumExp().getAsDouble(),
                NORMALISATION);
        return normalised.healthy()
                ? Optional.empty()
                : Optional.of(finding(
                        normalised,
                        "The loss takes logarithms of probabilities and is fed something else; it then falls for ever,"
                                + " whatever the network learns."));
    }

    private Optional<Finding> fall(double loss) {
        return loss < floor
                ? Optional.of(finding(
                        Evidence.atLeast("loss", loss, floor),
                        "The loss lies as far below 0 as ignorance lies above it: it has no lowest value."))
                : Optional.empty();
    }

    private static Finding finding(Evidence evidence, String meaning) {
        return Finding.curable(
                NAME,
                Grade.ERROR,
                List.of(evidence),
                meaning,
                "Feed raw outputs to the cross-entropy on logits.",
                new Remedy.UseLogitsLoss());
    }
}
