package io.earlyview.training.evaluation;

import java.util.List;
import java.util.Optional;

/**
 * What the gate found.
 *
 * @param outcome what may become of the candidate
 * @param sentences everything that was looked at, each with its limit and its value
 * @param criteriaSha256 over the criteria that were applied
 * @param difference from the champion; empty where there is none that could be scored
 */
public record GateVerdict(
        Outcome outcome, List<String> sentences, String criteriaSha256, Optional<ChampionDifference> difference) {

    public GateVerdict {
        sentences = List.copyOf(sentences);
    }

    /** What may become of a candidate. */
    public sealed interface Outcome {
        /** It may be promoted. */
        record Passed() implements Outcome {}

        /** The champion is better: promoted only with a reason that is recorded. {@code why} says by how much. */
        record Worse(String why) implements Outcome {}

        /** It is never promoted. {@code why} has limits and values. */
        record Refused(String why) implements Outcome {}
    }
}
