package io.earlyview.gateway.domain;

/**
 * Whose frames are sent, in pseudonyms only.
 *
 * @param exam name of the exam descriptor
 * @param expectedFrames how many frames the whole acquisition will have
 * @param spacing distances of the pixels and planes of all its frames
 * @param simulated true where a simulator makes the frames
 */
public record Acquisition(
        Pseudonym id,
        Pseudonym patient,
        Pseudonym scanner,
        String exam,
        int expectedFrames,
        Spacing spacing,
        boolean simulated) {}
