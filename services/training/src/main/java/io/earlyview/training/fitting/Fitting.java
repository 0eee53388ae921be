package io.earlyview.training.fitting;

import io.earlyview.training.checks.observation.Outcome;
import io.earlyview.training.domain.EvaluationFigures;
import io.earlyview.training.domain.Figure;
import io.earlyview.training.domain.FittingOutcome;
import io.earlyview.training.domain.FittingPlan;
import io.earlyview.training.domain.FittingProgress;
import io.earlyview.training.domain.FurtherViewSource;
import io.earlyview.training.domain.LabelledExample;
import io.earlyview.training.domain.NamedFinding;
import io.earlyview.training.evaluation.Acceptance;
import io.earlyview.training.evaluation.Evaluation;
import io.earlyview.training.fitting.network.Weights;
import io.earlyview.training.fitting.onnx.OnnxExport;
import io.earlyview.training.fitting.onnx.OnnxWeights;
import io.earlyview.training.fitting.recipe.Recipe;
import io.earlyview.training.fitting.recipe.Recipes;
import io.earlyview.training.fitting.recipe.Remedied;
import io.earlyview.training.fitting.recipe.Remedies;
import io.earlyview.training.fitting.torch.StepSettings;
import io.earlyview.training.fitting.torch.TorchNetwork;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Fits a network to labelled examples and says what came of it.
 *
 * <p>Three parts, no patient in two of them: held out (the plan's share; looked at once, at the end, through ONNX
 * Runtime), inner validation (a sixth of the rest: watched each epoch, and the calibration comes from it), and the
 * examples that move the weights. The weights of the last epoch are kept, never those of the best: picking an epoch
 * would make its figures flatter. The checks see everything on the way and may end the run.
 */
public final class Fitting {
    private Fitting() {}

    /** Fits as planned, on the calling thread; a second call in the process waits for the first. */
    public static FittingOutcome fit(List<LabelledExample> examples, FittingPlan plan, FittingProgress progress) {
        return fit(examples, FurtherViewSource.none(), plan, progress, Checkpoints.none());
    }

    /**
     * The same from the last checkpoint on, leaving one at each epoch's end.
     *
     * @param further read for the calibration and the stopping policy of a network on a set of views
     */
    public static FittingOutcome fit(
            List<LabelledExample> examples,
            FurtherViewSource further,
            FittingPlan plan,
            FittingProgress progress,
            Checkpoints checkpoints) {
        Optional<String> unusable = ExampleChecks.refusal(examples, plan)
                .or(() -> ExampleChecks.refusal(Prepared.outer(examples, plan), plan));
        if (unusable.isPresent()) {
            return new FittingOutcome.Failed(unusable.get());
        }
        Optional<Recipe> recipe;
        try {
            recipe = Recipes.find(plan.recipe(), examples.getFirst().shape(), plan.exam());
        } catch (IllegalArgumentException e) {
            return new FittingOutcome.Failed(
                    "The recipe '" + plan.recipe() + "' cannot take these frames: " + e.getMessage() + ".");
        }
        if (recipe.isEmpty()) {
            return new FittingOutcome.Failed(
                    "There is no recipe '" + plan.recipe() + "'; there are " + Recipes.names() + ".");
        }
        return switch (Remedies.on(recipe.get(), plan.remedies(), plan.exam())) {
            case Remedied.Refused(var sentence) -> new FittingOutcome.Failed(sentence);
            case Remedied.Changed(var changed, double rateFactor) ->
                OnnxExport.refusal(changed.network())
                        .<FittingOutcome>map(FittingOutcome.Failed::new)
                        .orElseGet(() -> fit(
                                examples,
                                further,
                                plan.withLearningRate(plan.learningRate() * rateFactor),
                                changed,
                                taught(changed),
                                progress,
                                checkpoints));
        };
    }

    /** How many threads fit. With another number the same plan on the same examples gives other bytes. */
    public static int threads() {
        return TorchNetwork.threads();
    }

    /** The examples that {@link #fit} holds out under this plan, for figures of another network on the same ones. */
    public static List<LabelledExample> heldOut(List<LabelledExample> examples, FittingPlan plan) {
        return Prepared.outer(examples, plan).second();
    }

    /** The examples that {@link #fit} watches each epoch and calibrates on. */
    public static List<LabelledExample> validation(List<LabelledExample> examples, FittingPlan plan) {
        return Split.of(
                        Prepared.outer(examples, plan).first(),
                        plan.exam().target(),
                        Prepared.VALIDATION_SHARE,
                        plan.seed() + 1)
                .second();
    }

    static FittingOutcome fit(
            List<LabelledExample> examples, FittingPlan plan, Recipe recipe, FittingProgress progress) {
        return fit(examples, plan, recipe, progress, Checkpoints.none());
    }

    static FittingOutcome fit(
            List<LabelledExample> examples,
            FittingPlan plan,
            Recipe recipe,
            FittingProgress progress,
            Checkpoints checkpoints) {
        return fit(examples, FurtherViewSource.none(), plan, recipe, taught(recipe), progress, checkpoints);
    }

