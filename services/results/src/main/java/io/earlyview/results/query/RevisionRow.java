package io.earlyview.results.query;

import io.earlyview.results.domain.OperatingPoint;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.Map;
import java.util.Optional;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.Subselect;
import org.hibernate.annotations.Synchronize;
import org.jspecify.annotations.Nullable;

/** A row of the scores as a point of a curve, read only: how many frames, not which. */
@Entity
@Immutable
@Synchronize("score")
@Subselect("""
        select score_id, acquisition_id, exam, revision, state, jsonb_array_length(frames_used) as frames_used, probability,
               positive_class, output::text as output, release_id, frames_expected, frames_missing, degraded, stop_limit,
               stop_risk_at_most
        from score""")
class RevisionRow {
    @Id
    @Column(name = "score_id")
    private String scoreId;

    @Column(name = "acquisition_id")
    private String acquisitionId;

    @Column(name = "exam")
    private String exam;

    @Column(name = "revision")
    private int revision;

    @Column(name = "state")
    private String state;

    @Column(name = "frames_used")
    private int framesUsed;

    @Column(name = "probability")
    private @Nullable Double probability;

    @Column(name = "positive_class")
    private @Nullable String positiveClass;

    @Column(name = "output")
    private String output;

    @Column(name = "release_id")
    private String releaseId;

    @Column(name = "frames_expected")
    private @Nullable Integer framesExpected;

    @Column(name = "frames_missing")
    private @Nullable Integer framesMissing;

    @Column(name = "degraded")
    private @Nullable Boolean degraded;

    @Column(name = "stop_limit")
    private @Nullable Double stopLimit;

    @Column(name = "stop_risk_at_most")
    private @Nullable Double stopRiskAtMost;

    RevisionView view(Map<String, OperatingPoint> points) {
        return new RevisionView(
                revision,
                state,
                framesUsed,
                probability,
                Decision.at(Optional.ofNullable(points.get(exam)), probability, positiveClass, output),
                CompletenessView.of(framesExpected, framesMissing, degraded),
                StoppingView.of(stopLimit, stopRiskAtMost),
                scoreId,
                releaseId);
    }
}
