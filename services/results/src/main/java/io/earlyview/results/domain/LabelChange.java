package io.earlyview.results.domain;

import java.time.Instant;
import java.util.Optional;

/** What the topic {@code labels} says of one acquisition. */
public sealed interface LabelChange {

    /** Whose. */
    String acquisitionId();

    /** A verdict: a class or a quantity, one of the two. */
    record Given(
            String acquisitionId,
            String exam,
            Optional<String> className,
            Optional<Double> quantity,
            String source,
            boolean authorSawScore,
            Optional<Instant> labelledAt)
            implements LabelChange {
        public Given {
            Pseudonym.require("acquisition id", acquisitionId);
            ExamName.require(exam);
            if (className.isPresent() == quantity.isPresent()) {
                throw new IllegalArgumentException("a label has either a class or a quantity");
            }
        }
    }

    /** A tombstone: the label is erased. */
    record Erased(String acquisitionId) implements LabelChange {
        public Erased {
            Pseudonym.require("acquisition id", acquisitionId);
        }
    }
}
