package io.earlyview.training.evaluation;

/**
 * How the score of one case went as its frames came.
 *
 * @param positive its label
 * @param firstFrames how many frames the first score rests on
 * @param probabilities of being positive: with the first frames, with one more, and so on to all
 */
@SuppressWarnings("ArrayRecordComponent")
public record ReplayedCase(boolean positive, int firstFrames, double[] probabilities) {
    public ReplayedCase {
        if (firstFrames < 1 || probabilities.length == 0) {
            throw new IllegalArgumentException("a case is scored at least once, from 1 frame on; first " + firstFrames
                    + " frames, " + probabilities.length + " scores");
        }
    }

    /** Frames of the last score. */
    int allFrames() {
        return firstFrames + probabilities.length - 1;
    }
}
