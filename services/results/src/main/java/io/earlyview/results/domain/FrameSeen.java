package io.earlyview.results.domain;

/** That a frame of an acquisition lies on the topic. Its pixels are none of this service's business. */
public record FrameSeen(String acquisitionId, String exam, int index, int expectedFrames, boolean simulated) {
    /** Most frames an acquisition may have; the width of the bit string they are counted in. */
    public static final int FRAMES_MAX = 4096;

    public FrameSeen {
        Pseudonym.require("acquisition id", acquisitionId);
        ExamName.require(exam);
        requireExpected(expectedFrames);
        if (index < 0 || index >= expectedFrames) {
            throw new IllegalArgumentException("frame index " + index + " is not in 0.." + (expectedFrames - 1));
        }
    }

    static void requireExpected(int expectedFrames) {
        if (expectedFrames < 1 || expectedFrames > FRAMES_MAX) {
            throw new IllegalArgumentException("expected frames " + expectedFrames + " are not in 1.." + FRAMES_MAX);
        }
    }
}
