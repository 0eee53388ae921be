package io.earlyview.training.evaluation;

import io.earlyview.training.domain.Figure;
import org.hipparchus.distribution.continuous.BetaDistribution;

/** Shares with the exact interval of Clopper and Pearson (Biometrika 26:404, 1934). */
final class Shares {
    private static final double TAIL = 0.025;

    private Shares() {}

    static Figure figure(String name, int hits, int cases) {
        if (cases == 0) {
            return new Figure(name, Double.NaN, Double.NaN, Double.NaN);
        }
        double low = hits == 0 ? 0 : beta(hits, cases - hits + 1.0, TAIL);
        double high = hits == cases ? 1 : beta(hits + 1.0, cases - hits, 1 - TAIL);
        return new Figure(name, (double) hits / cases, low, high);
    }

    private static double beta(double a, double b, double quantile) {
        return new BetaDistribution(a, b).inverseCumulativeProbability(quantile);
    }
}
