package io.earlyview.bench.reproduce;

import io.earlyview.training.domain.EpochFigures;
import io.earlyview.training.domain.FittingOutcome;
import io.earlyview.training.domain.FittingPlan;
import io.earlyview.training.domain.FittingProgress;
import io.earlyview.training.domain.LabelledExample;
import io.earlyview.training.fitting.Fitting;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One way, run on a study's cases, and what came of it. */
record Trial(Way way, FittingOutcome outcome, List<EpochFigures> epochs, double seconds) {
    Trial {
        epochs = List.copyOf(epochs);
    }

    static Trial of(Study study, Way way, long seed, PrintStream progress) {
        FittingPlan plan = new FittingPlan(
                study.exam(),
                way.recipe(),
                way.epochs(),
                way.batchSize(),
                way.learningRate(),
                study.heldOutShare(),
                seed);
        List<LabelledExample> examples =
                study.cases().stream().map(StudyCase::example).toList();
        List<EpochFigures> epochs = new ArrayList<>();
        long begun = System.nanoTime();
        FittingOutcome outcome = Fitting.fit(examples, plan, new FittingProgress() {
            @Override
            public void onEpoch(EpochFigures figures) {
                epochs.add(figures);
                progress.printf(
                        Locale.ROOT,
                        "  %s: epoch %d of %d, loss %.4f, validation %.4f, figure %.3f, %.0f s%n",
                        way.name(),
                        figures.epoch(),
                        figures.epochs(),
                        figures.trainLoss(),
                        figures.validationLoss(),
                        figures.validationFigure(),
                        figures.elapsedMillis() / 1000.0);
            }

            @Override
            public boolean cancelled() {
                return false;
            }
        });
        return new Trial(way, outcome, epochs, (System.nanoTime() - begun) / 1e9);
    }
}
