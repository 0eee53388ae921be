package io.earlyview.results.query;

import io.earlyview.results.domain.OperatingPoint;
import io.earlyview.results.domain.ResearchUse;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A row of the acquisitions query as a view; the decision is made here. */
final class AcquisitionRow {
    private AcquisitionRow() {}

    static AcquisitionView view(Row row, Optional<OperatingPoint> point) {
        Double probability = row.getDouble("probability");
        String positiveClass = row.getString("positive_class");
        return new AcquisitionView(
                row.getString("id"),
                row.getString("exam"),
                row.getString("state"),
                row.getInteger("frames_received"),
                row.getInteger("expected_frames"),
                row.getBoolean("simulated"),
                instant(row, "started_at"),
                instant(row, "ended_at"),
                row.getString("abort_reason"),
                probability,
                positiveClass,
                decision(point, probability, positiveClass),
                point.map(OperatingPoint::threshold).orElse(null),
                row.getString("release_id"),
                row.getString("artifact_sha256"),
                row.getInteger("revision"),
                row.getString("score_state"),
                row.getString("score_id"),
                row.getInteger("frames_used"),
                cannotScore(row),
                instant(row, "acquired_at"),
                instant(row, "persisted_at"),
                label(row),
                ResearchUse.SENTENCE);
    }

    /** None without a probability, and none where the score speaks of another class than the exam's positive one. */
    static @Nullable String decision(
            Optional<OperatingPoint> point, @Nullable Double probability, @Nullable String positiveClass) {
        return probability == null
                ? null
                : point.filter(exam -> exam.positiveClass().equals(positiveClass))
                        .map(exam -> exam.decide(probability))
                        .orElse(null);
    }

    static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime at = row.getOffsetDateTime(column);
        return at == null ? null : at.toInstant();
    }

    private static @Nullable CannotScoreView cannotScore(Row row) {
        String cause = row.getString("cannot_cause");
        return cause == null ? null : new CannotScoreView(cause, row.getString("cannot_explanation"));
    }

    private static @Nullable LabelView label(Row row) {
        String source = row.getString("source");
        return source == null
                ? null
                : new LabelView(
                        row.getString("class_name"),
                        row.getDouble("quantity"),
                        source,
                        row.getBoolean("author_saw_score"),
                        instant(row, "labelled_at"));
    }
}
