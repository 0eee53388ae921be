package io.earlyview.training.runs;

import io.earlyview.training.evaluation.GateVerdict;
import io.earlyview.training.evaluation.GateVerdict.Outcome;
import java.util.List;

/**
 * What the gate found of a run's network.
 *
 * @param sentences each with its limit and its value
 * @param criteriaSha256 over the criteria that were applied
 */
public record GateEntry(Result outcome, List<String> sentences, String criteriaSha256) {
    /** What may become of it. */
    public enum Result {
        /** It may be promoted. */
        PASSED,
        /** The champion is better: promoted only with a reason that is recorded. */
        WORSE,
        /** It is never promoted. */
        REFUSED
    }

    public GateEntry {
        sentences = List.copyOf(sentences);
    }

    static GateEntry of(GateVerdict verdict) {
        Result result =
                switch (verdict.outcome()) {
                    case Outcome.Passed _ -> Result.PASSED;
                    case Outcome.Worse _ -> Result.WORSE;
                    case Outcome.Refused _ -> Result.REFUSED;
                };
        return new GateEntry(result, verdict.sentences(), verdict.criteriaSha256());
    }
}
