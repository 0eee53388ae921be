package io.earlyview.results.query;

import io.earlyview.results.recording.Sessions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads score revisions. */
@ApplicationScoped
class Scores {
    private static final String REVISIONS =
            "from RevisionRow row where row.acquisitionId = :acquisition order by row.revision, row.scoreId";
    /** An acquisition has at most 4,096 frames, and may say once more that it has ended. */
    private static final int REVISIONS_MAX = 4_097;

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

    /** How an acquisition's score went, from its first revision on. */
    Uni<List<RevisionView>> revisions(String acquisition) {
        return points.byExam()
                .chain(thresholds -> sessions.read(session -> session.createQuery(REVISIONS, RevisionRow.class)
                        .setParameter("acquisition", acquisition)
                        .setMaxResults(REVISIONS_MAX)
                        .getResultList()
                        .map(rows ->
                                rows.stream().map(row -> row.view(thresholds)).toList())));
    }
}
