package io.earlyview.training.fitting;

import io.earlyview.training.domain.BatchTick;
import io.earlyview.training.domain.EpochFigures;
import io.earlyview.training.domain.EvaluationFigures;
import io.earlyview.training.domain.FittingOutcome;
import io.earlyview.training.domain.FittingPlan;
import io.earlyview.training.domain.FittingProgress;
import io.earlyview.training.domain.LabelledExample;
import io.earlyview.training.domain.NamedFinding;
import io.earlyview.training.domain.OnnxNetwork;
import io.earlyview.training.fitting.recipe.Recipe;
import io.earlyview.training.fitting.recipe.Recipes;
import io.earlyview.training.fitting.torch.TorchNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Fitting on parts that the caller chose, for studies: nothing that comes of it may be released. The checks watch as they
 * always do; where the caller wants to see how a run that they name would have ended, they do not stop it.
 */
public final class Experiment {
    private Experiment() {}

    /**
     * What came of it.
     *
     * @param stopped where the checks stopped it; then there is no network and all that follows is empty
     * @param predictions of the held-out examples through ONNX Runtime
     * @param predictionsOfEpochs of the held-out examples after each epoch, not calibrated
     * @param onnx the graph
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Result(
            Optional<FittingOutcome> stopped,
            double[][] predictions,
            List<double[][]> predictionsOfEpochs,
            OnnxNetwork onnx,
            Optional<EvaluationFigures> figures,
            List<Named> findings,
            long stepsPlanned) {
        public Result {
            predictionsOfEpochs = List.copyOf(predictionsOfEpochs);
            findings = List.copyOf(findings);
        }

        /** The first finding that stops a run. */
        public Optional<Named> firstError() {
            return findings.stream()
                    .filter(named -> named.finding().grade() == NamedFinding.Grade.ERROR)
                    .findFirst();
        }
    }

    /** A finding, and how many steps had been taken when it was made. */
    public record Named(NamedFinding finding, long step) {}

    /**
     * Fits {@code train} as planned and looks at {@code heldOut}; no patient may be in both. A run that {@code progress}
     * cancels is judged as it then stands.
     *
     * @param stopping whether a check's error ends it
     * @throws IllegalArgumentException where the plan's recipe is not known or cannot take these examples
     */
    public static Result run(
            List<LabelledExample> train,
            List<LabelledExample> heldOut,
            FittingPlan plan,
            boolean stopping,
            FittingProgress progress) {
        Recipe recipe = Recipes.find(plan.recipe(), train.getFirst().shape(), plan.exam())
                .orElseThrow(() -> new IllegalArgumentException(
                        "There is no recipe '" + plan.recipe() + "'; there are " + Recipes.names() + "."));
        Prepared run = Prepared.of(new Split(train, heldOut), plan, recipe);
        try (TorchNetwork network = Fitting.drawn(run)) {
            Watch watch = new Watch(run, network, progress);
            FittingChecks checks = new FittingChecks(run, watch, stopping);
            Optional<FittingOutcome> ended = new FittingLoop(run, network, checks, watch, Checkpoints.none()).run();
            return ended.isPresent() && !(ended.get() instanceof FittingOutcome.Cancelled)
                    ? new Result(
                            ended,
                            new double[0][],
                            List.of(),
                            OnnxNetwork.of(new byte[0]),
                            Optional.empty(),
                            watch.findings,
                            run.steps())
                    : judged(run, network, checks, watch);
        }
    }

    private static Result judged(Prepared run, TorchNetwork network, FittingChecks checks, Watch watch) {
        Exported exported = Exported.of(run, network);
        FinalLook look = FinalLook.of(run, network, exported.outputs(), exported.predictions());
        checks.pass(look.outcome());
        look.separation().ifPresent(checks::pass);
        return new Result(
                Optional.empty(),
                exported.predictions(),
                watch.predictionsOfEpochs,
                exported.onnx(),
                Optional.of(exported.figures(run)),
                watch.findings,
                run.steps());
    }

    /** Writes down when something was named, and what the network says of the held-out examples after each epoch. */
    private static final class Watch implements FittingProgress {
        private final Prepared run;
        private final TorchNetwork network;
        private final FittingProgress progress;
        private final List<double[][]> predictionsOfEpochs = new ArrayList<>();
        private final List<Named> findings = new ArrayList<>();
        private long steps;

        Watch(Prepared run, TorchNetwork network, FittingProgress progress) {
            this.run = run;
            this.network = network;
            this.progress = progress;
        }

        @Override
        public void onEpoch(EpochFigures figures) {
            double[][] outputs = Outputs.of(network, run.heldOut());
            predictionsOfEpochs.add(Outputs.decoded(run, outputs, run.heldOut()));
            progress.onEpoch(figures);
        }

        @Override
        public void onBatch(BatchTick tick) {
            steps = (tick.epoch() - 1L) * tick.batches() + tick.batch();
            progress.onBatch(tick);
        }

        @Override
        public void onFinding(NamedFinding finding) {
            findings.add(new Named(finding, steps));
            progress.onFinding(finding);
        }

        @Override
        public boolean cancelled() {
            return progress.cancelled();
        }
    }
}
