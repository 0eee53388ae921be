package io.earlyview.gateway.command;

/** The sentence that stands wherever a probability is shown. */
final class ResearchUse {
    static final String SENTENCE = "Research use only. Not a medical device; not for diagnosis.";

    private ResearchUse() {}
}
