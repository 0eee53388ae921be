package io.earlyview.results.recording;

import io.earlyview.results.domain.Change;
import io.earlyview.results.intake.UnstorableException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.function.Function;

/** Transactions on the reactive pool, with the notification of readers as their last statement. */
@ApplicationScoped
class Transactions {
    /** A notification holds less than 8,000 bytes; an id and its space are 33, an exam's name at most 42. */
    private static final int IDS_PER_NOTIFICATION = 180;

    private final Pool pool;

    Transactions(Pool pool) {
        this.pool = pool;
    }

    /** Runs the work in one transaction; data that the database refuses comes back as {@link UnstorableException}. */
    <T> Uni<T> run(Function<SqlConnection, Uni<T>> work) {
        return pool.withTransaction(work)
                .onFailure(Transactions::isAboutTheData)
                .transform(Transactions::unstorable);
    }

    /** Tells every instance of this service, once the transaction is committed. */
    Uni<Void> announce(SqlConnection connection, Change.Kind kind, Collection<String> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        String[] texts = Change.inParts(kind, ids, IDS_PER_NOTIFICATION).stream()
                .map(Change::text)
                .toArray(String[]::new);
        return connection
                .preparedQuery("select pg_notify($1, text) from unnest($2::text[]) as text")
                .execute(Tuple.of(Change.CHANNEL, texts))
                .replaceWithVoid();
    }

    /** SQL states of class 22 (data exception) and 23 (integrity constraint): the same row would fail again. */
    private static boolean isAboutTheData(Throwable failure) {
        return failure instanceof PgException refused
                && refused.getSqlState() != null
                && (refused.getSqlState().startsWith("22")
                        || refused.getSqlState().startsWith("23"));
    }

    private static Throwable unstorable(Throwable failure) {
        // The message of a constraint may quote values, so only its state goes on.
        return new UnstorableException(
                "the database refuses the row: SQL state " + ((PgException) failure).getSqlState(), failure);
    }
}
