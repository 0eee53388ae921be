package io.earlyview.bench.reproduce;

import io.earlyview.training.domain.BatchTick;
import io.earlyview.training.domain.EpochFigures;
import io.earlyview.training.domain.FittingProgress;
import io.earlyview.training.domain.NamedFinding;
import java.util.ArrayList;
import java.util.List;

/** Watches one fold: writes down how it learns, tells whoever waits, and cuts a way off that is to go no further. */
final class Telling implements FittingProgress {
    private final Way way;
    private final int fold;
    private final Narration narration;
    private final List<EpochFigures> epochs = new ArrayList<>();
    private final List<Double> losses = new ArrayList<>();

    Telling(Way way, int fold, Narration narration) {
        this.way = way;
        this.fold = fold;
        this.narration = narration;
    }

    Trial.Course course() {
        return new Trial.Course(epochs, losses);
    }

    @Override
    public void onEpoch(EpochFigures figures) {
        epochs.add(figures);
    }

    @Override
    public void onBatch(BatchTick tick) {
        losses.add(tick.loss());
        long planned = Math.min(way.stepsMost(), (long) tick.epochs() * tick.batches());
        narration.at((fold + (double) losses.size() / planned) / way.folds(), tick.loss());
    }

    @Override
    public void onFinding(NamedFinding finding) {
        if (finding.grade() == NamedFinding.Grade.ERROR) {
            narration.say("named by " + finding.rule() + " after " + losses.size() + " steps"
                    + (way.checks() == Way.Checks.WATCH ? "; left to go on" : ""));
        }
    }

    @Override
    public boolean cancelled() {
        return losses.size() >= way.stepsMost();
    }
}
