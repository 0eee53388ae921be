package io.earlyview.results.recording;

import io.earlyview.results.domain.Change;
import io.earlyview.results.domain.LabelChange;
import io.earlyview.results.intake.RecordSink;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes labels as the topic holds them: the last one of an acquisition holds, a tombstone removes it. A batch delivered
 * again ends in the same state, since a partition is always read in order.
 */
@ApplicationScoped
class LabelLedger implements RecordSink<LabelChange> {
    private static final String GIVEN = """
            insert into label (acquisition_id, exam, class_name, quantity, source, author_saw_score, labelled_at)
            select * from unnest($1::text[], $2::text[], $3::text[], $4::float8[], $5::text[], $6::bool[],
                                 $7::timestamptz[]) as said (id, exam, class_name, quantity, source, saw, at)
            order by id
            on conflict (acquisition_id) do update set
                exam = excluded.exam,
                class_name = excluded.class_name,
                quantity = excluded.quantity,
                source = excluded.source,
                author_saw_score = excluded.author_saw_score,
                labelled_at = excluded.labelled_at""";

    private static final String ERASED = "delete from label where acquisition_id = any($1::text[])";

    private final Transactions transactions;
    private final RowsWritten written;

    LabelLedger(Transactions transactions, RowsWritten written) {
        this.transactions = transactions;
        this.written = written;
    }

    @Override
    public Uni<Void> record(List<LabelChange> changes) {
        Map<String, LabelChange> last = new LinkedHashMap<>();
        changes.forEach(change -> last.put(change.acquisitionId(), change));
        List<LabelChange.Given> given = new ArrayList<>();
        List<String> erased = new ArrayList<>();
        for (LabelChange change : last.values()) {
            switch (change) {
                case LabelChange.Given label -> given.add(label);
                case LabelChange.Erased label -> erased.add(label.acquisitionId());
            }
        }
        return transactions
                .run(connection -> write(connection, given)
                        .chain(() -> erase(connection, erased))
                        .call(() -> transactions.announce(connection, Change.Kind.ACQUISITION, last.keySet())))
                .invoke(() -> written.count("label", last.size()));
    }

    private static Uni<Void> write(SqlConnection connection, List<LabelChange.Given> labels) {
        if (labels.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Columns columns = new Columns()
                .texts(labels, LabelChange.Given::acquisitionId)
                .texts(labels, LabelChange.Given::exam)
                .maybeTexts(labels, LabelChange.Given::className)
                .maybeDoubles(labels, LabelChange.Given::quantity)
                .texts(labels, LabelChange.Given::source)
                .truths(labels, LabelChange.Given::authorSawScore)
                .maybeInstants(labels, LabelChange.Given::labelledAt);
        return connection.preparedQuery(GIVEN).execute(columns.tuple()).replaceWithVoid();
    }

    private static Uni<Void> erase(SqlConnection connection, List<String> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return connection
                .preparedQuery(ERASED)
                .execute(Tuple.tuple().addValue(ids.toArray(String[]::new)))
                .replaceWithVoid();
    }
}
