package io.earlyview.training.checks.rule.loss;

import io.earlyview.training.checks.finding.Evidence;
import io.earlyview.training.checks.finding.Finding;
import io.earlyview.training.checks.finding.Grade;
import io.earlyview.training.checks.finding.Remedy;
import io.earlyview.training.checks.observation.Objective.CrossEntropy;
import io.earlyview.training.checks.observation.Objective.Regression;
import io.earlyview.training.checks.observation.Observation;
import io.earlyview.training.checks.observation.Opening;
import io.earlyview.training.checks.observation.RunOutline;
import io.earlyview.training.checks.rule.Rule;
import java.util.List;
import java.util.Optional;

/** An untrained network whose loss is not that of an untrained network. */
public final class InitialLossOff implements Rule {
    private static final String NAME = "initial-loss-off";
    private static final double BELOW = 0.5;
    /** Initial weights drawn generously begin 1.7 times as high as equal probabilities, and still learn. */
    private static final double ABOVE = 2;

    private static final double PRIOR_WORTH = 2;
    /** A regression's targets may lie off 0 by a deviation and a half; volumes in mL lie off by two. */
    private static final double REGRESSION_ABOVE = 3;

    private static final double REGRESSION_BELOW = 0.1;

    private final RunOutline outline;

    public InitialLossOff(RunOutline outline) {
        this.outline = outline;
    }

    @Override
    public Optional<Finding> look(Observation observation) {
        if (!(observation instanceof Opening opening)) {
            return Optional.empty();
        }
        return switch (outline.objective()) {
            case CrossEntropy entropy ->
                classes(opening.loss(), opening.priorLoss().orElse(entropy.constantLoss()), entropy);
            case Regression regression -> quantity(opening.loss(), regression);
        };
    }

    private static Optional<Finding> classes(double loss, double constant, CrossEntropy entropy) {
        Evidence evidence =
                new Evidence("initial loss", loss, BELOW * constant, ABOVE * Math.max(constant, entropy.uniformLoss()));
        Evidence ignorance = Evidence.of("loss of equal probabilities", entropy.uniformLoss());
        Evidence prior = Evidence.of("loss of the classes' shares", constant);
        if (loss < evidence.low()) {
            return Optional.of(Finding.curable(
                    NAME,
                    Grade.WARNING,
                    List.of(evidence, prior, ignorance),
                    "Nothing has been learned yet, and the loss is lower than ignorance allows: it is not the loss it is"
                            + " called, or the label is among the inputs.",
                    "Feed raw outputs to the cross-entropy on logits; check the inputs.",
                    new Remedy.UseLogitsLoss()));
        }
        if (!evidence.healthy()) {
            return Optional.of(Finding.curable(
                    NAME,
                    Grade.WARNING,
                    List.of(evidence, prior, ignorance),
                    "The untrained network is sure of itself and wrong: inputs or initial weights are too large.",
                    "Standardise the inputs; check that labels are numbered as the outputs are.",
                    new Remedy.StandardiseInputs()));
        }
        Evidence aboveShares =
                Evidence.atMost("initial loss over that of the classes' shares", loss / constant, PRIOR_WORTH);
        return aboveShares.healthy() || entropy.uniformLoss() <= PRIOR_WORTH * constant
                ? Optional.empty()
                : Optional.of(Finding.curable(
                        NAME,
                        Grade.NOTE,
                        List.of(aboveShares, prior),
                        "The first epochs will be spent on learning how rare the rare class is.",
                        "Start the output's bias at the prior's log-odds.",
                        new Remedy.PriorBias()));
    }

    private static Optional<Finding> quantity(double loss, Regression regression) {
        Evidence evidence = new Evidence(
                "initial loss over that of the best constant",
                loss / regression.constantLoss(),
                REGRESSION_BELOW,
                REGRESSION_ABOVE);
        return evidence.healthy()
                ? Optional.empty()
                : Optional.of(Finding.curable(
                        NAME,
                        Grade.WARNING,
                        List.of(evidence, Evidence.of("initial loss", loss)),
                        "The target's numbers are far from those of an untrained network, or the loss is not what it is"
                                + " called.",
                        "Fit the quantity less its mean over its standard deviation; a volume as its logarithm.",
                        new Remedy.StandardiseTarget()));
    }
}
