package io.earlyview.ingestion.domain;

import java.util.function.Supplier;

/** What validation says of one request. */
public sealed interface Verdict {

    /** The request keeps every rule. */
    record Valid() implements Verdict {}

    /**
     * The request breaks a rule.
     *
     * @param explanation a sentence with the limit and the actual value; never repeats free text of the sender, which
     *     could name a patient
     */
    record Refused(Cause cause, String explanation) implements Verdict {}

    /** This verdict if it is a refusal, else the next one. */
    default Verdict then(Supplier<Verdict> next) {
        return switch (this) {
            case Valid valid -> next.get();
            case Refused refused -> refused;
        };
    }

    /** Valid if the rule holds, else a refusal with the explanation. */
    static Verdict require(boolean holds, Cause cause, Supplier<String> explanation) {
        return holds ? new Valid() : new Refused(cause, explanation.get());
    }
}
