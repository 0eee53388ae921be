package io.earlyview.training.fitting;

import io.earlyview.training.checks.observation.EpochEnd;
import io.earlyview.training.checks.observation.Step;
import io.earlyview.training.checks.observation.WeightUpdate;
import io.earlyview.training.domain.BatchTick;
import io.earlyview.training.domain.EpochFigures;
import io.earlyview.training.domain.FittingOutcome;
import io.earlyview.training.domain.FittingPlan;
import io.earlyview.training.domain.FittingProgress;
import io.earlyview.training.domain.LabelledExample;
import io.earlyview.training.evaluation.Evaluation;
import io.earlyview.training.fitting.recipe.Variation;
import io.earlyview.training.fitting.torch.TorchNetwork;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Passes over the examples, batch by batch; watches the inner validation examples and asks the checks before every step.
 * When one of them says stop, the step is not taken and the weights go back to the end of the last whole epoch.
 */
final class FittingLoop {
    /** From here on less than a hundredth of the running statistics is what they began with. */
    private static final int STEPS_TO_SETTLE = 50;
    /** Until then so many validation examples are passed a second time. */
    private static final int EXAMPLES_TO_SETTLE = 48;

    private static final long NANOS_IN_A_MILLI = 1_000_000;

    private final Prepared run;
    private final FittingPlan plan;
    private final TorchNetwork network;
    private final FittingChecks checks;
    private final FittingProgress progress;
    private final Checkpoints checkpoints;
    private final WeightAverage average;
    private final int batches;
    private final UpdateSampling updates;
    private final EarlyLooks early;
    private long startedNanos = System.nanoTime();
    private int epochsDone;
    private long stepsTaken;

    FittingLoop(
            Prepared run,
            TorchNetwork network,
            FittingChecks checks,
            FittingProgress progress,
            Checkpoints checkpoints) {
        this.run = run;
        this.plan = run.plan();
        this.network = network;
        this.checks = checks;
        this.progress = progress;
        this.checkpoints = checkpoints;
        this.average = new WeightAverage(run.recipe().descent().averaging());
        this.batches = run.batches();
        this.updates = new UpdateSampling(run.steps());
        this.early = new EarlyLooks(run);
    }

    /** Runs all epochs, or those behind the last checkpoint; an outcome where it had to stop. */
    Optional<FittingOutcome> run() {
        Optional<Checkpoint> last = checkpoints.last();
        last.ifPresent(this::goOnFrom);
        if (last.isEmpty() && !mayBegin()) {
            return Optional.of(stopped());
        }
        network.keep();
        for (int epoch = epochsDone + 1; epoch <= plan.epochs(); epoch++) {
            Optional<FittingOutcome> stopped = epoch(epoch);
            if (stopped.isPresent()) {
                return stopped;
            }
            epochsDone = epoch;
            network.keep();
            checkpoints.keep(checkpoint());
        }
        average.current().ifPresent(network::load);
        settleStatistics();
        return Optional.empty();
    }

    private Checkpoint checkpoint() {
        return new Checkpoint(
                epochsDone,
                elapsedMillis(),
                network.weights(),
                network.optimizer(),
                average.state(),
                checks.seen(),
                checks.findings());
    }

    private void goOnFrom(Checkpoint checkpoint) {
        epochsDone = checkpoint.epochsDone();
        stepsTaken = (long) epochsDone * batches;
        startedNanos = System.nanoTime() - checkpoint.elapsedMillis() * NANOS_IN_A_MILLI;
        network.load(checkpoint.weights());
        network.load(checkpoint.optimizer());
        average.load(checkpoint.average());
        checks.restore(checkpoint.observations(), checkpoint.findings());
    }

    private long elapsedMillis() {
        return (System.nanoTime() - startedNanos) / NANOS_IN_A_MILLI;
    }

    private boolean mayBegin() {
        DataProfiles.acquisition(run).ifPresent(checks::pass);
        return checks.pass(DataProfiles.of(run, network))
                && checks.pass(BeforeTheFirstStep.opening(run, network))
                && BeforeTheFirstStep.oneBatch(run, network).map(checks::pass).orElse(true);
    }

