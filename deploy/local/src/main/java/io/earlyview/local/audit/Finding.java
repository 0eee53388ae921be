package io.earlyview.local.audit;

/**
 * A broken promise.
 *
 * @param acquisitionId of which acquisition, a pseudonym
 * @param sentence what was expected and what was found
 */
public record Finding(Kind kind, String acquisitionId, String sentence) {

    /** Kinds of broken promises. */
    public enum Kind {
        /** Something that was accepted, or that follows from it, is missing. */
        LOST,
        /** Something that may be there once is there again. */
        DUPLICATED,
        /** Something older came after something newer, or two places disagree on what holds. */
        REGRESSED
    }

    static Finding lost(String acquisitionId, String sentence) {
        return new Finding(Kind.LOST, acquisitionId, sentence);
    }

    static Finding duplicated(String acquisitionId, String sentence) {
        return new Finding(Kind.DUPLICATED, acquisitionId, sentence);
    }

    static Finding regressed(String acquisitionId, String sentence) {
        return new Finding(Kind.REGRESSED, acquisitionId, sentence);
    }
}
