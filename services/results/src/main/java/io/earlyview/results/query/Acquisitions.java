package io.earlyview.results.query;

import io.earlyview.results.domain.OperatingPoint;
import io.earlyview.results.domain.ResearchUse;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads acquisitions with the score of the highest revision and the last label. */
@ApplicationScoped
public class Acquisitions {
    private static final String VIEW = """
            select a.id, a.heard_order, a.exam, a.state, a.frames_received, a.expected_frames, a.simulated,
                   a.started_at, a.ended_at, a.abort_reason,
                   s.probability, s.positive_class, s.release_id, s.artifact_sha256, s.revision,
                   s.state as score_state, s.score_id, jsonb_array_length(s.frames_used) as frames_used,
                   s.output ->> 'cause' as cannot_cause, s.output ->> 'explanation' as cannot_explanation,
                   s.acquired_at, s.persisted_at,
                   l.class_name, l.quantity, l.source, l.author_saw_score, l.labelled_at
            from acquisition a
            left join lateral (
                select * from score where acquisition_id = a.id
                order by revision desc, scored_at desc, score_id limit 1) s on true
            left join label l on l.acquisition_id = a.id
            """;

    private static final String LIST = VIEW + """
            where ($1::text is null or a.exam = $1) and ($2::text is null or a.state = $2)
              and ($3::bigint is null or a.heard_order < $3)
            order by a.heard_order desc limit $4""";

    private static final String BY_ID = VIEW + "where a.id = any($1::text[]) order by a.heard_order";

    private final Pool pool;
    private final OperatingPoints points;

    Acquisitions(Pool pool, OperatingPoints points) {
        this.pool = pool;
        this.points = points;
    }

    /** Newest first. */
    Uni<Page<AcquisitionView>> list(@Nullable String exam, @Nullable String state, PageRequest page) {
        // One row more than asked for tells whether there is a next part.
        Tuple values = Tuple.of(exam, state, page.after(), page.limit() + 1);
        return points.byExam()
                .chain(thresholds -> pool.preparedQuery(LIST).execute(values).map(rows -> {
                    List<AcquisitionView> views = views(rows, thresholds);
                    boolean more = views.size() > page.limit();
                    List<Long> places =
                            rows.stream().map(row -> row.getLong("heard_order")).toList();
                    return new Page<>(
                            more ? views.subList(0, page.limit()) : views,
                            more ? String.valueOf(places.get(page.limit() - 1)) : null,
                            ResearchUse.SENTENCE);
                }));
    }

    /** The acquisitions of these ids, as far as they are known. */
    public Uni<List<AcquisitionView>> of(Collection<String> ids) {
        Tuple values = Tuple.tuple().addValue(ids.toArray(String[]::new));
        return points.byExam()
                .chain(thresholds -> pool.preparedQuery(BY_ID).execute(values).map(rows -> views(rows, thresholds)));
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

    private static List<AcquisitionView> views(RowSet<Row> rows, Map<String, OperatingPoint> points) {
        return rows.stream()
                .map(row -> AcquisitionRow.view(
                        row, Optional.ofNullable(row.getString("exam")).map(points::get)))
                .toList();
    }
}
