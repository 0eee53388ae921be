package io.earlyview.results.domain;

import java.time.Instant;
import java.util.Optional;

/** What the topic {@code acquisitions} says of one acquisition. */
public sealed interface AcquisitionChange {

    /** Whose. */
    String acquisitionId();

    /** The scanner began. */
    record Started(
            String acquisitionId,
            String exam,
            int expectedFrames,
            String patientPseudonym,
            String scannerPseudonym,
            boolean simulated,
            Optional<Instant> startedAt)
            implements AcquisitionChange {
        public Started {
            Pseudonym.require("acquisition id", acquisitionId);
            Pseudonym.require("patient pseudonym", patientPseudonym);
            Pseudonym.require("scanner pseudonym", scannerPseudonym);
            ExamName.require(exam);
            FrameSeen.requireExpected(expectedFrames);
        }
    }

    /** No further frame will come: completed or aborted. */
    record Ended(
            String acquisitionId,
            AcquisitionState state,
            int framesSent,
            Optional<String> abortReason,
            Optional<Instant> endedAt)
            implements AcquisitionChange {
        public Ended {
            Pseudonym.require("acquisition id", acquisitionId);
            if (state == AcquisitionState.IN_PROGRESS) {
                throw new IllegalArgumentException("an acquisition does not end in progress");
            }
        }
    }
}
