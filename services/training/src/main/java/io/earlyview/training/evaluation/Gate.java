package io.earlyview.training.evaluation;

import io.earlyview.exams.Target;
import io.earlyview.exams.Training.Criterion;
import io.earlyview.training.domain.AcceptanceCriteria;
import io.earlyview.training.domain.EvaluationFigures;
import io.earlyview.training.domain.Figure;
import io.earlyview.training.domain.LabelledExample;
import io.earlyview.training.evaluation.GateVerdict.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Decides whether a candidate may become champion: by the criteria that were fixed before it was fitted, by what whoever
 * knows only how common each label is would reach, and by the champion on the same locked examples.
 */
public final class Gate {
    private Gate() {}

    /**
     * What a candidate is judged by.
     *
     * @param fixedCriteriaSha256 of the criteria as they stood before fitting began
     * @param criteria as they stand now
     * @param figures of the candidate on the locked examples
     * @param champion absent where there is none, or none that can be scored
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Candidate(
            Target target,
            String fixedCriteriaSha256,
            AcceptanceCriteria criteria,
            EvaluationFigures figures,
            List<LabelledExample> locked,
            double[][] predictions,
            Optional<Champion> champion) {
        public Candidate {
            locked = List.copyOf(locked);
        }
    }

    /**
     * The champion's predictions for the locked examples.
     *
     * @param lockKept whether it was made under the same lock; if not, it may have been trained on some of them
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Champion(String releaseId, double[][] predictions, boolean lockKept) {}

    /** Judges; the same candidate is judged the same way again. */
    public static GateVerdict judge(Candidate candidate) {
        String sha256 = candidate.criteria().sha256();
        if (!sha256.equals(candidate.fixedCriteriaSha256())) {
            String changed =
                    "The acceptance criteria of " + candidate.criteria().exam()
                            + " are not those that were fixed before fitting began: their SHA-256 is " + sha256
                            + ", the limit is " + candidate.fixedCriteriaSha256() + ".";
            return new GateVerdict(new Outcome.Refused(changed), List.of(changed), sha256, Optional.empty());
        }
        List<String> sentences = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (Criterion criterion : candidate.criteria().criteria()) {
            boolean met = Acceptance.met(criterion, candidate.figures());
            String sentence =
                    capital(Acceptance.sentence(criterion, candidate.figures())) + (met ? ": met." : ": missed.");
            sentences.add(sentence);
            if (!met) {
                refused.add(sentence);
            }
        }
        informed(candidate, sentences, refused);
        Optional<ChampionDifference> difference = candidate
                .champion()
                .map(champion -> ChampionDifference.of(
                        candidate.target(), candidate.locked(), candidate.predictions(), champion));
        sentences.add(difference
                .map(ChampionDifference::sentence)
                .orElse("There was no champion that could be scored on these examples."));
        if (candidate.champion().isPresent() && !candidate.champion().get().lockKept()) {
            sentences.add("The champion was made without this lock and may have been trained on some of these patients,"
                    + " which flatters it.");
        }
        return new GateVerdict(outcome(refused, difference), sentences, sha256, difference);
    }

    private static Outcome outcome(List<String> refused, Optional<ChampionDifference> difference) {
        if (!refused.isEmpty()) {
            return new Outcome.Refused(String.join(" ", refused));
        }
        return difference
                .filter(ChampionDifference::isLoss)
                .<Outcome>map(loss -> new Outcome.Worse(loss.sentence()))
                .orElseGet(Outcome.Passed::new);
    }

    /** The lower end of the leading figure's interval against what knowing the labels' shares alone gives. */
    private static void informed(Candidate candidate, List<String> sentences, List<String> refused) {
        NoInformation none = NoInformation.of(candidate.target(), candidate.locked());
        Optional<Figure> leading = candidate.figures().find(none.figure());
        double low = leading.map(Figure::low).orElse(Double.NaN);
        boolean more = low > none.value(); // NaN is above nothing
        String sentence = String.format(
                Locale.ROOT,
                "The lower bound of %s is %.3f; the limit is above %.3f, which is what %s gives: %s.",
                none.figure(),
                low,
                none.value(),
                none.how(),
                more ? "met" : "missed");
        sentences.add(sentence);
        if (!more) {
            refused.add(sentence);
        }
        NoInformation.accuracy(candidate.figures()).ifPresent(sentences::add);
    }

    private static String capital(String sentence) {
        return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
    }
}
