package io.earlyview.inference.domain;

/**
 * Why no number can be given.
 *
 * @param explanation a sentence with the limit and the actual value
 */
public record Unscorable(Cause cause, String explanation) {

    /** Kinds of reasons. */
    public enum Cause {
        /** The acquisition ended without the frames that a score needs. */
        FRAMES_MISSING,
        /** There is no release for its exam, or the one it stays on cannot be had any more. */
        NO_RELEASE,
        /** The network's answer is nothing that the exam asks for. */
        NOT_FINITE
    }
}
