package io.earlyview.results.query;

import io.earlyview.results.domain.OperatingPoint;
import io.earlyview.results.domain.ResearchUse;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of the scores, read only and without the bytes of the message. */
@Entity
@Immutable
@Table(name = "score")
class ScoreRow {
    @Id
    @Column(name = "score_id")
    private String scoreId;

    @Column(name = "written_order", nullable = false)
    private long writtenOrder;

    @Column(name = "acquisition_id", nullable = false)
    private String acquisitionId;

    @Column(name = "exam", nullable = false)
    private String exam;

    @Column(name = "revision", nullable = false)
    private int revision;

    @Column(name = "state", nullable = false)
    private String state;

    @Column(name = "probability")
    private @Nullable Double probability;

    @Column(name = "positive_class")
    private @Nullable String positiveClass;

    @Column(name = "output", nullable = false, columnDefinition = "jsonb")
    @ColumnTransformer(read = "output::text")
    private String output;

    @Column(name = "release_id", nullable = false)
    private String releaseId;

    @Column(name = "artifact_sha256", nullable = false)
    private String artifactSha256;

    @Column(name = "device", nullable = false)
    private String device;

    @Column(name = "frames_used", nullable = false, columnDefinition = "jsonb")
    @ColumnTransformer(read = "frames_used::text")
    private String framesUsed;

    @Column(name = "simulated", nullable = false)
    private boolean simulated;

    @Column(name = "acquired_at")
    private @Nullable Instant acquiredAt;

    @Column(name = "ingested_at")
    private @Nullable Instant ingestedAt;

    @Column(name = "received_at")
    private @Nullable Instant receivedAt;

    @Column(name = "scored_at")
    private @Nullable Instant scoredAt;

    @Column(name = "persisted_at", nullable = false)
    private Instant persistedAt;

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

    long writtenOrder() {
        return writtenOrder;
    }

    ScoreView view(Map<String, OperatingPoint> points) {
        return new ScoreView(
                scoreId,
                acquisitionId,
                exam,
                revision,
                state,
                probability,
                positiveClass,
                Decision.at(Optional.ofNullable(points.get(exam)), probability, positiveClass, output),
                output,
                releaseId,
                artifactSha256,
                headSha256,
                device,
                framesUsed,
                CompletenessView.of(framesExpected, framesMissing, degraded),
                StoppingView.of(stopLimit, stopRiskAtMost),
                simulated,
                acquiredAt,
                ingestedAt,
                receivedAt,
                assembledAt,
                computeStartedAt,
                scoredAt,
                publishedAt,
                persistedAt,
                LatencyView.of(new LatencyView.Stations(
                        acquiredAt,
                        ingestedAt,
                        receivedAt,
                        assembledAt,
                        computeStartedAt,
                        scoredAt,
                        publishedAt,
                        persistedAt)),
                ResearchUse.SENTENCE);
    }
}
