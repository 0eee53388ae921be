package io.earlyview.results.query;

import io.earlyview.results.domain.ResearchUse;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Counts what a threshold does. Labels whose author had seen the score are left out of sensitivity and specificity: such
 * a reader may have followed the score, and agreement with it would prove nothing.
 */
@ApplicationScoped
class ThresholdEffects {
    private static final String COUNTS = """
            with newest as (
                select distinct on (acquisition_id) acquisition_id, probability, simulated
                from score where exam = $1
                order by acquisition_id, revision desc, scored_at desc, score_id),
            decided as (
                select newest.probability >= $2 as positive, newest.probability >= $3 as before, newest.simulated,
                       label.class_name, label.author_saw_score
                from newest left join label on label.acquisition_id = newest.acquisition_id
                where newest.probability is not null),
            judged as (select positive, class_name = $4 as truly from decided
                       where class_name is not null and not author_saw_score)
            select count(*) as scored,
                   count(*) filter (where positive) as positive,
                   count(*) filter (where positive and not before) as become_positive,
                   count(*) filter (where before and not positive) as become_negative,
                   count(*) filter (where author_saw_score) as not_counted,
                   coalesce(bool_or(simulated), false) as simulated,
                   (select count(*) from judged where truly) as abnormal,
                   (select count(*) from judged where truly and positive) as found,
                   (select count(*) from judged where not truly) as normal,
                   (select count(*) from judged where not truly and not positive) as cleared
            from decided""";

    private final Pool pool;

    ThresholdEffects(Pool pool) {
        this.pool = pool;
    }

    Uni<ThresholdEffect> of(OperatingPointView point, double threshold, double comparedWith) {
        return pool.preparedQuery(COUNTS)
                .execute(Tuple.of(point.exam(), threshold, comparedWith, point.positiveClass()))
                .map(rows -> view(
                        point.exam(), threshold, comparedWith, rows.iterator().next()));
    }

    private static ThresholdEffect view(String exam, double threshold, double comparedWith, Row row) {
        long scored = row.getLong("scored");
        long positive = row.getLong("positive");
        return new ThresholdEffect(
                exam,
                threshold,
                comparedWith,
                scored,
                positive,
                scored - positive,
                row.getLong("become_positive"),
                row.getLong("become_negative"),
                ProportionView.of(row.getLong("found"), row.getLong("abnormal")),
                ProportionView.of(row.getLong("cleared"), row.getLong("normal")),
                row.getLong("not_counted"),
                row.getBoolean("simulated"),
                ResearchUse.SENTENCE);
    }
}
