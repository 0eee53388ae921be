package io.earlyview.gateway.scores;

/** What the results service says of an acquisition. Research use only. */
public sealed interface ScoreAnswer {
    /**
     * There is a probability.
     *
     * @param state how far the score is, such as PROVISIONAL or FINAL
     * @param probability of the positive class, in [0, 1]
     * @param positiveClass such as "abnormal"
     * @param decision the class at the present threshold; empty where none was made
     * @param releaseId the release of a model that made it
     */
    record Scored(String state, double probability, String positiveClass, String decision, String releaseId)
            implements ScoreAnswer {}

    /**
     * There is something else than a probability: shares of classes, or a quantity with its interval.
     *
     * @param said in words, such as "73.2 mL (61.0 to 88.1)"
     * @param decision the most probable class; empty for a quantity
     */
    record Answered(String state, String said, String decision, String releaseId) implements ScoreAnswer {}

    /** No number can be given, and none is made up. */
    record CannotScore(String cause, String explanation) implements ScoreAnswer {}

    /** The acquisition or its score is not there yet. */
    record NotYet() implements ScoreAnswer {}

    /** Nothing scores this exam so far: no model of it has been released. */
    record NoRelease(String exam) implements ScoreAnswer {}

    /** The service did not answer, or not as agreed. */
    record Unavailable(String reason) implements ScoreAnswer {}
}
