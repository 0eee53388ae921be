package io.earlyview.results.query;

import io.earlyview.results.recording.Sessions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Reads score revisions. */
@ApplicationScoped
class Scores {
    private final Sessions sessions;
    private final OperatingPoints points;

    Scores(Sessions sessions, OperatingPoints points) {
        this.sessions = sessions;
        this.points = points;
    }

    /** Newest written first. */
    Uni<Page<ScoreView>> list(
            @Nullable String exam, @Nullable String acquisition, @Nullable String release, PageRequest page) {
        Filter filter = new Filter()
                .where("row.exam = :exam", "exam", exam)
                .where("row.acquisitionId = :acquisition", "acquisition", acquisition)
                .where("row.releaseId = :release", "release", release)
                .where("row.writtenOrder < :after", "after", page.after());
        String list = "from ScoreRow row" + filter.text() + " order by row.writtenOrder desc";
        return points.byExam()
                .chain(thresholds -> sessions.read(session -> filter.on(session.createQuery(list, ScoreRow.class))
                        .setMaxResults(page.limit() + 1)
                        .getResultList()
                        .map(rows -> page.of(rows, row -> row.view(thresholds), ScoreRow::writtenOrder))));
    }
}
