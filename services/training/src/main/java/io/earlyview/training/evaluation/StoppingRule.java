package io.earlyview.training.evaluation;

import java.util.List;

/**
 * Stops at the first score on enough frames that passes a limit.
 *
 * @param negativeAtMost negative at or below it; minus infinity where it never stops so
 * @param positiveAtLeast positive at or above it; infinity where it never stops so
 */
record StoppingRule(int leastFrames, double negativeAtMost, double positiveAtLeast) {

    /** What the rule makes of cases. {@code frames}: how many they took together. */
    record Tally(int negative, int negativeWrong, int positive, int positiveWrong, long frames) {}

    boolean stopsNegative() {
        return negativeAtMost > Double.NEGATIVE_INFINITY;
    }

    boolean stopsPositive() {
        return positiveAtLeast < Double.POSITIVE_INFINITY;
    }

    Tally count(List<ReplayedCase> cases) {
        int negative = 0;
        int negativeWrong = 0;
        int positive = 0;
        int positiveWrong = 0;
        long frames = 0;
        for (ReplayedCase one : cases) {
            int stop = stop(one);
            if (stop < 0) {
                frames += one.allFrames();
                continue;
            }
            frames += one.firstFrames() + stop;
            if (one.probabilities()[stop] <= negativeAtMost) {
                negative++;
                negativeWrong += one.positive() ? 1 : 0;
            } else {
                positive++;
                positiveWrong += one.positive() ? 0 : 1;
            }
        }
        return new Tally(negative, negativeWrong, positive, positiveWrong, frames);
    }

    /** Index of the score that stops the case; -1 where none does. */
    private int stop(ReplayedCase one) {
        for (int i = Math.max(0, leastFrames - one.firstFrames()); i < one.probabilities().length; i++) {
            double probability = one.probabilities()[i];
            if (probability <= negativeAtMost || probability >= positiveAtLeast) {
                return i;
            }
        }
        return -1;
    }
}
