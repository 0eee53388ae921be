package io.earlyview.results.recording;

import io.earlyview.results.domain.Change;
import io.earlyview.results.domain.FrameSeen;
import io.earlyview.results.intake.RecordSink;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts distinct frames: each index is a bit of its acquisition, and setting a bit again changes nothing. Where the
 * start event has not come yet, the frame makes the acquisition's row; the event fills in the rest.
 */
@ApplicationScoped
class FrameLedger implements RecordSink<FrameSeen> {
    private static final String FRAMES = """
            insert into acquisition as known (id, exam, expected_frames, simulated, frames_seen)
            select id, max(exam), max(expected), bool_or(simulated),
                   bit_or(set_bit(repeat('0', 4096)::bit(4096), index, 1))
            from unnest($1::text[], $2::text[], $3::int4[], $4::bool[], $5::int4[])
                 as said (id, exam, expected, simulated, index)
            group by id order by id
            on conflict (id) do update set
                exam = coalesce(known.exam, excluded.exam),
                expected_frames = coalesce(known.expected_frames, excluded.expected_frames),
                simulated = known.simulated or excluded.simulated,
                frames_seen = known.frames_seen | excluded.frames_seen
            where known.frames_seen <> (known.frames_seen | excluded.frames_seen)
            returning id""";

    private final Transactions transactions;
    private final RowsWritten written;

    FrameLedger(Transactions transactions, RowsWritten written) {
        this.transactions = transactions;
        this.written = written;
    }

    @Override
    public Uni<Void> record(List<FrameSeen> frames) {
        Columns columns = new Columns()
                .texts(frames, FrameSeen::acquisitionId)
                .texts(frames, FrameSeen::exam)
                .numbers(frames, FrameSeen::expectedFrames)
                .truths(frames, FrameSeen::simulated)
                .numbers(frames, FrameSeen::index);
        return transactions
                .run(connection -> connection
                        .preparedQuery(FRAMES)
                        .execute(columns.tuple())
                        .map(rows -> {
                            List<String> ids = new ArrayList<>();
                            rows.forEach(row -> ids.add(row.getString("id")));
                            return ids;
                        })
                        .call(ids -> transactions.announce(connection, Change.Kind.ACQUISITION, ids)))
                .invoke(ids -> written.count("acquisition", ids.size()))
                .replaceWithVoid();
    }
}
