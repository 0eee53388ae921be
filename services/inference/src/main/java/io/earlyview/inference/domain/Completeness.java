package io.earlyview.inference.domain;

/**
 * How whole the frames of a score are.
 *
 * @param expected frames that the release would use of a whole acquisition
 * @param missing frames known to be missing
 */
public record Completeness(int expected, int missing) {
    /** Whether a score on these frames is worth less than its state says. */
    public boolean degraded() {
        return missing > 0;
    }
}
