package io.earlyview.results.query;

import io.earlyview.results.domain.OperatingPoint;
import io.earlyview.results.domain.ResearchUse;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads score revisions. */
@ApplicationScoped
class Scores {
    private static final String LIST = """
            select score_id, written_order, acquisition_id, exam, revision, state, probability, positive_class,
                   output::text as output, release_id, artifact_sha256, device, frames_used::text as frames_used,
                   simulated, acquired_at, ingested_at, received_at, scored_at, persisted_at
            from score
            where ($1::text is null or exam = $1) and ($2::text is null or acquisition_id = $2)
              and ($3::text is null or release_id = $3) and ($4::bigint is null or written_order < $4)
            order by written_order desc limit $5""";

    private final Pool pool;
    private final OperatingPoints points;

    Scores(Pool pool, OperatingPoints points) {
        this.pool = pool;
        this.points = points;
    }

    /** Newest written first. */
    Uni<Page<ScoreView>> list(
            @Nullable String exam, @Nullable String acquisition, @Nullable String release, PageRequest page) {
        Tuple values = Tuple.of(exam, acquisition, release, page.after(), page.limit() + 1);
        return points.byExam()
                .chain(thresholds -> pool.preparedQuery(LIST).execute(values).map(rows -> {
                    List<Row> all = rows.stream().toList();
                    boolean more = all.size() > page.limit();
                    List<Row> shown = more ? all.subList(0, page.limit()) : all;
                    return new Page<>(
                            shown.stream().map(row -> view(row, thresholds)).toList(),
                            more ? String.valueOf(shown.getLast().getLong("written_order")) : null,
                            ResearchUse.SENTENCE);
                }));
    }

    private static ScoreView view(Row row, Map<String, OperatingPoint> points) {
        Double probability = row.getDouble("probability");
        String positiveClass = row.getString("positive_class");
        return new ScoreView(
                row.getString("score_id"),
                row.getString("acquisition_id"),
                row.getString("exam"),
                row.getInteger("revision"),
                row.getString("state"),
                probability,
                positiveClass,
                AcquisitionRow.decision(
                        Optional.ofNullable(points.get(row.getString("exam"))), probability, positiveClass),
                row.getString("output"),
                row.getString("release_id"),
                row.getString("artifact_sha256"),
                row.getString("device"),
                row.getString("frames_used"),
                row.getBoolean("simulated"),
                AcquisitionRow.instant(row, "acquired_at"),
                AcquisitionRow.instant(row, "ingested_at"),
                AcquisitionRow.instant(row, "received_at"),
                AcquisitionRow.instant(row, "scored_at"),
                row.getOffsetDateTime("persisted_at").toInstant(),
                ResearchUse.SENTENCE);
    }
}
