package io.earlyview.results.recording;

import io.earlyview.results.domain.Change;
import io.earlyview.results.domain.OperatingPoint;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Appends to the history of thresholds; the last row of an exam holds. */
@ApplicationScoped
public class OperatingPointLedger {
    /** The lock keeps two changes from naming the same predecessor; it ends with the transaction. */
    private static final String LOCK = "select pg_advisory_xact_lock(hashtext('operating_point ' || $1))";

    private static final String CHANGED = """
            insert into operating_point (exam, threshold, previous_threshold)
            select $1, $2, coalesce(
                (select threshold from operating_point where exam = $1 order by change_order desc limit 1), $3)""";

    private final Transactions transactions;
    private final RowsWritten written;

    OperatingPointLedger(Transactions transactions, RowsWritten written) {
        this.transactions = transactions;
        this.written = written;
    }

    /**
     * Writes a change.
     *
     * @param defaultThreshold what held before the first change
     */
    public Uni<Void> change(OperatingPoint point, double defaultThreshold) {
        return transactions
                .run(connection -> connection
                        .preparedQuery(LOCK)
                        .execute(Tuple.of(point.exam()))
                        .chain(() -> connection
                                .preparedQuery(CHANGED)
                                .execute(Tuple.of(point.exam(), point.threshold(), defaultThreshold)))
                        .call(() ->
                                transactions.announce(connection, Change.Kind.OPERATING_POINT, List.of(point.exam()))))
                .invoke(() -> written.count("operating_point", 1))
                .replaceWithVoid();
    }
}
