package io.earlyview.training.runs;

import io.earlyview.training.domain.BatchTick;
import io.earlyview.training.domain.EpochFigures;
import io.earlyview.training.domain.FittingProgress;
import io.earlyview.training.domain.FoldsOutcome;
import io.earlyview.training.domain.NamedFinding;
import io.earlyview.training.domain.PredictedCase;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/** Carries what fitting says onto the board. Used on the thread that fits. {@code heldOutReads} writes down a look at the locked
 * examples and says how many there were. */
final class RunWatch implements FittingProgress {
    private final RunBoard board;
    private final RunMetrics metrics;
    private final BooleanSupplier cancelled;
    private final Clock clock;
    private final IntSupplier heldOutReads;
    private final long eventIntervalNanos;
    private long fittingSince = System.nanoTime();
    private long lastShown = fittingSince;
    private final double shareBefore;
    private Run run;

    RunWatch(
            Run run,
            RunBoard board,
            RunMetrics metrics,
            BooleanSupplier cancelled,
            Duration eventInterval,
            Clock clock,
            IntSupplier heldOutReads) {
        this.heldOutReads = heldOutReads;
        this.clock = clock;
        this.run = run;
        this.shareBefore = run.progress().share();
        this.board = board;
        this.metrics = metrics;
        this.cancelled = cancelled;
        this.eventIntervalNanos = eventInterval.toNanos();
    }

    /** The run with all progress so far. */
    Run run() {
        return run;
    }

    @Override
    public void onEpoch(EpochFigures figures) {
        run = run.with(EpochEntry.of(figures)).with(run.progress().elapsed(elapsedSeconds()));
        board.store(run);
    }

    @Override
    public void onFold(int fold, int folds) {
        run = run.saying("Fold " + fold + " of " + folds + " is being fitted, to see what the plan is worth.");
        board.store(run);
    }

    @Override
    public void onFolds(FoldsOutcome outcome) {
        run = run.with(CrossValidationEntry.of(outcome)).saying("The network is being fitted.");
        board.store(run);
        if (outcome instanceof FoldsOutcome.OutOfFold all) {
            board.keepOutOfFold(run.runId(), all.cases());
        }
        // What the folds took says nothing of what is still to do.
        fittingSince = System.nanoTime();
    }

    @Override
    public void onHeldOut(List<PredictedCase> cases) {
        board.keepHeldOut(run.runId(), cases);
    }

    @Override
    public void onFinding(NamedFinding finding) {
        run = run.with(FindingEntry.of(finding));
        metrics.named(finding);
        board.store(run);
    }

    @Override
    public void onHeldOutRead() {
        int reads = heldOutReads.getAsInt();
        LockedSetEntry locked = run.lockedSet();
        if (locked != null) {
            run = run.with(locked.read(reads));
            board.store(run);
        }
    }

    @Override
    public void onFurtherViews(int cases, int all) {
        run = run.saying("Each number of frames is being calibrated: " + cases + " of " + all + " cases are encoded.");
        long now = System.nanoTime();
        if (now - lastShown >= eventIntervalNanos) {
            lastShown = now;
            board.show(run);
        }
    }

    @Override
    public void onBatch(BatchTick tick) {
        long now = System.nanoTime();
        run = run.with(RunProgress.at(tick, elapsedSeconds(), (now - fittingSince) / 1e9, shareBefore));
        if (now - lastShown >= eventIntervalNanos) {
            lastShown = now;
            board.show(run);
        }
    }

    private double elapsedSeconds() {
        return Duration.between(run.startedAt(), clock.instant()).toMillis() / 1000.0;
    }

    @Override
    public boolean cancelled() {
        return cancelled.getAsBoolean();
    }
}
