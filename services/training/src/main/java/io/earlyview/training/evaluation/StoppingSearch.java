package io.earlyview.training.evaluation;

import io.earlyview.training.domain.StoppingPolicy;
import io.earlyview.training.domain.StoppingPolicy.Stopped;
import io.earlyview.training.evaluation.StoppingRule.Tally;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * Looks for the stopping rule that saves most frames and is wrong seldom enough.
 *
 * <p>A rule is chosen on some cases, among a grid of limits and least numbers of frames: each way that it stops, the upper
 * one-sided 95 % bound (Clopper and Pearson) of the share that is wrong must lie at or below the risk limit. The best of many
 * looks better than it is on the cases that it was chosen on, so what is stated is counted on others, which had no part in the
 * choice.
 *
 * <p>So that little is lost to that, rules are also chosen for stricter limits, and are counted one after the other from the
 * strictest on; the last one that keeps the risk limit before one does not is taken. Testing in an order fixed beforehand, and
 * only as long as every test is passed, leaves each bound its 95 % however many tests there are. Where not even the first rule
 * that stops both ways passes, the ways are looked at alone.
 */
public final class StoppingSearch {
    private static final int STEPS = 100;
    /** Shares of the risk limit that rules are chosen for. */
    private static final List<Double> STRICTNESS = List.of(0.5, 0.6, 0.7, 0.8, 0.9, 1.0);

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
        Optional<StoppingRule> rule = lastPassed(true, true);
        String alone = "";
        if (rule.isEmpty()) {
            rule = Stream.of(lastPassed(true, false), lastPassed(false, true))
                    .flatMap(Optional::stream)
                    .min(Comparator.comparingLong(each -> each.count(choosing).frames()));
            alone = rule.isEmpty() ? "" : "; no rule for the other way kept the risk limit on the locked cases";
        }
        Optional<StoppingPolicy> policy = rule.map(found -> policy(found, found.count(counting)));
        String why = alone;
        return new Found(policy, policy.map(found -> told(found) + why).orElseGet(this::none));
    }

    /** Of the rules that stop these ways, from strict to lenient, the last one before one fails on the counting cases. */
    private Optional<StoppingRule> lastPassed(boolean negative, boolean positive) {
        Optional<StoppingRule> passed = Optional.empty();
        for (double share : STRICTNESS) {
            Optional<StoppingRule> chosen = best(negative, positive, share * riskLimit);
            if (chosen.isEmpty() || chosen.equals(passed)) {
                continue;
            }
            if (!keeps(chosen.get(), chosen.get().count(counting), riskLimit)) {
                break;
            }
            passed = chosen;
        }
        return passed;
    }

    /** The rule that keeps the limit on the choosing cases and takes the fewest frames; the most careful of equals. */
    private Optional<StoppingRule> best(boolean negative, boolean positive, double limit) {
        Optional<StoppingRule> best = Optional.empty();
        long fewest = choosing.stream().mapToLong(ReplayedCase::allFrames).sum();
        for (int least : leastFrames.reversed()) {
            for (double low : lows(negative)) {
                for (double high : highs(positive)) {
                    StoppingRule rule = new StoppingRule(least, low, high);
                    Tally tally = rule.count(choosing);
                    if (tally.frames() < fewest && keeps(rule, tally, limit)) {
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

    private boolean keeps(StoppingRule rule, Tally tally, double limit) {
        return (!rule.stopsNegative() || bound(tally.negativeWrong(), tally.negative()) <= limit)
                && (!rule.stopsPositive() || bound(tally.positiveWrong(), tally.positive()) <= limit);
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

    private String none() {
        return String.format(
                Locale.ROOT,
                "no stopping policy: no limit keeps the share of wrong verdicts at or below %s with 95 %% confidence"
                        + " on %d inner validation and %d locked cases with further frames",
                riskLimit,
                choosing.size(),
                counting.size());
    }
}
