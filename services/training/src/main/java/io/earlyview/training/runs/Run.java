package io.earlyview.training.runs;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The record of one run: what REST answers, what an event carries, what the file holds.
 *
 * @param sentence what is going on, or how it ended and why
 * @param startedBy who or what asked for it
 * @param resumption how it was taken up after the service had stopped; absent where that did not happen
 * @param history one entry for each finished epoch
 * @param findings what checks named so far, in that order
 * @param suggestedRemedies what the next run could be asked for, where nothing was learned and the findings say what helps
 * @param dataSet what was trained on; absent until it has been read
 * @param crossValidation out-of-fold figures; absent where none was asked for, or it goes on
 * @param evaluation figures on held-out examples; absent until the network has been fitted
 * @param comparison with the champion on the same examples; absent where there was no champion
 * @param release what came out; absent unless the state is RELEASED, CANDIDATE or REJECTED
 * @param criteria what is asked of the network, written down before fitting begins
 * @param lockedSet the examples that no run trains on
 * @param gate what the gate found; absent until a network has been fitted that learned
 */
@JsonPropertyOrder({"runId", "exam", "state", "finished", "sentence", "startedAt", "endedAt"})
public record Run(
        String runId,
        String exam,
        RunState state,
        String sentence,
        Instant startedAt,
        @Nullable Instant endedAt,
        StartedBy startedBy,
        @Nullable ResumptionEntry resumption,
        PlanEntry plan,
        RunProgress progress,
        List<EpochEntry> history,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<FindingEntry> findings,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> suggestedRemedies,
        @Nullable DataSetEntry dataSet,
        @Nullable CrossValidationEntry crossValidation,
        @Nullable EvaluationEntry evaluation,
        @Nullable ComparisonEntry comparison,
        @Nullable ReleaseEntry release,
        @Nullable CriteriaEntry criteria,
        @Nullable LockedSetEntry lockedSet,
        @Nullable GateEntry gate) {

    /** Stands with every figure. */
    public static final String RESEARCH_USE = "Research use only. Not a medical device; not for diagnosis.";

    public Run {
        // Records from before there were others were all begun by people.
        startedBy = Objects.requireNonNullElse(startedBy, StartedBy.PERSON);
        history = List.copyOf(history);
        findings = List.copyOf(findings);
        suggestedRemedies = List.copyOf(suggestedRemedies);
    }

    /** A run that has just been accepted. */
    static Run accepted(String runId, PlanEntry plan, StartedBy startedBy, Instant now) {
        return new Run(
                runId,
                plan.exam(),
                RunState.READING,
                "Examples and labels are being read.",
                now,
                null,
                startedBy,
                null,
                plan,
                RunProgress.none(plan.epochs()),
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** Whether nothing will change any more. */
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    public boolean finished() {
        return state.terminal();
    }

    /** The research-use sentence. */
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    public String researchUse() {
        return RESEARCH_USE;
    }

    Run fitting(DataSetEntry read) {
        return changed(draft -> {
            draft.goesOn(RunState.FITTING, "The network is being fitted.");
            draft.dataSet = read;
        });
    }

    Run with(LockedSetEntry locked) {
        return changed(draft -> draft.lockedSet = locked);
    }

    /** With what is asked of its network and the examples that it is not fitted to. Criteria that were written down before stay. */
    Run asked(CriteriaEntry asking, LockedSetEntry locked) {
        return changed(draft -> {
            draft.criteria = criteria == null ? asking : criteria;
            draft.lockedSet = locked;
        });
    }

    /** Whether it goes on when the service is started again. */
    boolean unfinished() {
        return !state.terminal() || state == RunState.INTERRUPTED;
    }

    /** After the service was started again: to be read and fitted further, or given up. */
    Run takenUp(Instant now) {
        ResumptionEntry next =
                Objects.requireNonNullElse(resumption, ResumptionEntry.NONE).again(!state.terminal());
        Run again = changed(draft -> {
            draft.goesOn(RunState.READING, "The service was started again. " + next.sentence());
            draft.resumption = next;
            draft.evaluation = null;
            draft.comparison = null;
            draft.gate = null;
        });
        return next.hopeless()
                ? again.ended(
                        RunState.FAILED,
                        "The service was killed under this run " + ResumptionEntry.KILLS_MOST
                                + " times without an epoch ending between them; it is not taken up again.",
                        now)
                : again;
    }

    /** Fitted further from the end of an epoch; what came after it is done again. */
    Run fitting(DataSetEntry read, int fromEpoch, List<FindingEntry> named, String where) {
        return changed(draft -> {
            draft.goesOn(RunState.FITTING, where);
            draft.dataSet = read;
            draft.resumption =
                    Objects.requireNonNullElse(resumption, ResumptionEntry.NONE).from(fromEpoch, where);
            draft.progress = RunProgress.none(plan.epochs()).after(fromEpoch);
            draft.history
                    .subList(Math.min(fromEpoch, history.size()), history.size())
                    .clear();
            draft.crossValidation = fromEpoch == 0 ? null : crossValidation; // comes before the first epoch
            draft.findings.clear();
            draft.findings.addAll(named);
        });
    }

    /** With the data set named, whatever becomes of the run. */
    Run with(DataSetEntry read) {
        return changed(draft -> draft.dataSet = read);
    }

    Run with(RunProgress now) {
        return changed(draft -> draft.progress = now);
    }

    Run with(EpochEntry done) {
        return changed(draft -> {
            draft.history.add(done);
            draft.resumption = resumption == null ? null : resumption.epochEnded();
        });
    }

    Run with(FindingEntry named) {
        return changed(draft -> draft.findings.add(named));
    }

    /** Goes on, and says what it does. */
    Run saying(String doing) {
        return changed(draft -> draft.sentence = doing);
    }

    Run with(CrossValidationEntry folds) {
        return changed(draft -> draft.crossValidation = folds);
    }

    Run with(EvaluationEntry figures) {
        return changed(draft -> draft.evaluation = figures);
    }

    Run releasing() {
        return changed(draft -> draft.goesOn(RunState.RELEASING, "The network is judged and published."));
    }

    Run with(GateEntry verdict) {
        return changed(draft -> draft.gate = verdict);
    }

    Run judged(GateEntry verdict, @Nullable ComparisonEntry compared, LockedSetEntry locked) {
        return changed(draft -> {
            draft.gate = verdict;
            draft.comparison = compared;
            draft.lockedSet = locked;
        });
    }

    /** Ended with a release, whatever its stage. */
    Run published(ReleaseEntry made, RunState how, String sentenceOfEnd, Instant now) {
        return changed(draft -> {
            draft.ends(how, sentenceOfEnd, now);
            draft.release = made;
        });
    }

    /** Ended with nothing learned. */
    Run notLearned(String why, List<String> remedies, Instant now) {
        return changed(draft -> {
            draft.ends(RunState.NOT_LEARNED, why, now);
            draft.suggestedRemedies = remedies;
        });
    }

    /** Ended without a release. */
    Run ended(RunState how, String why, Instant now) {
        return changed(draft -> {
            draft.ends(how, why, now);
            draft.release = null;
        });
    }

    /** The same run but for what {@code change} replaces. */
    private Run changed(Consumer<RunDraft> change) {
        RunDraft draft = new RunDraft(this);
        change.accept(draft);
        return draft.run();
    }
}
