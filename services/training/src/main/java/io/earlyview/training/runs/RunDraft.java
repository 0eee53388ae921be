package io.earlyview.training.runs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A {@link Run} while a part of it is replaced. */
final class RunDraft {
    private final String runId;
    private final String exam;
    private final Instant startedAt;
    private final StartedBy startedBy;
    private final PlanEntry plan;
    RunState state;
    String sentence;

    @Nullable
    Instant endedAt;

    @Nullable
    ResumptionEntry resumption;

    RunProgress progress;
    final List<EpochEntry> history;
    final List<FindingEntry> findings;
    List<String> suggestedRemedies;

    @Nullable
    DataSetEntry dataSet;

    @Nullable
    CrossValidationEntry crossValidation;

    @Nullable
    EvaluationEntry evaluation;

    @Nullable
    ComparisonEntry comparison;

    @Nullable
    ReleaseEntry release;

    @Nullable
    CriteriaEntry criteria;

    @Nullable
    LockedSetEntry lockedSet;

    @Nullable
    GateEntry gate;

    RunDraft(Run run) {
        runId = run.runId();
        exam = run.exam();
        startedAt = run.startedAt();
        startedBy = run.startedBy();
        resumption = run.resumption();
        plan = run.plan();
        state = run.state();
        sentence = run.sentence();
        endedAt = run.endedAt();
        progress = run.progress();
        history = new ArrayList<>(run.history());
        findings = new ArrayList<>(run.findings());
        suggestedRemedies = run.suggestedRemedies();
        dataSet = run.dataSet();
        crossValidation = run.crossValidation();
        evaluation = run.evaluation();
        comparison = run.comparison();
        release = run.release();
        criteria = run.criteria();
        lockedSet = run.lockedSet();
        gate = run.gate();
    }

    /** Goes on in this state. */
    void goesOn(RunState now, String saying) {
        state = now;
        sentence = saying;
        endedAt = null;
    }

    /** Ends in this state. */
    void ends(RunState how, String why, Instant at) {
        state = how;
        sentence = why;
        endedAt = at;
        progress = progress.done();
    }

    Run run() {
        return new Run(
                runId,
                exam,
                state,
                sentence,
                startedAt,
                endedAt,
                startedBy,
                resumption,
                plan,
                progress,
                history,
                findings,
                suggestedRemedies,
                dataSet,
                crossValidation,
                evaluation,
                comparison,
                release,
                criteria,
                lockedSet,
                gate);
    }
}
