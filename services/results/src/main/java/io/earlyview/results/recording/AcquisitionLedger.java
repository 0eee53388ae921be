package io.earlyview.results.recording;

import io.earlyview.results.domain.AcquisitionChange;
import io.earlyview.results.domain.Change;
import io.earlyview.results.intake.RecordSink;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes beginnings and ends of acquisitions. A start never changes the state and the first end is final, so the two
 * may be written in any order and any number of times.
 */
@ApplicationScoped
class AcquisitionLedger implements RecordSink<AcquisitionChange> {
    private static final String STARTED = """
            insert into acquisition as known
                (id, exam, expected_frames, patient_pseudonym, scanner_pseudonym, simulated, started_at)
            select * from unnest($1::text[], $2::text[], $3::int4[], $4::text[], $5::text[], $6::bool[],
                                 $7::timestamptz[]) as said (id, exam, expected, patient, scanner, simulated, at)
            order by id
            on conflict (id) do update set
                exam = excluded.exam,
                expected_frames = excluded.expected_frames,
                patient_pseudonym = excluded.patient_pseudonym,
                scanner_pseudonym = excluded.scanner_pseudonym,
                simulated = known.simulated or excluded.simulated,
                started_at = excluded.started_at
            where known.started_at is null""";

    private static final String ENDED = """
            insert into acquisition as known (id, state, frames_sent, abort_reason, ended_at)
            select * from unnest($1::text[], $2::text[], $3::int4[], $4::text[], $5::timestamptz[])
                 as said (id, state, sent, reason, at)
            order by id
            on conflict (id) do update set
                state = excluded.state,
                frames_sent = excluded.frames_sent,
                abort_reason = excluded.abort_reason,
                ended_at = excluded.ended_at
            where known.state = 'IN_PROGRESS'""";

    private final Transactions transactions;
    private final RowsWritten written;

    AcquisitionLedger(Transactions transactions, RowsWritten written) {
        this.transactions = transactions;
        this.written = written;
    }

    @Override
    public Uni<Void> record(List<AcquisitionChange> changes) {
        // One statement may touch a row once, so of several starts or ends in a batch the first holds.
        Map<String, AcquisitionChange.Started> started = new LinkedHashMap<>();
        Map<String, AcquisitionChange.Ended> ended = new LinkedHashMap<>();
        for (AcquisitionChange change : changes) {
            switch (change) {
                case AcquisitionChange.Started start -> started.putIfAbsent(start.acquisitionId(), start);
                case AcquisitionChange.Ended end -> ended.putIfAbsent(end.acquisitionId(), end);
            }
        }
        Collection<String> ids = changes.stream()
                .map(AcquisitionChange::acquisitionId)
                .distinct()
                .toList();
        return transactions
                .run(connection -> start(connection, List.copyOf(started.values()))
                        .chain(starts ->
                                end(connection, List.copyOf(ended.values())).map(ends -> starts + ends))
                        .call(() -> transactions.announce(connection, Change.Kind.ACQUISITION, ids)))
                .invoke(rows -> written.count("acquisition", rows))
                .replaceWithVoid();
    }

    private static Uni<Integer> start(SqlConnection connection, List<AcquisitionChange.Started> starts) {
        if (starts.isEmpty()) {
            return Uni.createFrom().item(0);
        }
        Columns columns = new Columns()
                .texts(starts, AcquisitionChange.Started::acquisitionId)
                .texts(starts, AcquisitionChange.Started::exam)
                .numbers(starts, AcquisitionChange.Started::expectedFrames)
                .texts(starts, AcquisitionChange.Started::patientPseudonym)
                .texts(starts, AcquisitionChange.Started::scannerPseudonym)
                .truths(starts, AcquisitionChange.Started::simulated)
                .maybeInstants(starts, AcquisitionChange.Started::startedAt);
        return connection.preparedQuery(STARTED).execute(columns.tuple()).map(rows -> rows.rowCount());
    }

    private static Uni<Integer> end(SqlConnection connection, List<AcquisitionChange.Ended> ends) {
        if (ends.isEmpty()) {
            return Uni.createFrom().item(0);
        }
        Columns columns = new Columns()
                .texts(ends, AcquisitionChange.Ended::acquisitionId)
                .texts(ends, end -> end.state().name())
                .numbers(ends, AcquisitionChange.Ended::framesSent)
                .maybeTexts(ends, AcquisitionChange.Ended::abortReason)
                .maybeInstants(ends, AcquisitionChange.Ended::endedAt);
        return connection.preparedQuery(ENDED).execute(columns.tuple()).map(rows -> rows.rowCount());
    }
}
