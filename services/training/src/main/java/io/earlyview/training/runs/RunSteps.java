package io.earlyview.training.runs;

import io.earlyview.exams.ExamDescriptor;
import io.earlyview.training.curation.DataSet;
import io.earlyview.training.curation.DataSetReader;
import io.earlyview.training.domain.AcceptanceCriteria;
import io.earlyview.training.domain.FittingOutcome;
import io.earlyview.training.domain.FittingOutcome.Cancelled;
import io.earlyview.training.domain.FittingOutcome.Failed;
import io.earlyview.training.domain.FittingOutcome.Fitted;
import io.earlyview.training.domain.FittingOutcome.NotLearned;
import io.earlyview.training.domain.FittingOutcome.Stopped;
import io.earlyview.training.domain.FittingPlan;
import io.earlyview.training.domain.LabelledExample;
import io.earlyview.training.domain.LockedTestSet;
import io.earlyview.training.fitting.Fitting;
import io.earlyview.training.fitting.Suggestions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The steps of one run, in order: read, lock, fit, judge, release. Each leaves its result on the board. */
@ApplicationScoped
public class RunSteps {
    private final Beginnings beginnings;
    private final DataSetReader dataSets;
    private final CheckpointFiles checkpoints;
    private final LockedSets lockedSets;
    private final ReleaseStep release;
    private final RunBoard board;
    private final RunMetrics metrics;
    private final TrainingConfig config;
    private final Clock clock;

    public RunSteps(
            Beginnings beginnings,
            DataSetReader dataSets,
            CheckpointFiles checkpoints,
            LockedSets lockedSets,
            ReleaseStep release,
            RunBoard board,
            RunMetrics metrics,
            TrainingConfig config,
            Clock clock) {
        this.beginnings = beginnings;
        this.dataSets = dataSets;
        this.checkpoints = checkpoints;
        this.lockedSets = lockedSets;
        this.release = release;
        this.board = board;
        this.metrics = metrics;
        this.config = config;
        this.clock = clock;
    }

    /** Takes a run that was accepted, or taken up again, to its end and gives it back as it ended. */
    Run conduct(Run accepted, ExamDescriptor exam, BooleanSupplier cancelled) {
        Beginning beginning = beginnings.of(accepted, exam, cancelled);
        DataSet dataSet = beginning.dataSet();
        DataSetEntry entry = DataSetEntry.of(dataSet);
        if (cancelled.getAsBoolean()) {
            return accepted.with(entry).ended(RunState.CANCELLED, "Cancelled before fitting began.", clock.instant());
        }
        int limit = exam.training().minimumExamples();
        if (entry.examples() < limit) {
            return accepted.with(entry).ended(RunState.REFUSED, entry.tooFew(exam.exam(), limit), clock.instant());
        }
        LockedTestSet lock = lockedSets.of(exam, dataSet.examples());
        List<LabelledExample> locked =
                dataSet.examples().stream().filter(lock::holds).toList();
        Run fitting = beginning.of(accepted.asked(
                CriteriaEntry.of(AcceptanceCriteria.of(exam), clock.instant()),
                LockedSetEntry.of(
                        lock,
                        exam,
                        dataSet.examples(),
                        lockedSets.reads(exam.exam()).size())));
        // On disk before fitting begins: nobody can change afterwards what is asked of the network.
        board.store(fitting);
        RunWatch watch = new RunWatch(
                fitting,
                board,
                metrics,
                cancelled,
                config.eventInterval(),
                clock,
                () -> lockedSets.read(
                        exam.exam(), "run " + fitting.runId(), "evaluation of the fitted network", locked.size()));
        FittingPlan plan = accepted.plan().of(exam).holdingOut(lock);
        FittingOutcome outcome = Fitting.fit(
                dataSet.examples(),
                dataSets.further(dataSet),
                plan,
                watch,
                new RunCheckpoints(checkpoints, beginnings.owner(fitting, dataSet), beginning.from()));
        return switch (outcome) {
            case Fitted fitted ->
                release.take(watch.run().with(EvaluationEntry.of(fitted.figures())), exam, dataSet, locked, fitted);
            case NotLearned none ->
                watch.run()
                        .with(EvaluationEntry.of(none.figures()))
                        .notLearned(none.sentence(), suggested(plan, dataSet, none), clock.instant());
            case Stopped stopped ->
                watch.run().notLearned(stopped.sentence(), suggested(plan, dataSet, stopped), clock.instant());
            case Failed failed -> watch.run().ended(RunState.FAILED, failed.sentence(), clock.instant());
            case Cancelled cancel ->
                watch.run()
                        .ended(
                                RunState.CANCELLED,
                                "Cancelled after " + cancel.epochsDone() + " whole epochs.",
                                clock.instant());
        };
    }

    private static List<String> suggested(FittingPlan plan, DataSet dataSet, FittingOutcome outcome) {
        return Suggestions.of(plan, dataSet.examples().getFirst().shape(), outcome.findings());
    }
}
