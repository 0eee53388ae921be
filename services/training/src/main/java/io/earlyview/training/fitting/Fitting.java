package io.earlyview.training.fitting;

import io.earlyview.training.domain.EvaluationFigures;
import io.earlyview.training.domain.FittingOutcome;
import io.earlyview.training.domain.FittingPlan;
import io.earlyview.training.domain.FittingProgress;
import io.earlyview.training.domain.LabelledExample;
import io.earlyview.training.evaluation.Evaluation;
import io.earlyview.training.evaluation.OnnxScorer;
import io.earlyview.training.fitting.network.Weights;
import io.earlyview.training.fitting.onnx.OnnxExport;
import io.earlyview.training.fitting.onnx.OnnxExport.Calibration;
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
            recipe = Recipes.find(plan.recipe(), examples.getFirst().shape(), plan.viewAnglesDegrees());
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
        return Split.of(examples, plan.heldOutShare(), plan.seed()).second();
    }

    static FittingOutcome fit(
            List<LabelledExample> examples, FittingPlan plan, Recipe recipe, FittingProgress progress) {
        Split outer = Split.of(examples, plan.heldOutShare(), plan.seed());
        Split inner = Split.of(outer.first(), VALIDATION_SHARE, plan.seed() + 1);
        double positives =
                inner.first().stream().filter(LabelledExample::positive).count();
        double priorLogOdds = Math.log(positives / (inner.first().size() - positives));
        Weights start = Weights.drawn(recipe.network(), recipe.start(), priorLogOdds, plan.seed() + 2);
        TorchNetwork.StepSettings settings = new TorchNetwork.StepSettings(recipe.clipNorm(), recipe.weightDecay());
        try (TorchNetwork network = new TorchNetwork(recipe.network(), start, settings, plan.seed())) {
            FittingLoop loop = new FittingLoop(network, recipe, plan, inner, progress);
            Optional<FittingOutcome> stopped = loop.run();
            if (stopped.isPresent()) {
                return stopped.get();
            }
            return evaluated(network, recipe, outer, inner, loop.history());
        }
    }

    private static FittingOutcome evaluated(
            TorchNetwork network, Recipe recipe, Split outer, Split inner, FittingHistory history) {
        Calibration calibration = recipe.calibrated()
                ? PlattScaling.fit(Logits.of(network, inner.second()), Logits.labels(inner.second()))
                : Calibration.NONE;
        byte[] onnx = OnnxExport.write(recipe.network(), network.weights(), calibration);
        EvaluationFigures figures = heldOutFigures(network, onnx, calibration, outer.second());
        Optional<String> unfaithful = Evaluation.unfaithful(figures);
        if (unfaithful.isPresent()) {
            return new FittingOutcome.Failed(unfaithful.get());
        }
        Optional<String> notLearned = Evaluation.notLearned(figures);
        if (notLearned.isPresent()) {
            String why = notLearned.get()
                    + history.plateau().map(sentence -> " " + sentence).orElse("");
            return new FittingOutcome.NotLearned(why, figures);
        }
        boolean simulated = outer.first().stream().anyMatch(LabelledExample::simulated)
                || outer.second().stream().anyMatch(LabelledExample::simulated);
        return new FittingOutcome.Fitted(
                onnx, figures, outer.first().size(), outer.second().size(), simulated, selection(recipe, inner));
    }

    private static EvaluationFigures heldOutFigures(
            TorchNetwork network, byte[] onnx, Calibration calibration, List<LabelledExample> heldOut) {
        float[] logits = Logits.of(network, heldOut);
        double[] reference = new double[logits.length];
        double[] probabilities = new double[logits.length];
        try (OnnxScorer scorer = new OnnxScorer(onnx)) {
            for (int i = 0; i < logits.length; i++) {
                LabelledExample example = heldOut.get(i);
                reference[i] = calibration.probability(logits[i]);
                probabilities[i] = scorer.probability(example.tensor(), example.shape());
            }
        }
        return Evaluation.figures(probabilities, reference, Logits.labels(heldOut));
    }

    private static String selection(Recipe recipe, Split inner) {
        String weights = recipe.averaging() > 0
                ? "Running average of the weights at the last epoch"
                : "Weights of the last epoch";
        String calibration = recipe.calibrated() && inner.second().size() >= PlattScaling.EXAMPLES_MIN
                ? "calibrated on " + inner.second().size() + " inner validation examples"
                : "not calibrated";
        return weights + ", " + calibration + "; the held-out examples were looked at once, at the end.";
    }
}
