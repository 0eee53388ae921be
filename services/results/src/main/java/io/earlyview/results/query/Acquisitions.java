package io.earlyview.results.query;

import io.earlyview.results.recording.Sessions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads acquisitions with the score of the highest revision and the last label. */
@ApplicationScoped
public class Acquisitions {
    private static final String BY_ID = "from AcquisitionRow row where row.id in :ids order by row.heardOrder";

    private final Sessions sessions;
    private final OperatingPoints points;

    Acquisitions(Sessions sessions, OperatingPoints points) {
        this.sessions = sessions;
        this.points = points;
    }

    /** Newest first. */
    Uni<Page<AcquisitionView>> list(@Nullable String exam, @Nullable String state, PageRequest page) {
        Filter filter = new Filter()
                .where("row.exam = :exam", "exam", exam)
                .where("row.state = :state", "state", state)
                .where("row.heardOrder < :after", "after", page.after());
        String list = "from AcquisitionRow row" + filter.text() + " order by row.heardOrder desc";
        return points.byExam()
                .chain(thresholds -> sessions.read(session -> filter.on(session.createQuery(list, AcquisitionRow.class))
                        .setMaxResults(page.limit() + 1)
                        .getResultList()
                        .map(rows -> page.of(rows, row -> row.view(thresholds), AcquisitionRow::heardOrder))));
    }

    /** The acquisitions of these ids, as far as they are known. */
    public Uni<List<AcquisitionView>> of(Collection<String> ids) {
        return points.byExam()
                .chain(thresholds -> sessions.read(session -> session.createQuery(BY_ID, AcquisitionRow.class)
                        .setParameter("ids", ids)
                        .getResultList()
                        .map(rows ->
                                rows.stream().map(row -> row.view(thresholds)).toList())));
    }

    /** One acquisition; 404 where nothing was heard of it. */
    public Uni<AcquisitionView> of(String id) {
        return of(List.of(id)).map(views -> {
            if (views.isEmpty()) {
                throw new ProblemException(Problem.notFound("there is no acquisition '" + Quote.of(id) + "'"));
            }
            return views.getFirst();
        });
    }
}
