package io.earlyview.training.fitting;

import io.earlyview.training.domain.BatchTick;
import io.earlyview.training.domain.EpochFigures;
import io.earlyview.training.domain.FittingOutcome;
import io.earlyview.training.domain.FittingPlan;
import io.earlyview.training.domain.FittingProgress;
import io.earlyview.training.domain.LabelledExample;
import io.earlyview.training.evaluation.RocArea;
import io.earlyview.training.fitting.onnx.OnnxExport.Calibration;
import io.earlyview.training.fitting.recipe.Recipe;
import io.earlyview.training.fitting.torch.TorchNetwork;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;

/** Passes over the examples, batch by batch, and watches the inner validation examples. */
final class FittingLoop {
    private final TorchNetwork network;
    private final Recipe recipe;
    private final FittingPlan plan;
    private final List<LabelledExample> train;
    private final List<LabelledExample> validation;
    private final FittingProgress progress;
    private final FittingHistory history;
    private final WeightAverage average;
    private final SplittableRandom variation;
    private final Random order;
    private final int batches;
    private final long startedNanos = System.nanoTime();

    FittingLoop(TorchNetwork network, Recipe recipe, FittingPlan plan, Split split, FittingProgress progress) {
        this.network = network;
        this.recipe = recipe;
        this.plan = plan;
        this.train = split.first();
        this.validation = split.second();
        this.progress = progress;
        this.history = new FittingHistory(
                (double) train.stream().filter(LabelledExample::positive).count() / train.size());
        this.average = new WeightAverage(recipe.averaging());
        this.variation = new SplittableRandom(plan.seed() + 3);
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
        float[] labels = new float[examples.size()];
        for (int i = 0; i < labels.length; i++) {
            LabelledExample example = examples.get(i);
            recipe.augmentation().vary(example.tensor(), example.shape(), frames, i * size, variation);
            labels[i] = example.positive() ? 1 : 0;
        }
        double done = ((epoch - 1.0) * batches + batch - 0.5) / ((double) plan.epochs() * batches);
        return network.step(
                frames, labels, plan.learningRate() * recipe.schedule().share(done));
    }

    /** Replaces the running statistics, gathered on varied examples while the weights moved, by those of the end. */
    private void settleStatistics() {
        for (int from = 0, batch = 0; from < train.size(); from += Logits.AT_ONCE, batch++) {
            List<LabelledExample> part = train.subList(from, Math.min(from + Logits.AT_ONCE, train.size()));
            if (part.size() > 1) {
                network.observe(Logits.stacked(part), part.size(), batch);
            }
        }
    }

    private EpochFigures figures(int epoch, double trainLoss) {
        float[] logits = Logits.of(network, validation);
        boolean[] labels = Logits.labels(validation);
        double[] probabilities = new double[logits.length];
        double loss = 0;
        for (int i = 0; i < logits.length; i++) {
            probabilities[i] = Calibration.NONE.probability(logits[i]);
            loss += Logits.loss(logits[i], labels[i]) / logits.length;
        }
        history.add(trainLoss, deviation(probabilities));
        double auroc = RocArea.of(probabilities, labels).area();
        long elapsedMillis = (System.nanoTime() - startedNanos) / 1_000_000;
        return new EpochFigures(epoch, plan.epochs(), trainLoss, loss, auroc, elapsedMillis);
    }

    private static double deviation(double[] values) {
        double mean = Arrays.stream(values).average().orElse(0);
        return Math.sqrt(Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElse(0));
    }

    private static FittingOutcome brokenOff(int epoch, int batch, TorchNetwork.Step step) {
        return new FittingOutcome.Failed(String.format(
                Locale.ROOT,
                "Fitting broke off in epoch %d, batch %d: the loss is %s and the gradient's norm %s, where only finite"
                        + " numbers may move the weights. Lower the learning rate or check the counts.",
                epoch,
                batch,
                step.loss(),
                step.gradientNorm()));
    }
}
