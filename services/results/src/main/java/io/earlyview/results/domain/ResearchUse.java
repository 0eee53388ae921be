package io.earlyview.results.domain;

/** The sentence that stands wherever a probability is shown. */
public final class ResearchUse {
    public static final String SENTENCE = "Research use only. Not a medical device; not for diagnosis.";

    private ResearchUse() {}
}
