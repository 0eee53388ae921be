package io.earlyview.training.release;

import io.earlyview.v1.ReleaseManifest;

/** What became of a wish to promote a release or to take one back. Each has a sentence for people. */
public sealed interface PromotionOutcome {
    String sentence();

    /** {@code champion} scores from the next acquisition on. */
    record Done(ReleaseManifest champion, String sentence) implements PromotionOutcome {}

    /** It is recorded, and a second person has to agree. */
    record Proposed(ReleaseManifest release, String sentence) implements PromotionOutcome {}

    /** Nothing changed. */
    record Refused(String sentence) implements PromotionOutcome {}

    /** There is no such release. */
    record Unknown(String sentence) implements PromotionOutcome {}
}
