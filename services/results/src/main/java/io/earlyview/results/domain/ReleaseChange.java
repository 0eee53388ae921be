package io.earlyview.results.domain;

import java.time.Instant;
import java.util.Optional;

/** What the topic {@code models} says of one stage of one exam. */
public sealed interface ReleaseChange {

    /** Name of the exam descriptor. */
    String exam();

    /** {@code CHAMPION} or {@code SHADOW}. */
    String stage();

    /** From now on this release holds the stage. */
    record Released(
            String exam,
            String stage,
            String releaseId,
            String artifactSha256,
            Optional<Instant> releasedAt,
            String manifestJson)
            implements ReleaseChange {
        public Released {
            ExamName.require(exam);
            if (releaseId.isEmpty()) {
                throw new IllegalArgumentException("the release has no id");
            }
        }
    }

    /** A tombstone: nothing holds the stage any more. */
    record Withdrawn(String exam, String stage) implements ReleaseChange {
        public Withdrawn {
            ExamName.require(exam);
        }
    }
}
