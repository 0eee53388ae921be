package io.earlyview.results.query;

import io.earlyview.results.domain.OperatingPoint;
import io.earlyview.results.domain.ResearchUse;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.Subselect;
import org.hibernate.annotations.Synchronize;
import org.jspecify.annotations.Nullable;

/** An acquisition with the score of the highest revision and the last label, read only; the decision is made here. */
@Entity
@Immutable
@Synchronize({"acquisition", "score", "label"})
@Subselect("""
        select a.id, a.heard_order, a.exam, a.state, a.frames_received, a.expected_frames, a.simulated,
               a.started_at, a.ended_at, a.abort_reason,
               s.probability, s.positive_class, s.release_id, s.artifact_sha256, s.revision,
               s.state as score_state, s.score_id, jsonb_array_length(s.frames_used) as frames_used,
               s.output::text as output, s.output ->> 'cause' as cannot_cause, s.output ->> 'explanation' as cannot_explanation,
               s.head_sha256, s.frames_expected, s.frames_missing, s.degraded, s.stop_limit, s.stop_risk_at_most,
               s.acquired_at, s.ingested_at, s.received_at, s.assembled_at, s.compute_started_at, s.scored_at,
               s.published_at, s.persisted_at,
               l.class_name, l.quantity, l.source, l.author_saw_score, l.labelled_at
        from acquisition a
        left join lateral (
            select * from score where acquisition_id = a.id
            order by revision desc, scored_at desc, score_id limit 1) s on true
        left join label l on l.acquisition_id = a.id""")
class AcquisitionRow {
    @Id
    @Column(name = "id")
    private String id;

    @Column(name = "heard_order")
    private long heardOrder;

    @Column(name = "exam")
    private @Nullable String exam;

    @Column(name = "state")
    private String state;

    @Column(name = "frames_received")
    private int framesReceived;

    @Column(name = "expected_frames")
    private @Nullable Integer expectedFrames;

    @Column(name = "simulated")
    private boolean simulated;

    @Column(name = "started_at")
    private @Nullable Instant startedAt;

    @Column(name = "ended_at")
    private @Nullable Instant endedAt;

    @Column(name = "abort_reason")
    private @Nullable String abortReason;

    @Column(name = "probability")
    private @Nullable Double probability;

    @Column(name = "positive_class")
    private @Nullable String positiveClass;

    @Column(name = "release_id")
    private @Nullable String releaseId;

    @Column(name = "artifact_sha256")
    private @Nullable String artifactSha256;

    @Column(name = "revision")
    private @Nullable Integer revision;

    @Column(name = "score_state")
    private @Nullable String scoreState;

    @Column(name = "score_id")
    private @Nullable String scoreId;

    @Column(name = "frames_used")
    private @Nullable Integer framesUsed;

    @Column(name = "output")
    private @Nullable String output;

    @Column(name = "cannot_cause")
    private @Nullable String cannotCause;

    @Column(name = "cannot_explanation")
    private @Nullable String cannotExplanation;

    @Column(name = "acquired_at")
    private @Nullable Instant acquiredAt;

    @Column(name = "ingested_at")
    private @Nullable Instant ingestedAt;

    @Column(name = "received_at")
    private @Nullable Instant receivedAt;

    @Column(name = "scored_at")
    private @Nullable Instant scoredAt;

    @Column(name = "persisted_at")
    private @Nullable Instant persistedAt;

    @Column(name = "head_sha256")
    private @Nullable String headSha256;

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

    @Column(name = "assembled_at")
    private @Nullable Instant assembledAt;

    @Column(name = "compute_started_at")
    private @Nullable Instant computeStartedAt;

    @Column(name = "published_at")
    private @Nullable Instant publishedAt;

    @Column(name = "class_name")
    private @Nullable String className;

    @Column(name = "quantity")
    private @Nullable Double quantity;

    @Column(name = "source")
    private @Nullable String source;

    @Column(name = "author_saw_score")
    private @Nullable Boolean authorSawScore;

    @Column(name = "labelled_at")
    private @Nullable Instant labelledAt;

    long heardOrder() {
        return heardOrder;
    }

    AcquisitionView view(Map<String, OperatingPoint> points) {
        Optional<OperatingPoint> point = Optional.ofNullable(exam).map(points::get);
        return new AcquisitionView(
                id,
                exam,
                state,
                framesReceived,
                expectedFrames,
                simulated,
                startedAt,
                endedAt,
                abortReason,
                probability,
                positiveClass,
                Decision.at(point, probability, positiveClass, output),
                point.map(OperatingPoint::threshold).orElse(null),
                releaseId,
                artifactSha256,
                headSha256,
                revision,
                scoreState,
                scoreId,
                output,
                framesUsed,
                CompletenessView.of(framesExpected, framesMissing, degraded),
                StoppingView.of(stopLimit, stopRiskAtMost),
                cannotCause == null ? null : new CannotScoreView(cannotCause, cannotExplanation),
                acquiredAt,
                persistedAt,
                persistedAt == null
                        ? null
                        : LatencyView.of(new LatencyView.Stations(
                                acquiredAt,
                                ingestedAt,
                                receivedAt,
                                assembledAt,
                                computeStartedAt,
                                scoredAt,
                                publishedAt,
                                persistedAt)),
                source == null ? null : new LabelView(className, quantity, source, authorSawScore, labelledAt),
                ResearchUse.SENTENCE);
    }
}
