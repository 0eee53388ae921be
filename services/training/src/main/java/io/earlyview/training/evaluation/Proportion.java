package io.earlyview.training.evaluation;

import org.hipparchus.distribution.continuous.BetaDistribution;

/**
 * A share of counted cases with the exact 95 % interval (Clopper and Pearson, Biometrika 26:404, 1934).
 *
 * @param hits cases that count
 * @param cases all cases; of none the share is NaN and the interval 0 to 1
 */
public record Proportion(int hits, int cases) {
    private static final double TAIL = (1 - Estimate.LEVEL) / 2;

    public Proportion {
        if (hits < 0 || hits > cases) {
            throw new IllegalArgumentException("hits must lie in 0.." + cases + ", but are " + hits);
        }
    }

    /** The share; NaN of no cases. */
    public double value() {
        return (double) hits / cases;
    }

    /** Lower end of the interval. */
    public double low() {
        return hits == 0 ? 0 : new BetaDistribution(hits, cases - hits + 1).inverseCumulativeProbability(TAIL);
    }

    /** Upper end of the interval. */
    public double high() {
        return hits == cases ? 1 : new BetaDistribution(hits + 1, cases - hits).inverseCumulativeProbability(1 - TAIL);
    }

    /** What the share lies at or below with 95 % confidence, one-sided; 1 of no cases. */
    public double atMost() {
        return hits == cases
                ? 1
                : new BetaDistribution(hits + 1, cases - hits).inverseCumulativeProbability(Estimate.LEVEL);
    }

    /** The share with its interval. */
    public Estimate estimate() {
        return new Estimate(value(), low(), high());
    }
}
