package io.earlyview.training.evaluation;

import io.earlyview.training.domain.StoppingPolicy;
import io.earlyview.training.domain.StoppingPolicy.Stopped;
import io.earlyview.training.evaluation.StoppingRule.Tally;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Looks for the stopping rule that saves most frames and is wrong seldom enough.
 *
 * <p>A rule is chosen on some cases, among a grid of limits and least numbers of frames: each way that it stops, the upper
 * one-sided 95 % bound (Clopper and Pearson) of the share that is wrong must lie at or below the risk limit. The best of many
 * looks better than it is on the cases that it was chosen on, so what is stated is counted on others, which had no part in the
 * choice; a way of stopping whose bound passes the limit there is given up, and the rest is chosen anew.
 */
public final class StoppingSearch {
    private static final int STEPS = 100;

    private final List<ReplayedCase> choosing;
    private final List<ReplayedCase> counting;
    private final double riskLimit;
    private final List<Integer> leastFrames;
    private final Map<Proportion, Double> bounds = new HashMap<>();

    /**
     * A search.
     *
     * @param choosing cases that the rule is chosen on
     * @param counting cases that its risk is counted on; none of the others' patients
     * @param leastFrames numbers of frames from which on it may stop, in ascending order
     */
    public StoppingSearch(
            List<ReplayedCase> choosing, List<ReplayedCase> counting, double riskLimit, List<Integer> leastFrames) {
        this.choosing = List.copyOf(choosing);
        this.counting = List.copyOf(counting);
        this.riskLimit = riskLimit;
        this.leastFrames = List.copyOf(leastFrames);
    }

    /** What came of it: a policy, or none, and in words why. */
    public record Found(Optional<StoppingPolicy> policy, String sentence) {}

    /** Searches; the same cases give the same. */
    public Found search() {
        boolean negative = true;
        boolean positive = true;
        StringBuilder givenUp = new StringBuilder();
        while (negative || positive) {
            Optional<StoppingRule> chosen = best(negative, positive);
            if (chosen.isEmpty()) {
                break;
            }
            StoppingRule rule = chosen.get();
            Tally counted = rule.count(counting);
            boolean negativeHolds =
                    !rule.stopsNegative() || bound(counted.negativeWrong(), counted.negative()) <= riskLimit;
            boolean positiveHolds =
                    !rule.stopsPositive() || bound(counted.positiveWrong(), counted.positive()) <= riskLimit;
            if (negativeHolds && positiveHolds) {
                StoppingPolicy policy = policy(rule, counted);
                return new Found(Optional.of(policy), told(policy) + givenUp);
            }
            if (!negativeHolds) {
                givenUp.append(failed("normal", counted.negativeWrong(), counted.negative()));
            }
            if (!positiveHolds) {
                givenUp.append(failed("abnormal", counted.positiveWrong(), counted.positive()));
            }
            negative &= negativeHolds;
            positive &= positiveHolds;
        }
        return new Found(
                Optional.empty(),
                String.format(
                        Locale.ROOT,
                        "no stopping policy: no limit keeps the share of wrong verdicts at or below %s with 95 %% confidence"
                                + " on %d inner validation and %d locked cases with further frames%s",
                        riskLimit,
                        choosing.size(),
                        counting.size(),
                        givenUp));
    }

    /** The rule that keeps the risk on the choosing cases and takes the fewest frames; the most careful of equals. */
    private Optional<StoppingRule> best(boolean negative, boolean positive) {
        Optional<StoppingRule> best = Optional.empty();
        long fewest = choosing.stream().mapToLong(ReplayedCase::allFrames).sum();
        for (int least : leastFrames.reversed()) {
            for (double low : lows(negative)) {
                for (double high : highs(positive)) {
                    StoppingRule rule = new StoppingRule(least, low, high);
                    Tally tally = rule.count(choosing);
                    if (tally.frames() < fewest && keepsRisk(rule, tally)) {
                        fewest = tally.frames();
                        best = Optional.of(rule);
                    }
                }
            }
        }
        return best;
    }

    private static List<Double> lows(boolean any) {
        List<Double> lows = new ArrayList<>(List.of(Double.NEGATIVE_INFINITY));
        for (int step = 1; any && step < STEPS / 2; step++) {
            lows.add((double) step / STEPS);
        }
        return lows;
    }

    private static List<Double> highs(boolean any) {
        List<Double> highs = new ArrayList<>(List.of(Double.POSITIVE_INFINITY));
        for (int step = STEPS - 1; any && step > STEPS / 2; step--) {
            highs.add((double) step / STEPS);
        }
        return highs;
    }

    private boolean keepsRisk(StoppingRule rule, Tally tally) {
        return (!rule.stopsNegative() || bound(tally.negativeWrong(), tally.negative()) <= riskLimit)
                && (!rule.stopsPositive() || bound(tally.positiveWrong(), tally.positive()) <= riskLimit);
    }

    private double bound(int wrong, int stopped) {
        return bounds.computeIfAbsent(new Proportion(wrong, stopped), Proportion::atMost);
    }

    private StoppingPolicy policy(StoppingRule rule, Tally counted) {
        return new StoppingPolicy(
                rule.leastFrames(),
                rule.stopsNegative() ? OptionalDouble.of(rule.negativeAtMost()) : OptionalDouble.empty(),
                rule.stopsPositive() ? OptionalDouble.of(rule.positiveAtLeast()) : OptionalDouble.empty(),
                riskLimit,
                stopped(counted.negativeWrong(), counted.negative()),
                stopped(counted.positiveWrong(), counted.positive()),
                counting.size(),
                (double) counted.frames() / counting.size());
    }

    private Stopped stopped(int wrong, int stopped) {
        return new Stopped(stopped, wrong, bound(wrong, stopped));
    }

    private String told(StoppingPolicy policy) {
        return String.format(
                Locale.ROOT,
                "stopping from %d frames on%s%s, chosen on %d inner validation cases and counted on %d locked ones, which"
                        + " then take %.1f frames on average; the risk limit is %s",
                policy.leastFrames(),
                way(" as normal at or below ", policy.normalAtMost(), policy.normal()),
                way(" as abnormal at or above ", policy.abnormalAtLeast(), policy.abnormal()),
                choosing.size(),
                counting.size(),
                policy.meanFrames(),
                riskLimit);
    }

    private static String way(String words, OptionalDouble limit, Stopped stopped) {
        return limit.isEmpty()
                ? ""
                : String.format(
                        Locale.ROOT,
                        "%s%.2f (%d of %d stopped cases wrong, at most %.3f)",
                        words,
                        limit.getAsDouble(),
                        stopped.wrong(),
                        stopped.stopped(),
                        stopped.riskAtMost());
    }

    private String failed(String verdict, int wrong, int stopped) {
        return String.format(
                Locale.ROOT,
                "; a limit for %s was given up, since on the locked cases %d of %d were wrong, at most %.3f",
                verdict,
                wrong,
                stopped,
                bound(wrong, stopped));
    }
}
