package io.earlyview.training.checks.rule.evidence;

import io.earlyview.training.checks.finding.Evidence;
import io.earlyview.training.checks.finding.Finding;
import io.earlyview.training.checks.finding.Grade;
import io.earlyview.training.checks.finding.Remedy;
import io.earlyview.training.checks.observation.DataProfile;
import io.earlyview.training.checks.observation.EpochEnd;
import io.earlyview.training.checks.observation.Observation;
import io.earlyview.training.checks.observation.Outcome;
import io.earlyview.training.checks.observation.RunOutline;
import io.earlyview.training.checks.rule.Rule;
import java.util.List;
import java.util.Optional;

/** Training examples learned by heart, and nothing that holds for other patients. */
public final class Memorising implements Rule {
    private static final String NAME = "memorising";
    private static final double TRAIN = 0.9;
    private static final double ELSEWHERE = 0;
    private static final double GAP = 0.5;
    private static final int EPOCHS = 3;
    private static final int PATIENTS = 10;
    private static final double WEIGHTS = 1e6;

    private final RunOutline outline;
    private int streak;

    public Memorising(RunOutline outline) {
        this.outline = outline;
    }

    @Override
    public Optional<Finding> look(Observation observation) {
        return switch (observation) {
            case DataProfile profile -> capacity(profile);
            case EpochEnd epoch -> gap(epoch);
            case Outcome outcome -> outcome(outcome);
            default -> Optional.empty();
        };
    }

    private Optional<Finding> capacity(DataProfile profile) {
        Evidence weights =
                Evidence.atMost("weights for each patient", (double) outline.weights() / profile.patients(), WEIGHTS);
        return weights.healthy()
                ? Optional.empty()
                : Optional.of(finding(
                        Grade.WARNING,
                        List.of(
                                weights,
                                Evidence.of("patients", profile.patients()),
                                Evidence.of("examples", profile.examples())),
                        "The network has room to learn every patient by heart; copies of a patient's scan do not make more"
                                + " patients."));
    }

    private Optional<Finding> gap(EpochEnd epoch) {
        Evidence difference = Evidence.atMost(
                "skill on training less skill on validation examples",
                epoch.trainSkill() - epoch.validationSkill(),
                GAP);
        // Decisions on a few cases of a rare class differ by more than the losses do.
        boolean costsMore = epoch.validationLoss().orElse(Double.NaN) > epoch.trainLoss();
        streak = difference.value() > GAP && costsMore ? streak + 1 : 0;
        return streak < EPOCHS
                ? Optional.empty()
                : Optional.of(finding(
                        Grade.WARNING,
                        List.of(
                                difference,
                                Evidence.atMost("epochs in a row", streak, EPOCHS - 1),
                                Evidence.of("training loss", epoch.trainLoss()),
                                Evidence.of(
                                        "validation loss",
                                        epoch.validationLoss().orElse(Double.NaN))),
                        "Most of what it learned holds for its training examples only."));
    }

    private static Optional<Finding> outcome(Outcome outcome) {
        if (!(outcome.trainSkill() > TRAIN && outcome.skill() <= ELSEWHERE)) {
            return Optional.empty();
        }
        return Optional.of(finding(
                outcome.patients() >= PATIENTS ? Grade.ERROR : Grade.WARNING,
                List.of(
                        Evidence.atLeast("skill on other patients", outcome.skill(), Math.nextUp(ELSEWHERE)),
                        Evidence.of("skill on training examples", outcome.trainSkill()),
                        Evidence.of("patients", outcome.patients())),
                "It knows its training examples and does no better on other patients than the best constant."));
    }

    private static Finding finding(Grade grade, List<Evidence> evidence, String meaning) {
        return Finding.curable(
                NAME,
                grade,
                evidence,
                meaning,
                "Take a smaller network, vary examples anew at each use, and get more patients.",
                new Remedy.AugmentAtRunTime());
    }
}
