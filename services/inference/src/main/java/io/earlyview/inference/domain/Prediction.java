package io.earlyview.inference.domain;

import java.util.List;

/** What a network said of a set of frames. */
public sealed interface Prediction {
    /** P(positive class), in [0, 1]. */
    record Probability(double value) implements Prediction {
        public Probability {
            if (!(value >= 0 && value <= 1)) {
                throw new IllegalArgumentException("probability " + value + " is not in [0, 1]");
            }
        }
    }

    /** One probability a class, in the order of the exam's classes. */
    record ClassProbabilities(List<Double> values) implements Prediction {
        public ClassProbabilities {
            values = List.copyOf(values);
        }
    }

    /** A measured quantity in the exam's unit, with the bounds of the release's interval. */
    record Quantity(double value, double low, double high) implements Prediction {}

    /** There is no number, and a reason why. Never a made-up one. */
    record None(Unscorable because) implements Prediction {}
}
