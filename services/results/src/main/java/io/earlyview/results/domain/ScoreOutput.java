package io.earlyview.results.domain;

import java.util.List;

/** What a model said. Never a made-up number: where none can be given, {@link CannotScore} says why. */
public sealed interface ScoreOutput {

    /** P(positive class), in [0, 1]. */
    record Probability(String positiveClass, double value) implements ScoreOutput {
        public Probability {
            requireProbability(value);
        }
    }

    /** One probability per class. */
    record ClassProbabilities(List<String> classNames, List<Double> values) implements ScoreOutput {
        public ClassProbabilities {
            classNames = List.copyOf(classNames);
            values = List.copyOf(values);
            if (classNames.isEmpty() || classNames.size() != values.size()) {
                throw new IllegalArgumentException(
                        classNames.size() + " class names have " + values.size() + " probabilities");
            }
            values.forEach(ScoreOutput::requireProbability);
        }
    }

    /** A measured quantity with the bounds of its interval, in a UCUM unit. */
    record Quantity(double value, double low, double high, String unit) implements ScoreOutput {
        public Quantity {
            if (!Double.isFinite(value) || !Double.isFinite(low) || !Double.isFinite(high)) {
                throw new IllegalArgumentException("quantity " + value + " [" + low + ", " + high + "] is not finite");
            }
        }
    }

    /** Why no number can be given. */
    record CannotScore(String cause, String explanation) implements ScoreOutput {}

    private static void requireProbability(double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("probability " + value + " is not in [0, 1]");
        }
    }
}
