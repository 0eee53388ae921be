package io.earlyview.training.checks.rule.evidence;

import io.earlyview.training.checks.finding.Evidence;
import io.earlyview.training.checks.finding.Finding;
import io.earlyview.training.checks.finding.Grade;
import io.earlyview.training.checks.observation.EpochEnd;
import io.earlyview.training.checks.observation.Observation;
import io.earlyview.training.checks.observation.Outcome;
import io.earlyview.training.checks.observation.Outcome.Decisions;
import io.earlyview.training.checks.observation.RunOutline;
import io.earlyview.training.checks.rule.Rule;
import java.util.List;
import java.util.Optional;
import org.hipparchus.distribution.discrete.BinomialDistribution;

/**
 * Nothing shows that the target can be told from the input.
 *
 * <p>During the run a note, where validation never did better than the best constant. At the end the judgement: by shuffled
 * labels where there are 200 shuffles or more, else by the exact binomial test against the no-information rate.
 */
public final class NoEvidenceOfSignal implements Rule {
    private static final String NAME = "no-evidence-of-signal";
    private static final double LEVEL = 0.05;
    private static final int SHUFFLES = 200;
    private static final double GAIN = 0.01;
    private static final int LEAST_EPOCHS = 3;

    private final double constantLoss;
    private final int patience;
    private double lowest = Double.POSITIVE_INFINITY;

    public NoEvidenceOfSignal(RunOutline outline) {
        constantLoss = outline.objective().constantLoss();
        patience = Math.max(LEAST_EPOCHS, (int) (0.09 * outline.epochs()));
    }

    @Override
    public Optional<Finding> look(Observation observation) {
        return switch (observation) {
            case EpochEnd epoch -> soFar(epoch);
            case Outcome outcome -> atTheEnd(outcome);
            default -> Optional.empty();
        };
    }

    private Optional<Finding> soFar(EpochEnd epoch) {
        lowest = Math.min(lowest, epoch.validationLoss());
        Evidence gain = Evidence.atLeast(
                "gain of the best validation loss over that of the best constant, as a share",
                1 - lowest / constantLoss,
                GAIN);
        if (epoch.number() != patience || gain.healthy()) {
            return Optional.empty();
        }
        return Optional.of(Finding.forPeople(
                NAME,
                Grade.NOTE,
                List.of(gain, Evidence.of("epochs", epoch.number())),
                "So far nothing that was learned holds outside the training part. It may come later.",
                "Wait for the test at the end; to know earlier, fit a small network or fewer cases."));
    }

    private static Optional<Finding> atTheEnd(Outcome outcome) {
        if (outcome.permutation().shuffles() >= SHUFFLES) {
            double p = outcome.permutation().p();
            return p <= LEVEL
                    ? Optional.empty()
                    : Optional.of(finding(outcome, Grade.ERROR, Evidence.atMost("p by shuffled labels", p, LEVEL)));
        }
        return outcome.decisions().flatMap(decisions -> {
            double p = chance(outcome.cases(), decisions);
            return p <= LEVEL
                    ? Optional.empty()
                    : Optional.of(finding(outcome, Grade.WARNING, Evidence.atMost("p of the correct ones", p, LEVEL)));
        });
    }

    private static Finding finding(Outcome outcome, Grade grade, Evidence p) {
        List<Evidence> context = outcome.decisions()
                .map(decisions -> List.of(
                        p,
                        Evidence.of("shuffles", outcome.permutation().shuffles()),
                        Evidence.of("cases", outcome.cases()),
                        Evidence.of("correct", decisions.correct()),
                        Evidence.of("correct needed at this number of cases", needed(outcome.cases(), decisions)),
                        Evidence.of("no-information rate", decisions.noInformationRate())))
                .orElseGet(() -> List.of(
                        p,
                        Evidence.of("shuffles", outcome.permutation().shuffles()),
                        Evidence.of("cases", outcome.cases())));
        return Finding.forPeople(
                NAME,
                grade,
                context,
                "Labels without any relation to the input would do as well as this: there is no evidence of signal.",
                "Do not turn more knobs on these cases. Get more patients, or another input; report that nothing was found.");
    }

    /** Probability that the larger class alone would be right so often. */
    private static double chance(int cases, Decisions decisions) {
        return 1
                - new BinomialDistribution(cases, decisions.noInformationRate())
                        .cumulativeProbability(decisions.correct() - 1);
    }

    private static double needed(int cases, Decisions decisions) {
        return 1
                + new BinomialDistribution(cases, decisions.noInformationRate())
                        .inverseCumulativeProbability(1 - LEVEL);
    }
}
