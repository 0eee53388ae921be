package io.earlyview.bench.reproduce;

import java.util.List;
import java.util.Optional;

/** What a reader reaches on the held-out cases who knows the hidden variable behind each picture: no network can do better. */
@SuppressWarnings("ArrayRecordComponent")
record Oracle(double[] scores, boolean[] positive) {

    /** Nothing where the cohort has no hidden variable to know. */
    static Optional<Oracle> of(Trial trial) {
        List<StudyCase> cases = trial.heldOut();
        return cases.stream().anyMatch(each -> Double.isNaN(each.oracle()))
                ? Optional.empty()
                : Optional.of(
                        new Oracle(cases.stream().mapToDouble(StudyCase::oracle).toArray(), trial.positive()));
    }
}
