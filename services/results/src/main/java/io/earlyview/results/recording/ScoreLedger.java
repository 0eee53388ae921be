package io.earlyview.results.recording;

import io.earlyview.results.domain.Change;
import io.earlyview.results.domain.ScoreRevision;
import io.earlyview.results.intake.RecordSink;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Writes score revisions. A score id is written once, whatever is delivered again; every revision is kept, and readers
 * take the highest, so the order of writing does not matter.
 */
@ApplicationScoped
class ScoreLedger implements RecordSink<ScoreRevision> {
    /** In order of id, so that two transactions never wait for each other. */
    private static final String ACQUISITIONS = """
            insert into acquisition as known (id, exam, simulated)
            select id, max(exam), bool_or(simulated)
            from unnest($1::text[], $2::text[], $3::bool[]) as said (id, exam, simulated)
            group by id order by id
            on conflict (id) do update set exam = excluded.exam
            where known.exam is null""";

    private static final String SCORES = """
            insert into score (score_id, acquisition_id, exam, revision, state, probability, positive_class, output,
                               release_id, artifact_sha256, device, frames_used, simulated,
                               acquired_at, ingested_at, received_at, scored_at, original, head_sha256, frames_expected, frames_missing, degraded,
                               stop_limit, stop_risk_at_most, assembled_at, compute_started_at, published_at)
            select score_id, acquisition_id, exam, revision, state, probability, positive_class, output::jsonb,
                   release_id, artifact_sha256, device, frames_used::jsonb, simulated,
                   acquired_at, ingested_at, received_at, scored_at, original, head_sha256, frames_expected, frames_missing, degraded,
                   stop_limit, stop_risk_at_most, assembled_at, compute_started_at, published_at
            from unnest($1::text[], $2::text[], $3::text[], $4::int4[], $5::text[], $6::float8[], $7::text[],
                        $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::bool[],
                        $14::timestamptz[], $15::timestamptz[], $16::timestamptz[], $17::timestamptz[], $18::bytea[],
                        $19::text[], $20::int4[], $21::int4[], $22::bool[], $23::float8[], $24::float8[],
                        $25::timestamptz[], $26::timestamptz[], $27::timestamptz[])
                 as said (score_id, acquisition_id, exam, revision, state, probability, positive_class,
                          output, release_id, artifact_sha256, device, frames_used, simulated,
                          acquired_at, ingested_at, received_at, scored_at, original, head_sha256, frames_expected, frames_missing, degraded,
                          stop_limit, stop_risk_at_most, assembled_at, compute_started_at, published_at)
            order by score_id, revision
            on conflict (score_id) do nothing
            returning acquisition_id, acquired_at, persisted_at""";

    private final Transactions transactions;
    private final RowsWritten written;

    ScoreLedger(Transactions transactions, RowsWritten written) {
        this.transactions = transactions;
        this.written = written;
    }

    @Override
    public Uni<Void> record(List<ScoreRevision> scores) {
        return transactions
                .run(connection -> acquisitions(connection, scores)
                        .chain(() -> connection.preparedQuery(SCORES).execute(ScoreColumns.of(scores)))
                        .call(rows -> transactions.announce(connection, Change.Kind.SCORE, acquisitionIds(rows))))
                .invoke(this::measure)
                .replaceWithVoid();
    }

    private static Uni<RowSet<Row>> acquisitions(SqlConnection connection, List<ScoreRevision> scores) {
        Columns columns = new Columns()
                .texts(scores, ScoreRevision::acquisitionId)
                .texts(scores, ScoreRevision::exam)
                .truths(scores, ScoreRevision::simulated);
        return connection.preparedQuery(ACQUISITIONS).execute(columns.tuple());
    }

    private static Set<String> acquisitionIds(RowSet<Row> rows) {
        Set<String> ids = new LinkedHashSet<>();
        rows.forEach(row -> ids.add(row.getString("acquisition_id")));
        return ids;
    }

    private void measure(RowSet<Row> rows) {
        written.count("score", rows.size());
        for (Row row : rows) {
            OffsetDateTime acquiredAt = row.getOffsetDateTime("acquired_at");
            if (acquiredAt != null) {
                written.latency(Duration.between(acquiredAt, row.getOffsetDateTime("persisted_at")));
            }
        }
    }
}
