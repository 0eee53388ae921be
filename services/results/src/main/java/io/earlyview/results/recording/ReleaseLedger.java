package io.earlyview.results.recording;

import io.earlyview.results.domain.Change;
import io.earlyview.results.domain.ReleaseChange;
import io.earlyview.results.intake.RecordSink;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Writes releases one by one, in the topic's order, for they are few: the last one of an exam and stage is current, the
 * earlier ones stay as history. A release that comes back after another, a rollback, is current again.
 */
@ApplicationScoped
class ReleaseLedger implements RecordSink<ReleaseChange> {
    private static final String VACATED = """
            update release set current = false
            where exam = $1 and stage = $2 and current and release_id is distinct from $3::text""";

    private static final String RELEASED = """
            insert into release (exam, stage, release_id, current, artifact_sha256, released_at, manifest)
            values ($1, $2, $3, true, $4, $5, $6::text::jsonb)
            on conflict (exam, stage, release_id) do update set
                current = true,
                artifact_sha256 = excluded.artifact_sha256,
                released_at = excluded.released_at,
                manifest = excluded.manifest""";

    private final Transactions transactions;
    private final RowsWritten written;

    ReleaseLedger(Transactions transactions, RowsWritten written) {
        this.transactions = transactions;
        this.written = written;
    }

    @Override
    public Uni<Void> record(List<ReleaseChange> changes) {
        List<String> exams =
                changes.stream().map(ReleaseChange::exam).distinct().toList();
        return transactions
                .run(connection -> Multi.createFrom()
                        .iterable(changes)
                        .onItem()
                        .transformToUniAndConcatenate(change -> write(connection, change))
                        .collect()
                        .last()
                        .replaceWithVoid()
                        .call(() -> transactions.announce(connection, Change.Kind.RELEASE, exams)))
                .invoke(() -> written.count("release", changes.size()));
    }

    private static Uni<Void> write(SqlConnection connection, ReleaseChange change) {
        return switch (change) {
            case ReleaseChange.Released release ->
                connection
                        .preparedQuery(VACATED)
                        .execute(Tuple.of(release.exam(), release.stage(), release.releaseId()))
                        .chain(() -> connection.preparedQuery(RELEASED).execute(row(release)))
                        .replaceWithVoid();
            case ReleaseChange.Withdrawn withdrawn ->
                connection
                        .preparedQuery(VACATED)
                        .execute(Tuple.of(withdrawn.exam(), withdrawn.stage(), null))
                        .replaceWithVoid();
        };
    }

    private static Tuple row(ReleaseChange.Released release) {
        return Tuple.tuple()
                .addString(release.exam())
                .addString(release.stage())
                .addString(release.releaseId())
                .addString(release.artifactSha256())
                .addOffsetDateTime(release.releasedAt()
                        .map(at -> at.atOffset(ZoneOffset.UTC))
                        .orElse(null))
                .addString(release.manifestJson());
    }
}
