package io.earlyview.results.domain;

/**
 * A share of a count with Wilson's 95 % interval.
 *
 * @param hits how many
 * @param of out of how many, at least 1
 */
public record Proportion(long hits, long of) {
    private static final double Z = 1.959963984540054;

    public Proportion {
        if (of < 1 || hits < 0 || hits > of) {
            throw new IllegalArgumentException(hits + " of " + of + " is no proportion");
        }
    }

    /** In [0, 1]. */
    public double value() {
        return (double) hits / of;
    }

    /** Lower bound of the interval. */
    public double low() {
        return hits == 0 ? 0 : centre() - halfWidth();
    }

    /** Upper bound of the interval. */
    public double high() {
        return hits == of ? 1 : centre() + halfWidth();
    }

    private double centre() {
        return (value() + Z * Z / (2 * of)) / (1 + Z * Z / of);
    }

    private double halfWidth() {
        double spread = value() * (1 - value()) / of + Z * Z / (4.0 * of * of);
        return Z * Math.sqrt(spread) / (1 + Z * Z / of);
    }
}
