package io.earlyview.training.fitting;

import io.earlyview.exams.Target;
import io.earlyview.training.domain.BatchTick;
import io.earlyview.training.domain.EpochFigures;
import io.earlyview.training.domain.EvaluationFigures;
import io.earlyview.training.domain.FittingOutcome;
import io.earlyview.training.domain.FittingPlan;
import io.earlyview.training.domain.FittingProgress;
import io.earlyview.training.domain.FoldsOutcome;
import io.earlyview.training.domain.LabelledExample;
import io.earlyview.training.evaluation.Evaluation;
import io.earlyview.training.evaluation.GroupedFolds;
import io.earlyview.training.fitting.recipe.Recipe;
import io.earlyview.training.fitting.torch.TorchNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Fits the plan once for each fold, without it, and scores it: what the whole procedure is worth on patients it has not
 * seen, with every example told on. Whatever is chosen (first weights' prior, the target's scale, calibration) is chosen
 * inside the fold's rest, from its own inner validation examples. No choice is made from what comes out.
 */
final class CrossValidation {
    private static final int STRATA_OF_A_QUANTITY = 4;

    private CrossValidation() {}

    /** Runs all folds of what is not held out and tells what came of them; false where somebody cancelled. */
    static boolean run(List<LabelledExample> all, FittingPlan plan, Recipe recipe, FittingProgress progress) {
        // The held-out examples stay unseen: they may be locked for ever, and no fold's network may learn from them.
        List<LabelledExample> examples = Prepared.outer(all, plan).first();
        int[] foldOf = folds(examples, plan);
        Target target = plan.exam().target();
        double[][] predictions = new double[examples.size()][];
        double[][] reference = new double[examples.size()][];
        List<Double> leading = new ArrayList<>();
        for (int fold = 0; fold < plan.folds(); fold++) {
            progress.onFold(fold + 1, plan.folds());
            Prepared run = Prepared.of(split(examples, foldOf, fold), plan, recipe);
            FittingChecks checks = new FittingChecks(run, FittingProgress.silent());
            try (TorchNetwork network = Fitting.drawn(run)) {
                Optional<FittingOutcome> stopped =
                        new FittingLoop(run, network, checks, quiet(progress), Checkpoints.none()).run();
                if (stopped.isPresent()) {
                    return broken(stopped.get(), fold + 1, plan, progress);
                }
                Exported exported = Exported.of(run, network);
                leading.add(Evaluation.leading(target, run.heldOut(), exported.predictions()));
                for (int i = 0, next = 0; i < foldOf.length; i++) {
                    if (foldOf[i] == fold) {
                        predictions[i] = exported.predictions()[next];
                        reference[i] = exported.reference()[next++];
                    }
                }
            }
        }
        EvaluationFigures figures = Evaluation.figures(target, examples, predictions, reference);
        progress.onFolds(
                new FoldsOutcome.OutOfFold(plan.folds(), figures, leading, PredictedCases.of(examples, predictions)));
        return true;
    }

    private static boolean broken(FittingOutcome why, int fold, FittingPlan plan, FittingProgress progress) {
        return switch (why) {
            case FittingOutcome.Cancelled _ -> false;
            case FittingOutcome.Stopped stopped -> told(stopped.sentence(), fold, plan, progress);
            case FittingOutcome.Failed failed -> told(failed.sentence(), fold, plan, progress);
            case FittingOutcome.Fitted _, FittingOutcome.NotLearned _ ->
                throw new IllegalStateException("a fitting loop judges no network");
        };
    }

    private static boolean told(String sentence, int fold, FittingPlan plan, FittingProgress progress) {
        progress.onFolds(new FoldsOutcome.Broken(plan.folds(), fold, sentence));
        return true;
    }

    /** The fold of each example, from 0: patients kept together, classes or quarters of a quantity spread evenly. */
    static int[] folds(List<LabelledExample> examples, FittingPlan plan) {
        String[] patients = examples.stream().map(LabelledExample::splitKey).toArray(String[]::new);
        int[] strata = plan.exam().target().classes().isEmpty()
                ? GroupedFolds.quantileStrata(
                        examples.stream().mapToDouble(LabelledExample::label).toArray(), STRATA_OF_A_QUANTITY)
                : examples.stream().mapToInt(LabelledExample::classIndex).toArray();
        return GroupedFolds.of(patients, strata, plan.folds(), plan.seed() + 6);
    }

    private static Split split(List<LabelledExample> examples, int[] foldOf, int fold) {
        List<LabelledExample> rest = new ArrayList<>();
        List<LabelledExample> held = new ArrayList<>();
        for (int i = 0; i < foldOf.length; i++) {
            (foldOf[i] == fold ? held : rest).add(examples.get(i));
        }
        return new Split(rest, held);
    }

    /** Steps are shown and may be cancelled; epochs and findings are those of the fit that counts. */
    private static FittingProgress quiet(FittingProgress progress) {
        return new FittingProgress() {
            @Override
            public void onEpoch(EpochFigures figures) {}

            @Override
            public void onBatch(BatchTick tick) {
                progress.onBatch(tick);
            }

            @Override
            public boolean cancelled() {
                return progress.cancelled();
            }
        };
    }
}
