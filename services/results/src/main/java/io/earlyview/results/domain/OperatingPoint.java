package io.earlyview.results.domain;

import java.util.List;

/**
 * The threshold of an exam: from which probability on the decision is the positive class. Decisions are made when they
 * are read, so moving the threshold changes no stored score.
 *
 * @param classes names of the two classes; the last is the positive one
 * @param threshold in [0, 1]
 */
public record OperatingPoint(String exam, List<String> classes, double threshold) {
    public OperatingPoint {
        classes = List.copyOf(classes);
        if (!isValid(threshold)) {
            throw new IllegalArgumentException("threshold " + threshold + " is not in [0, 1]");
        }
    }

    /** Whether a threshold is in [0, 1]; not a number is not. */
    public static boolean isValid(double threshold) {
        return threshold >= 0 && threshold <= 1;
    }

    /** The class decided for; the positive one from the threshold on, the threshold included. */
    public String decide(double probability) {
        return probability >= threshold ? positiveClass() : classes.getFirst();
    }

    /** The class whose probability is given. */
    public String positiveClass() {
        return classes.getLast();
    }
}