    private Optional<FittingOutcome> epoch(int epoch) {
        EpochSeeds seeds = EpochSeeds.of(plan.seed(), epoch);
        network.seedDraws(seeds.dropping());
        Variation variation = new Variation(run.recipe().augmentation(), seeds.variation());
        List<LabelledExample> shuffled = new ArrayList<>(run.train());
        Collections.shuffle(shuffled, new Random(seeds.order()));
        EpochLook look = new EpochLook(run, epoch);
        for (int batch = 1; batch <= batches; batch++) {
            if (progress.cancelled()) {
                return Optional.of(new FittingOutcome.Cancelled(epoch - 1, checks.findings()));
            }
            int from = (int) ((long) (batch - 1) * shuffled.size() / batches);
            int to = (int) ((long) batch * shuffled.size() / batches);
            TorchNetwork.Step step = weigh(look, variation, shuffled, from, to);
            long number = (epoch - 1L) * batches + batch;
            if (!checks.pass(observed(number, step))) {
                network.goBack();
                return Optional.of(stopped());
            }
            move(number);
            early.after(number, step.loss(), to - from, network).ifPresent(checks::pass);
            stepsTaken = number;
            average.add(network);
            progress.onBatch(new BatchTick(epoch, plan.epochs(), batch, batches, step.loss()));
        }
        return end(epoch, look);
    }

    private TorchNetwork.Step weigh(
            EpochLook look, Variation variation, List<LabelledExample> shuffled, int from, int to) {
        int size = shuffled.getFirst().tensor().length;
        float[] frames = new float[size * (to - from)];
        float[] wanted = new float[to - from];
        for (int i = 0; i < wanted.length; i++) {
            LabelledExample example = shuffled.get(from + i);
            double scale = variation.vary(example.tensor(), example.shape(), frames, i * size);
            wanted[i] = run.targets().of(example, scale);
        }
        return look.weigh(network, frames, wanted, shuffled.size() - from);
    }

    private static Step observed(long number, TorchNetwork.Step step) {
        return new Step(
                number,
                step.loss(),
                step.gradientNorm(),
                step.layers().stream()
                        .map(each -> new Step.Layer(each.layer(), each.value()))
                        .toList());
    }

    private void move(long number) {
        double rate = plan.learningRate() * run.recipe().descent().schedule().share((number - 0.5) / run.steps());
        if (!updates.at(number)) {
            network.move(rate);
            return;
        }
        checks.pass(new WeightUpdate(
                number,
                network.moveMeasured(rate).stream()
                        .map(each -> new WeightUpdate.Layer(each.layer(), each.value()))
                        .toList()));
    }

    private Optional<FittingOutcome> end(int epoch, EpochLook look) {
        double[][] outputs = Outputs.of(network, run.validation());
        progress.onEpoch(figures(epoch, look.trainLoss(), outputs));
        // The checks ask what was learned, not how far behind the running statistics of the first steps are.
        List<LabelledExample> few = run.someValidation(EXAMPLES_TO_SETTLE);
        EpochEnd end = stepsTaken < STEPS_TO_SETTLE
                ? look.end(Outputs.unsettled(network, few), few)
                : look.end(outputs, run.validation());
        if (checks.pass(end) && checks.pass(look.units())) {
            return Optional.empty();
        }
        network.goBack();
        return Optional.of(stopped());
    }

    private FittingOutcome stopped() {
        return new FittingOutcome.Stopped(stepsTaken, epochsDone, checks.error().orElseThrow(), checks.findings());
    }

    /** Replaces the running statistics, gathered on varied examples while the weights moved, by those of the end. */
    private void settleStatistics() {
        List<LabelledExample> train = run.train();
        int atOnce = Math.max(2, Outputs.atOnce(train));
        for (int from = 0, batch = 0; from < train.size(); from += atOnce, batch++) {
            List<LabelledExample> part = train.subList(from, Math.min(from + atOnce, train.size()));
            if (part.size() > 1) {
                network.observe(Outputs.stacked(part), part.size(), batch);
            }
        }
    }

    private EpochFigures figures(int epoch, double trainLoss, double[][] outputs) {
        List<LabelledExample> validation = run.validation();
        double[][] predictions = new double[outputs.length][];
        double loss = 0;
        for (int i = 0; i < outputs.length; i++) {
            LabelledExample example = validation.get(i);
            predictions[i] = run.head().decode(outputs[i], run.targets().line(), example.voxelMillilitres());
            loss += ExampleLoss.of(run.head(), outputs[i], run.targets().of(example, 1)) / outputs.length;
        }
        double figure = Evaluation.leading(run.target(), validation, predictions);
        return new EpochFigures(epoch, plan.epochs(), trainLoss, loss, figure, elapsedMillis());
    }
}
