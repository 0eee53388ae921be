package io.earlyview.training.fitting;

import io.earlyview.training.domain.BatchTick;
import io.earlyview.training.domain.EpochFigures;
import io.earlyview.training.domain.FittingOutcome;
import io.earlyview.training.domain.FittingPlan;
import io.earlyview.training.domain.FittingProgress;
import io.earlyview.training.domain.LabelledExample;
import io.earlyview.training.evaluation.Evaluation;
import io.earlyview.training.fitting.recipe.Recipe;
import io.earlyview.training.fitting.recipe.Variation;
import io.earlyview.training.fitting.torch.TorchNetwork;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/** Passes over the examples, batch by batch, and watches the inner validation examples. */
final class FittingLoop {
    private final TorchNetwork network;
    private final Recipe recipe;
    private final FittingPlan plan;
    private final Targets targets;
    private final List<LabelledExample> train;
    private final List<LabelledExample> validation;
    private final FittingProgress progress;
    private final FittingHistory history;
    private final WeightAverage average;
    private final Variation variation;
    private final Random order;
    private final int batches;
    private final long startedNanos = System.nanoTime();

    FittingLoop(
            TorchNetwork network,
            Recipe recipe,
            FittingPlan plan,
            Targets targets,
            Split split,
            FittingProgress progress) {
        this.network = network;
        this.recipe = recipe;
        this.plan = plan;
        this.targets = targets;
        this.train = split.first();
        this.validation = split.second();
        this.progress = progress;
        this.history = new FittingHistory(plan.exam().target(), train);
        this.average = new WeightAverage(recipe.averaging());
        this.variation = new Variation(recipe.augmentation(), plan.seed() + 3);
        this.order = new Random(plan.seed() + 4);
        // Batches of nearly equal size: a rest of one example would have no variance to normalise with.
        this.batches = Math.max(1, Math.round((float) train.size() / plan.batchSize()));
    }

    FittingHistory history() {
        return history;
    }

    /** Runs all epochs; an outcome where it had to stop. */
    Optional<FittingOutcome> run() {
        for (int epoch = 1; epoch <= plan.epochs(); epoch++) {
            Optional<FittingOutcome> stopped = epoch(epoch);
            if (stopped.isPresent()) {
                return stopped;
            }
        }
        average.current().ifPresent(network::load);
        settleStatistics();
        return Optional.empty();
    }

    private Optional<FittingOutcome> epoch(int epoch) {
        List<LabelledExample> shuffled = new ArrayList<>(train);
        Collections.shuffle(shuffled, order);
        double lossSum = 0;
        for (int batch = 1; batch <= batches; batch++) {
            if (progress.cancelled()) {
                return Optional.of(new FittingOutcome.Cancelled(epoch - 1));
            }
            int from = (int) ((long) (batch - 1) * shuffled.size() / batches);
            int to = (int) ((long) batch * shuffled.size() / batches);
            TorchNetwork.Step step = step(shuffled.subList(from, to), epoch, batch);
            if (!step.taken()) {
                return Optional.of(brokenOff(epoch, batch, step));
            }
            lossSum += step.loss() * (to - from);
            average.add(network);
            progress.onBatch(new BatchTick(epoch, plan.epochs(), batch, batches, step.loss()));
        }
        progress.onEpoch(figures(epoch, lossSum / shuffled.size()));
        return Optional.empty();
    }

    private TorchNetwork.Step step(List<LabelledExample> examples, int epoch, int batch) {
        int size = examples.getFirst().tensor().length;
        float[] frames = new float[size * examples.size()];
        float[] wanted = new float[examples.size()];
        for (int i = 0; i < wanted.length; i++) {
            LabelledExample example = examples.get(i);
            double scale = variation.vary(example.tensor(), example.shape(), frames, i * size);
            wanted[i] = targets.of(example, scale);
        }
        double done = ((epoch - 1.0) * batches + batch - 0.5) / ((double) plan.epochs() * batches);
        return network.step(
                frames, wanted, plan.learningRate() * recipe.schedule().share(done));
    }

    /** Replaces the running statistics, gathered on varied examples while the weights moved, by those of the end. */
    private void settleStatistics() {
        int atOnce = Math.max(2, Outputs.atOnce(train));
        for (int from = 0, batch = 0; from < train.size(); from += atOnce, batch++) {
            List<LabelledExample> part = train.subList(from, Math.min(from + atOnce, train.size()));
            if (part.size() > 1) {
                network.observe(Outputs.stacked(part), part.size(), batch);
            }
        }
    }

    private EpochFigures figures(int epoch, double trainLoss) {
        double[][] outputs = Outputs.of(network, validation);
        double[][] predictions = new double[outputs.length][];
        double loss = 0;
        for (int i = 0; i < outputs.length; i++) {
            LabelledExample example = validation.get(i);
            predictions[i] = targets.head().decode(outputs[i], targets.line(), example.voxelMillilitres());
            loss += ExampleLoss.of(targets.head(), outputs[i], targets.of(example, 1)) / outputs.length;
        }
        history.add(trainLoss, predictions);
        double figure = Evaluation.leading(plan.exam().target(), validation, predictions);
        long elapsedMillis = (System.nanoTime() - startedNanos) / 1_000_000;
        return new EpochFigures(epoch, plan.epochs(), trainLoss, loss, figure, elapsedMillis);
    }

    private static FittingOutcome brokenOff(int epoch, int batch, TorchNetwork.Step step) {
        return new FittingOutcome.Failed(String.format(
                Locale.ROOT,
                "Fitting broke off in epoch %d, batch %d: the loss is %s and the gradient's norm %s, where only finite"
                        + " numbers may move the weights. Lower the learning rate or check the values.",
                epoch,
                batch,
                step.loss(),
                step.gradientNorm()));
    }
}
