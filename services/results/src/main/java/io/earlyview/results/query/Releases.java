package io.earlyview.results.query;

import io.earlyview.results.recording.Sessions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads releases. */
@ApplicationScoped
public class Releases {
    private static final int LIST_MAX = 500;

    private final Sessions sessions;

    Releases(Sessions sessions) {
        this.sessions = sessions;
    }

    /** Current ones first, then the newest, at most 500; of all exams where none is named. */
    public Uni<List<ReleaseView>> of(@Nullable String exam) {
        Filter filter = new Filter().where("row.exam = :exam", "exam", exam);
        String list = "from ReleaseRow row" + filter.text()
                + " order by row.holdsStage desc, row.releasedAt desc nulls last, row.exam, row.stage, row.releaseId";
        return sessions.read(session -> filter.on(session.createQuery(list, ReleaseRow.class))
                .setMaxResults(LIST_MAX)
                .getResultList()
                .map(rows -> rows.stream().map(ReleaseRow::view).toList()));
    }
}
