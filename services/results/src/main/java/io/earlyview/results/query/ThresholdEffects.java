package io.earlyview.results.query;

import io.earlyview.results.domain.ResearchUse;
import io.earlyview.results.recording.Sessions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;

/**
 * Counts what a threshold does. Labels whose author had seen the score are left out of sensitivity and specificity: such
 * a reader may have followed the score, and agreement with it would prove nothing.
 */
@ApplicationScoped
class ThresholdEffects {
    private static final String COUNTS = """
            with newest as (
                select distinct on (acquisition_id) acquisition_id, probability, simulated
                from score where exam = :exam
                order by acquisition_id, revision desc, scored_at desc, score_id),
            decided as (
                select newest.probability >= :threshold as positive, newest.probability >= :before as before, newest.simulated,
                       label.class_name, label.author_saw_score
                from newest left join label on label.acquisition_id = newest.acquisition_id
                where newest.probability is not null),
            judged as (select positive, class_name = :positive as truly from decided
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

    private final Sessions sessions;

    ThresholdEffects(Sessions sessions) {
        this.sessions = sessions;
    }

    Uni<ThresholdEffect> of(OperatingPointView point, double threshold, double comparedWith) {
        return sessions.read(session -> session.createNativeQuery(COUNTS, Tuple.class)
                .setParameter("exam", point.exam())
                .setParameter("threshold", threshold)
                .setParameter("before", comparedWith)
                .setParameter("positive", point.positiveClass())
                .getSingleResult()
                .map(counts -> view(point.exam(), threshold, comparedWith, counts)));
    }

    private static ThresholdEffect view(String exam, double threshold, double comparedWith, Tuple counts) {
        long scored = counts.get("scored", Long.class);
        long positive = counts.get("positive", Long.class);
        return new ThresholdEffect(
                exam,
                threshold,
                comparedWith,
                scored,
                positive,
                scored - positive,
                counts.get("become_positive", Long.class),
                counts.get("become_negative", Long.class),
                ProportionView.of(counts.get("found", Long.class), counts.get("abnormal", Long.class)),
                ProportionView.of(counts.get("cleared", Long.class), counts.get("normal", Long.class)),
                counts.get("not_counted", Long.class),
                counts.get("simulated", Boolean.class),
                ResearchUse.SENTENCE);
    }
}
