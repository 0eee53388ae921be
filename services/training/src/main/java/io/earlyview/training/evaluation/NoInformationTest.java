package io.earlyview.training.evaluation;

import org.hipparchus.distribution.discrete.BinomialDistribution;

/**
 * Exact one-sided binomial test of an accuracy against the no-information rate, the share of the largest class: how
 * often would whoever always names that class be right at least this often? Cases must be independent: one a patient.
 *
 * @param noInformationRate fixed beforehand where possible; taken from the same cases it is itself a draw
 * @param p small where the accuracy is more than naming the largest class
 */
public record NoInformationTest(Proportion accuracy, double noInformationRate, double p) {

    /** Tests so many right decisions. */
    public static NoInformationTest of(Proportion accuracy, double noInformationRate) {
        return new NoInformationTest(
                accuracy, noInformationRate, p(accuracy.hits(), accuracy.cases(), noInformationRate));
    }

    /**
     * The least number of right decisions with p at or below the level; one more than the cases where even all would not
     * be enough.
     */
    public static int needed(int cases, double noInformationRate, double level) {
        int needed = 0;
        while (needed <= cases && p(needed, cases, noInformationRate) > level) {
            needed++;
        }
        return needed;
    }

    private static double p(int hits, int cases, double rate) {
        if (!(rate > 0 && rate < 1)) {
            throw new IllegalArgumentException("a no-information rate must lie between 0 and 1, but is " + rate);
        }
        return hits == 0 ? 1 : 1 - new BinomialDistribution(cases, rate).cumulativeProbability(hits - 1);
    }
}
