package io.earlyview.training.checks.rule.evidence;

import io.earlyview.training.checks.finding.Evidence;
import io.earlyview.training.checks.finding.Finding;
import io.earlyview.training.checks.finding.Grade;
import io.earlyview.training.checks.observation.EpochEnd;
import io.earlyview.training.checks.observation.Gain;
import io.earlyview.training.checks.observation.Observation;
import io.earlyview.training.checks.observation.Outcome;
import io.earlyview.training.checks.observation.Outcome.Decisions;
import io.earlyview.training.checks.observation.RunOutline;
import io.earlyview.training.checks.rule.Rule;
import java.util.List;
import java.util.Optional;
import org.hipparchus.distribution.continuous.TDistribution;
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
    /** One-sided, for the best of a few epochs: outputs that differ gain or lose on a few patients by chance. */
    private static final double BY_CHANCE = 0.005;

    private static final int LEAST_EPOCHS = 3;

    private final int patience;
    private Gain best = Gain.UNKNOWN;

    public NoEvidenceOfSignal(RunOutline outline) {
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
        Gain gain = epoch.gain();
        if (gain.patients() > 1 && beyond(gain) > beyond(best)) {
            best = gain;
        }
        if (epoch.number() != patience || best.patients() == 0) {
            return Optional.empty();
        }
        Evidence share = Evidence.atLeast(
                "loss saved on validation examples, as a share of the best constant's", best.share(), chance(best));
        return share.healthy() ? Optional.empty() : Optional.of(note(epoch, share));
    }

    private Finding note(EpochEnd epoch, Evidence share) {
        return Finding.forPeople(
                NAME,
                Grade.NOTE,
                List.of(
                        share,
                        Evidence.of("validation patients", best.patients()),
                        Evidence.of("epochs", epoch.number())),
                "So far nothing shows that what was learned holds outside the training part. It may come later.",
                "Wait for the test at the end; to know earlier, fit a small network or fewer cases.");
    }

    /** How far a gain lies above what chance would give. */
    private static double beyond(Gain gain) {
        return gain.patients() == 0 ? Double.NEGATIVE_INFINITY : gain.share() - chance(gain);
    }

    /** What may be gained without any signal; of few patients much. */
    private static double chance(Gain gain) {
        double errors = new TDistribution(gain.patients() - 1).inverseCumulativeProbability(1 - BY_CHANCE);
        return Math.max(GAIN, errors * gain.error());
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
