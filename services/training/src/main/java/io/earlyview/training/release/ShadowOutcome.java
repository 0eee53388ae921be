package io.earlyview.training.release;

/** What became of the wish for a shadow; each with its sentence. */
public sealed interface ShadowOutcome {
    /** It was done. */
    record Done(String sentence) implements ShadowOutcome {}

    /** It cannot be done, and the sentence says why. */
    record Refused(String sentence) implements ShadowOutcome {}

    /** There is no such release of the exam. */
    record Unknown(String sentence) implements ShadowOutcome {}
}
