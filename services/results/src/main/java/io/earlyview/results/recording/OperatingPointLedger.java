package io.earlyview.results.recording;

import io.earlyview.results.domain.Change;
import io.earlyview.results.domain.OperatingPoint;
import io.earlyview.results.domain.ThresholdChange;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** The history of thresholds: appended to and read; the last row of an exam holds. */
@ApplicationScoped
public class OperatingPointLedger {
    // Both functions return nothing that could be read, so each stands where rows come from.
    /** The lock keeps two changes from naming the same predecessor; it ends with the transaction. */
    private static final String LOCK =
            "select 1 from pg_advisory_xact_lock(hashtext('operating_point ' || cast(:exam as text)))";

    private static final String ANNOUNCE = "select 1 from pg_notify(:channel, :text)";

    private static final String OF_EXAM = "from OperatingPointRow where exam = :exam order by changeOrder desc";

    private static final String LAST = """
            from OperatingPointRow row where row.changeOrder =
                (select max(other.changeOrder) from OperatingPointRow other where other.exam = row.exam)""";

    private final Sessions sessions;
    private final RowsWritten written;

    OperatingPointLedger(Sessions sessions, RowsWritten written) {
        this.sessions = sessions;
        this.written = written;
    }

    /** The last change of each exam that has one. */
    public Uni<List<ThresholdChange>> last() {
        return sessions.read(session -> session.createQuery(LAST, OperatingPointRow.class)
                .getResultList()
                .map(OperatingPointLedger::changes));
    }

    /** The changes of an exam's threshold, newest first. */
    public Uni<List<ThresholdChange>> history(String exam, int atMost) {
        return sessions.read(session -> newest(session, exam, atMost));
    }

    /**
     * Writes a change.
     *
     * @param defaultThreshold what held before the first change
     */
    public Uni<Void> change(OperatingPoint point, double defaultThreshold) {
        return sessions.write(session -> session.createNativeQuery(LOCK, Integer.class)
                        .setParameter("exam", point.exam())
                        .getSingleResult()
                        .chain(() -> newest(session, point.exam(), 1))
                        .chain(last -> session.persist(new OperatingPointRow(
                                point.exam(),
                                point.threshold(),
                                last.isEmpty()
                                        ? defaultThreshold
                                        : last.getFirst().threshold())))
                        .chain(session::flush)
                        .chain(() -> announce(session, point.exam())))
                .invoke(() -> written.count("operating_point", 1));
    }

    /** Tells every instance of this service, once the transaction is committed. */
    private static Uni<Void> announce(Mutiny.Session session, String exam) {
        return session.createNativeQuery(ANNOUNCE, Integer.class)
                .setParameter("channel", Change.CHANNEL)
                .setParameter("text", new Change(Change.Kind.OPERATING_POINT, List.of(exam)).text())
                .getSingleResult()
                .replaceWithVoid();
    }

    private static Uni<List<ThresholdChange>> newest(Mutiny.Session session, String exam, int atMost) {
        return session.createQuery(OF_EXAM, OperatingPointRow.class)
                .setParameter("exam", exam)
                .setMaxResults(atMost)
                .getResultList()
                .map(OperatingPointLedger::changes);
    }

    private static List<ThresholdChange> changes(List<OperatingPointRow> rows) {
        return rows.stream().map(OperatingPointRow::change).toList();
    }
}
