package io.earlyview.results.query;

import io.earlyview.exams.ExamCatalogue;
import io.earlyview.exams.ExamDescriptor;
import io.earlyview.results.domain.OperatingPoint;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The operating points that hold: the last change of each exam, or its descriptor's default. */
@ApplicationScoped
public class OperatingPoints {
    private static final String LAST = """
            select distinct on (exam) exam, threshold, changed_at
            from operating_point order by exam, change_order desc""";

    private static final String HISTORY = """
            select threshold, previous_threshold, changed_at
            from operating_point where exam = $1 order by change_order desc limit 500""";

    private final Pool pool;
    private final ExamCatalogue exams;

    OperatingPoints(Pool pool, ExamCatalogue exams) {
        this.pool = pool;
        this.exams = exams;
    }

    /** The descriptor of an exam, or a 404 that names the exams there are. */
    public ExamDescriptor descriptor(String exam) {
        return exams.find(exam)
                .orElseThrow(() -> new ProblemException(Problem.notFound(
                        "there is no exam '" + Quote.of(exam) + "'; there are: " + String.join(", ", exams.names()))));
    }

    /** Of every exam. */
    public Uni<List<OperatingPointView>> all() {
        return pool.query(LAST).execute().map(rows -> {
            Map<String, Row> changed = new HashMap<>();
            rows.forEach(row -> changed.put(row.getString("exam"), row));
            return exams.all().stream()
                    .map(exam -> view(exam, changed.get(exam.exam())))
                    .toList();
        });
    }

    /** Of one exam; 404 where there is no such exam. */
    public Uni<OperatingPointView> of(String exam) {
        descriptor(exam);
        return all().map(views -> views.stream()
                .filter(view -> view.exam().equals(exam))
                .findFirst()
                .orElseThrow());
    }

    /** By name of the exam, to decide with. */
    Uni<Map<String, OperatingPoint>> byExam() {
        return all().map(views -> {
            Map<String, OperatingPoint> points = new HashMap<>();
            views.forEach(
                    view -> points.put(view.exam(), new OperatingPoint(view.exam(), view.classes(), view.threshold())));
            return points;
        });
    }

    /** The changes of an exam's threshold, newest first, at most 500. */
    Uni<List<OperatingPointChangeView>> history(String exam) {
        descriptor(exam);
        return pool.preparedQuery(HISTORY).execute(Tuple.of(exam)).map(rows -> rows.stream()
                .map(row -> new OperatingPointChangeView(
                        row.getDouble("threshold"),
                        row.getDouble("previous_threshold"),
                        row.getOffsetDateTime("changed_at").toInstant()))
                .toList());
    }

    private static OperatingPointView view(ExamDescriptor exam, @Nullable Row changed) {
        double byDefault = exam.operatingPoint().threshold();
        return new OperatingPointView(
                exam.exam(),
                exam.title(),
                exam.target().classes(),
                exam.target().positiveClass(),
                changed == null ? byDefault : changed.getDouble("threshold"),
                byDefault,
                changed == null ? null : instant(changed.getOffsetDateTime("changed_at")));
    }

    private static Instant instant(OffsetDateTime at) {
        return at.toInstant();
    }
}
