package io.earlyview.results.query;

import io.earlyview.results.domain.ResearchUse;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads releases. */
@ApplicationScoped
public class Releases {
    private static final String LIST = """
            select exam, stage, release_id, current, artifact_sha256, released_at, manifest::text as manifest
            from release where ($1::text is null or exam = $1)
            order by current desc, released_at desc nulls last, exam, stage, release_id limit 500""";

    private final Pool pool;

    Releases(Pool pool) {
        this.pool = pool;
    }

    /** Current ones first, then the newest, at most 500; of all exams where none is named. */
    public Uni<List<ReleaseView>> of(@Nullable String exam) {
        return pool.preparedQuery(LIST).execute(Tuple.of(exam)).map(rows -> rows.stream()
                .map(row -> new ReleaseView(
                        row.getString("exam"),
                        row.getString("stage"),
                        row.getString("release_id"),
                        row.getBoolean("current"),
                        row.getString("artifact_sha256"),
                        AcquisitionRow.instant(row, "released_at"),
                        row.getString("manifest"),
                        ResearchUse.SENTENCE))
                .toList());
    }
}
