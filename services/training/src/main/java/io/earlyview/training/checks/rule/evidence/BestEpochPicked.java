package io.earlyview.training.checks.rule.evidence;

import io.earlyview.training.checks.finding.Evidence;
import io.earlyview.training.checks.finding.Finding;
import io.earlyview.training.checks.finding.Grade;
import io.earlyview.training.checks.finding.Remedy;
import io.earlyview.training.checks.observation.Objective.CrossEntropy;
import io.earlyview.training.checks.observation.Observation;
import io.earlyview.training.checks.observation.Outcome;
import io.earlyview.training.checks.observation.RunOutline;
import io.earlyview.training.checks.rule.Rule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.hipparchus.distribution.discrete.BinomialDistribution;

/** Figures from the very cases that chose the epoch. */
public final class BestEpochPicked implements Rule {
    private static final String NAME = "best-epoch-picked";
    private static final double LEVEL = 0.05;
    private static final String ADVICE =
            "Choose the epoch on cases that are not reported on, or take the last one; else report the p for the best of all"
                    + " epochs.";

    private final RunOutline outline;
    private boolean seen;

    public BestEpochPicked(RunOutline outline) {
        this.outline = outline;
    }

    @Override
    public Optional<Finding> look(Observation observation) {
        boolean first = !seen;
        seen = true;
        if (observation instanceof Outcome outcome && outcome.chosenP().isPresent()) {
            Evidence best = Evidence.atMost(
                    "p for the best of all epochs", outcome.chosenP().getAsDouble(), LEVEL);
            Evidence alone =
                    Evidence.of("p for this epoch alone", outcome.permutation().p());
            if (!best.healthy() && alone.value() <= LEVEL) {
                return Optional.of(finding(
                        Grade.ERROR,
                        List.of(best, alone),
                        "Only the choice of the epoch makes this look better than chance."));
            }
        }
        return first && outline.choice().candidates() > 1 && outline.choice().reported()
                ? Optional.of(planned())
                : Optional.empty();
    }

    private Finding planned() {
        int candidates = outline.choice().candidates();
        int cases = outline.choice().cases();
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(Evidence.atMost("epochs chosen from on the cases that are reported", candidates, 1));
        evidence.add(Evidence.of("cases", cases));
        if (outline.objective() instanceof CrossEntropy entropy) {
            double rate = Collections.max(entropy.shares());
            evidence.add(Evidence.of("no-information rate", rate));
            evidence.add(Evidence.of("correct that the best reaches by chance", byChance(cases, rate, candidates)));
        }
        return finding(
                Grade.WARNING,
                evidence,
                "The best of many epochs is better than the network is, by luck on these cases.");
    }

    /** Median of the best of as many independent guessers; epochs resemble each other, so that this is the most. */
    private static double byChance(int cases, double rate, int candidates) {
        return new BinomialDistribution(cases, rate).inverseCumulativeProbability(Math.pow(0.5, 1.0 / candidates));
    }

    private static Finding finding(Grade grade, List<Evidence> evidence, String meaning) {
        return Finding.curable(NAME, grade, evidence, meaning, ADVICE, new Remedy.ReportOnOtherCases());
    }
}
