package io.earlyview.training.checks.rule.evidence;

import io.earlyview.training.checks.finding.Evidence;
import io.earlyview.training.checks.finding.Finding;
import io.earlyview.training.checks.finding.Grade;
import io.earlyview.training.checks.finding.Remedy;
import io.earlyview.training.checks.observation.DataProfile;
import io.earlyview.training.checks.observation.EpochEnd;
import io.earlyview.training.checks.observation.EpochEnd.ClassTally;
import io.earlyview.training.checks.observation.Objective.CrossEntropy;
import io.earlyview.training.checks.observation.Observation;
import io.earlyview.training.checks.observation.RunOutline;
import io.earlyview.training.checks.rule.Rule;
import java.util.List;
import java.util.Optional;

/** A class that the network never names. */
public final class IgnoredMinorityClass implements Rule {
    private static final String NAME = "ignored-minority-class";
    private static final double RARE = 0.05;
    private static final int LEAST_EPOCHS = 5;
    private static final int LEAST_CASES = 5;

    private final RunOutline outline;
    private final int patience;
    private int[] streaks = new int[0];

    public IgnoredMinorityClass(RunOutline outline) {
        this.outline = outline;
        patience = Math.max(LEAST_EPOCHS, (int) (0.09 * outline.epochs()));
    }

    @Override
    public Optional<Finding> look(Observation observation) {
        return switch (observation) {
            case DataProfile profile -> unweighted(profile);
            case EpochEnd epoch -> neverNamed(epoch);
            default -> Optional.empty();
        };
    }

    private Optional<Finding> unweighted(DataProfile profile) {
        double all = profile.classCounts().stream().mapToInt(count -> count).sum();
        double rarest =
                profile.classCounts().stream().mapToInt(count -> count).min().orElse(0) / all;
        if (!(rarest < RARE) || !(outline.objective() instanceof CrossEntropy entropy) || entropy.weighted()) {
            return Optional.empty();
        }
        return Optional.of(finding(
                Grade.NOTE,
                List.of(Evidence.atLeast("share of the rarest class, unweighted", rarest, RARE)),
                "Never naming this class costs hardly any loss."));
    }

    private Optional<Finding> neverNamed(EpochEnd epoch) {
        if (streaks.length != epoch.classes().size()) {
            streaks = new int[epoch.classes().size()];
        }
        Optional<Finding> found = Optional.empty();
        for (int i = 0; i < streaks.length; i++) {
            ClassTally tally = epoch.classes().get(i);
            streaks[i] = tally.recalled() == 0 && tally.cases() >= LEAST_CASES ? streaks[i] + 1 : 0;
            if (streaks[i] >= patience && found.isEmpty()) {
                found = Optional.of(finding(
                        Grade.WARNING,
                        List.of(
                                Evidence.atLeast("cases of class " + i + " that were recognised", 0, 1),
                                Evidence.atMost("epochs in a row", streaks[i], patience - 1),
                                Evidence.of("its cases", tally.cases()),
                                Evidence.of("named so", tally.predicted())),
                        "The network does well without this class: accuracy hides it, balanced accuracy shows it."));
            }
        }
        return found;
    }

    private static Finding finding(Grade grade, List<Evidence> evidence, String meaning) {
        return Finding.curable(
                NAME,
                grade,
                evidence,
                meaning,
                "Weigh classes by one over the square root of their share, and look at each class's recall.",
                new Remedy.ClassWeights());
    }
}