    /**
     * Fits a recipe of the caller's own.
     *
     * @param taught values taken instead of drawn ones where name and size are the same, whatever the recipe says
     */
    public static FittingOutcome fit(
            List<LabelledExample> examples, FittingPlan plan, Recipe recipe, Weights taught, FittingProgress progress) {
        return fit(examples, FurtherViewSource.none(), plan, recipe, taught, progress, Checkpoints.none());
    }

    static FittingOutcome fit(
            List<LabelledExample> examples,
            FurtherViewSource further,
            FittingPlan plan,
            Recipe recipe,
            Weights taught,
            FittingProgress progress,
            Checkpoints checkpoints) {
        Optional<Checkpoint> from = checkpoints.last();
        // Locked patients are in no fold: they would be trained on.
        List<LabelledExample> inFolds =
                plan.locked().isPresent() ? Prepared.outer(examples, plan).first() : examples;
        // A run that goes on from a checkpoint has its folds behind it.
        if (plan.folds() > 0 && from.isEmpty() && !CrossValidation.run(inFolds, plan, recipe, progress)) {
            return new FittingOutcome.Cancelled(0, List.of());
        }
        Prepared run = Prepared.of(examples, plan, recipe);
        FittingChecks checks = new FittingChecks(run, progress);
        try (TorchNetwork network = drawn(run, taught)) {
            Optional<FittingOutcome> stopped =
                    new FittingLoop(run, network, checks, progress, Checkpoints.goingOn(from, checkpoints)).run();
            return stopped.orElseGet(() -> evaluated(run, network, further, checks, progress));
        }
    }

    /** A run's network before its first step. */
    static TorchNetwork drawn(Prepared run) {
        return drawn(run, taught(run.recipe()));
    }

    private static Weights taught(Recipe recipe) {
        return recipe.taught().isEmpty() ? new Weights(Map.of()) : OnnxWeights.ofResource(recipe.taught());
    }

    private static TorchNetwork drawn(Prepared run, Weights taught) {
        Recipe recipe = run.recipe();
        float[] prior = run.targets().prior(run.train(), run.target());
        Weights start = Weights.drawn(
                        recipe.network(), recipe.start(), prior, run.plan().seed() + 2)
                .taking(taught);
        StepSettings settings =
                new StepSettings(recipe.descent().clipNorm(), recipe.descent().weightDecay(), run.classWeights());
        return new TorchNetwork(recipe.network(), start, settings, run.plan().seed());
    }

    private static FittingOutcome evaluated(
            Prepared run,
            TorchNetwork network,
            FurtherViewSource further,
            FittingChecks checks,
            FittingProgress progress) {
        List<LabelledExample> heldOut = run.heldOut();
        progress.onHeldOutRead();
        Exported exported;
        try {
            exported = Exported.of(run, network, further, progress);
        } catch (CancellationException e) { // between two cases whose views are encoded
            return new FittingOutcome.Cancelled(run.plan().epochs(), checks.findings());
        }
        EvaluationFigures plain = exported.figures(run);
        Optional<String> unfaithful = Evaluation.unfaithful(plain);
        if (unfaithful.isPresent()) {
            return new FittingOutcome.Failed(unfaithful.get(), checks.findings());
        }
        progress.onHeldOut(PredictedCases.of(heldOut, exported.predictions()));
        FinalLook look = FinalLook.of(run, network, exported.outputs(), exported.predictions());
        Outcome outcome = look.outcome();
        checks.pass(outcome);
        look.separation().ifPresent(checks::pass);
        EvaluationFigures figures =
                plain.with(new Figure("permutation_p", outcome.permutation().p(), Double.NaN, Double.NaN));
        String named = checks.findings().stream()
                .filter(finding -> finding.grade() != NamedFinding.Grade.NOTE)
                .map(finding -> " " + finding.sentence())
                .collect(Collectors.joining());
        Optional<String> refused = Acceptance.refusal(
                        run.plan().exam().training().acceptance(), figures)
                .or(() -> Acceptance.unproven(look.evidence(), look.examples()))
                .map(sentence -> sentence + named)
                .or(() -> checks.error().map(NamedFinding::sentence));
        if (refused.isPresent()) {
            return new FittingOutcome.NotLearned(refused.get(), figures, checks.findings());
        }
        List<LabelledExample> fittedTo = run.outer().first();
        boolean simulated = Stream.concat(fittedTo.stream(), heldOut.stream()).anyMatch(LabelledExample::simulated);
        return new FittingOutcome.Fitted(
                exported.onnx(),
                figures,
                fittedTo.size(),
                heldOut.size(),
                simulated,
                selection(run) + proof(look),
                exported.calibrator(),
                exported.stopping(),
                checks.findings());
    }

    private static String proof(FinalLook look) {
        return String.format(
                Locale.ROOT,
                " Labels shuffled %d times among the %d examples that moved no weight did as well with p = %.2g.",
                look.evidence().shuffles(),
                look.examples(),
                look.evidence().p());
    }

    private static String selection(Prepared run) {
        String weights = run.recipe().descent().averaging() > 0
                ? "Running average of the weights at the last epoch"
                : "Weights of the last epoch";
        String calibration = CalibrationFit.basis(run);
        return weights + "; calibration " + calibration + "; the held-out examples were looked at once, at the end.";
    }
}
