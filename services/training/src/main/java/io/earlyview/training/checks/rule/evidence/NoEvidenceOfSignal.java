package io.earlyview.training.checks.rule.evidence;

import io.earlyview.training.checks.finding.Evidence;
import io.earlyview.training.checks.finding.Finding;
import io.earlyview.training.checks.finding.Grade;
import io.earlyview.training.checks.observation.EpochEnd;
import io.earlyview.training.checks.observation.EpochEnd.ClassTally;
import io.earlyview.training.checks.observation.Objective;
import io.earlyview.training.checks.observation.Objective.CrossEntropy;
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
 * labels where there are 200 shuffles or more, else by the exact binomial test against the no-information rate. A p between
 * the two levels is a hint: nothing is wrong with the run, and there are too few cases to release what came of it.
 */
public final class NoEvidenceOfSignal implements Rule {
    private static final String NAME = "no-evidence-of-signal";
    private static final double LEVEL = 0.05;
    /** What a release needs; the gate itself is where figures are held against the criteria. */
    private static final double PROOF = 0.0005;

    private static final int SHUFFLES = 200;
    private static final double GAIN = 0.01;
    /** In standard errors: outputs that differ gain or lose on a few cases by chance. */
    private static final double ERRORS = 2;

    private static final int LEAST_EPOCHS = 3;

    private final Objective objective;
    private final int patience;
    private double lowest = Double.POSITIVE_INFINITY;
    private double chance = GAIN;
    private double gained = Double.NEGATIVE_INFINITY;

    public NoEvidenceOfSignal(RunOutline outline) {
        objective = outline.objective();
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
        if (epoch.validationLoss().isEmpty()) {
            return Optional.empty();
        }
        if (epoch.validationLoss().getAsDouble() < lowest) {
            lowest = epoch.validationLoss().getAsDouble();
            chance = chance(epoch);
            gained = 1 - lowest / constantLoss(epoch);
        }
        Evidence gain = Evidence.atLeast(
                "gain of the best validation loss over that of the best constant, as a share", gained, chance);
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

    /** Of the best constant on these very cases: where a class of one in a hundred is missing among them, less is lost. */
    private double constantLoss(EpochEnd epoch) {
        if (!(objective instanceof CrossEntropy entropy)
                || epoch.classes().size() != entropy.shares().size()) {
            return objective.constantLoss();
        }
        double whole = 0;
        for (int i = 0; i < entropy.shares().size(); i++) {
            whole += entropy.shares().get(i) * entropy.weights().get(i);
        }
        double sum = 0;
        double all = 0;
        for (int i = 0; i < entropy.shares().size(); i++) {
            double weight = entropy.weights().get(i) * epoch.classes().get(i).cases();
            double share = entropy.shares().get(i) * entropy.weights().get(i) / whole;
            sum -= weight > 0 ? weight * Math.log(share) : 0;
            all += weight;
        }
        return sum / all;
    }

    /** Of a share: a case's gain differs by about as much as the outputs do, whose spread is one over that of the classes. */
    private static double chance(EpochEnd epoch) {
        int cases = epoch.classes().stream().mapToInt(ClassTally::cases).sum();
        return cases > 0 && epoch.spread() > 0 ? Math.max(GAIN, ERRORS * epoch.spread() / Math.sqrt(cases)) : GAIN;
    }

    private static Optional<Finding> atTheEnd(Outcome outcome) {
        if (outcome.permutation().shuffles() >= SHUFFLES) {
            double p = outcome.permutation().p();
            if (p <= PROOF) {
                return Optional.empty();
            }
            return Optional.of(
                    p <= LEVEL
                            ? hint(outcome)
                            : finding(outcome, Grade.ERROR, Evidence.atMost("p by shuffled labels", p, LEVEL)));
        }
        return outcome.decisions().flatMap(decisions -> {
            double p = chance(outcome.cases(), decisions);
            return p <= LEVEL
                    ? Optional.empty()
                    : Optional.of(finding(outcome, Grade.WARNING, Evidence.atMost("p of the correct ones", p, LEVEL)));
        });
    }

    private static Finding hint(Outcome outcome) {
        return Finding.forPeople(
                NAME,
                Grade.WARNING,
                List.of(
                        Evidence.atMost(
                                "p by shuffled labels", outcome.permutation().p(), PROOF),
                        Evidence.of("shuffles", outcome.permutation().shuffles()),
                        Evidence.of("cases", outcome.permutation().cases())),
                "This is a hint and no proof: of many data sets without any signal some look like this.",
                "Get more patients; do not try again on these until it passes.");
    }

    private static Finding finding(Outcome outcome, Grade grade, Evidence p) {
        List<Evidence> context = outcome.decisions()
                .map(decisions -> List.of(
                        p,
                        Evidence.of("shuffles", outcome.permutation().shuffles()),
                        Evidence.of("cases", outcome.permutation().cases()),
                        Evidence.of("cases reported on", outcome.cases()),
                        Evidence.of("correct", decisions.correct()),
                        Evidence.of("correct needed at this number of cases", needed(outcome.cases(), decisions)),
                        Evidence.of("no-information rate", decisions.noInformationRate())))
                .orElseGet(() -> List.of(
                        p,
                        Evidence.of("shuffles", outcome.permutation().shuffles()),
                        Evidence.of("cases", outcome.permutation().cases())));
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
