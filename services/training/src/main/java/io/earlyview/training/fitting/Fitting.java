package io.earlyview.training.fitting;

import io.earlyview.exams.Target;
import io.earlyview.training.domain.EvaluationFigures;
import io.earlyview.training.domain.FittingOutcome;
import io.earlyview.training.domain.FittingPlan;
import io.earlyview.training.domain.FittingProgress;
import io.earlyview.training.domain.LabelledExample;
import io.earlyview.training.evaluation.Acceptance;
import io.earlyview.training.evaluation.Evaluation;
import io.earlyview.training.evaluation.OnnxScorer;
import io.earlyview.training.fitting.network.Head;
import io.earlyview.training.fitting.network.Head.Calibration;
import io.earlyview.training.fitting.network.Weights;
import io.earlyview.training.fitting.onnx.OnnxExport;
import io.earlyview.training.fitting.recipe.Recipe;
import io.earlyview.training.fitting.recipe.Recipes;
import io.earlyview.training.fitting.torch.TorchNetwork;
import java.util.List;
import java.util.Optional;

/**
 * Fits a network to labelled examples and says what came of it.
 *
 * <p>Three parts, no patient in two of them: held out (the plan's share; looked at once, at the end, through ONNX
 * Runtime), inner validation (a sixth of the rest: watched each epoch, and the calibration comes from it), and the
 * examples that move the weights. The weights of the last epoch are kept, never those of the best: picking an epoch
 * would make its figures flatter.
 */
public final class Fitting {
    private static final double VALIDATION_SHARE = 1.0 / 6;

    private Fitting() {}

    /** Fits as planned, on the calling thread; a second call in the process waits for the first. */
    public static FittingOutcome fit(List<LabelledExample> examples, FittingPlan plan, FittingProgress progress) {
        Optional<String> unusable = ExampleChecks.refusal(examples, plan);
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
        return fit(examples, plan, recipe.get(), progress);
    }

    /** The examples that {@link #fit} holds out under this plan, for figures of another network on the same ones. */
    public static List<LabelledExample> heldOut(List<LabelledExample> examples, FittingPlan plan) {
        return outer(examples, plan).second();
    }

    static FittingOutcome fit(
            List<LabelledExample> examples, FittingPlan plan, Recipe recipe, FittingProgress progress) {
        Target target = plan.exam().target();
        Split outer = outer(examples, plan);
        Split inner = Split.of(outer.first(), target, VALIDATION_SHARE, plan.seed() + 1);
        Head head = recipe.network().head();
        Targets targets = Targets.of(head, inner.first());
        float[] prior = targets.prior(inner.first(), target);
        Weights start = Weights.drawn(recipe.network(), recipe.start(), prior, plan.seed() + 2);
        float[] classWeights = recipe.classesWeighted()
                ? Classes.weights(inner.first(), target.classes().size())
                : new float[0];
        TorchNetwork.StepSettings settings =
                new TorchNetwork.StepSettings(recipe.clipNorm(), recipe.weightDecay(), classWeights);
        try (TorchNetwork network = new TorchNetwork(recipe.network(), start, settings, plan.seed())) {
            FittingLoop loop = new FittingLoop(network, recipe, plan, targets, inner, progress);
            Optional<FittingOutcome> stopped = loop.run();
            if (stopped.isPresent()) {
                return stopped.get();
            }
            return evaluated(network, recipe, plan, targets, outer, inner, loop.history());
        }
    }

    private static Split outer(List<LabelledExample> examples, FittingPlan plan) {
        return Split.of(examples, plan.exam().target(), plan.heldOutShare(), plan.seed());
    }

    private static FittingOutcome evaluated(
            TorchNetwork network,
            Recipe recipe,
            FittingPlan plan,
            Targets targets,
            Split outer,
            Split inner,
            FittingHistory history) {
        Calibration calibration = recipe.calibrated()
                ? CalibrationFit.fit(targets, Outputs.of(network, inner.second()), inner.second())
                : targets.line();
        byte[] onnx = OnnxExport.write(recipe.network(), network.weights(), calibration);
        double[][] reference =
                decoded(targets.head(), Outputs.of(network, outer.second()), calibration, outer.second());
        EvaluationFigures figures =
                Evaluation.figures(plan.exam().target(), outer.second(), scored(onnx, outer.second()), reference);
        Optional<String> unfaithful = Evaluation.unfaithful(figures);
        if (unfaithful.isPresent()) {
            return new FittingOutcome.Failed(unfaithful.get());
        }
        Optional<String> refused = Acceptance.refusal(plan.exam().training().acceptance(), figures);
        if (refused.isPresent()) {
            String why = refused.get()
                    + history.plateau().map(sentence -> " " + sentence).orElse("");
            return new FittingOutcome.NotLearned(why, figures);
        }
        boolean simulated = outer.first().stream().anyMatch(LabelledExample::simulated)
                || outer.second().stream().anyMatch(LabelledExample::simulated);
        return new FittingOutcome.Fitted(
                onnx, figures, outer.first().size(), outer.second().size(), simulated, selection(recipe, inner));
    }

    private static double[][] decoded(
            Head head, double[][] outputs, Calibration calibration, List<LabelledExample> examples) {
        double[][] predictions = new double[outputs.length][];
        for (int i = 0; i < outputs.length; i++) {
            predictions[i] =
                    head.decode(outputs[i], calibration, examples.get(i).voxelMillilitres());
        }
        return predictions;
    }

    private static double[][] scored(byte[] onnx, List<LabelledExample> examples) {
        try (OnnxScorer scorer = new OnnxScorer(onnx)) {
            return examples.stream().map(scorer::predict).toArray(double[][]::new);
        }
    }

    private static String selection(Recipe recipe, Split inner) {
        String weights = recipe.averaging() > 0
                ? "Running average of the weights at the last epoch"
                : "Weights of the last epoch";
        String calibration = recipe.calibrated() && inner.second().size() >= CalibrationFit.EXAMPLES_MIN
                ? "calibrated on " + inner.second().size() + " inner validation examples"
                : "not calibrated";
        return weights + ", " + calibration + "; the held-out examples were looked at once, at the end.";
    }
}
