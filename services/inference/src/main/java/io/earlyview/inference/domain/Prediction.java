package io.earlyview.inference.domain;

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

    /** The network's answer is no probability; {@code explanation} holds it. Never a made-up number. */
    record NotFinite(String explanation) implements Prediction {}
}
