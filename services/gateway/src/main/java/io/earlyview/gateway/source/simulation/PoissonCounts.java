package io.earlyview.gateway.source.simulation;

/** Draws photon counts: exact Poisson variates. */
final class PoissonCounts {

    private static final double LARGEST_DIRECT = 24;

    private PoissonCounts() {}

    static int draw(double mean, Chance chance) {
        if (!(mean >= 0) || mean > 60_000) {
            throw new IllegalArgumentException("A mean count must lie between 0 and 60000 but is " + mean);
        }
        if (mean > LARGEST_DIRECT) {
            // A sum of independent Poisson counts is one: halving keeps exp(-mean) far from zero.
            return draw(mean / 2, chance) + draw(mean / 2, chance);
        }
        double left = chance.uniform();
        double probability = Math.exp(-mean);
        int count = 0;
        while (left > probability && count < 200) {
            left -= probability;
            count++;
            probability *= mean / count;
        }
        return count;
    }
}
