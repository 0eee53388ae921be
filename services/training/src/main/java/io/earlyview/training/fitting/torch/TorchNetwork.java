package io.earlyview.training.fitting.torch;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.earlyview.training.fitting.network.NetworkSpecification;
import io.earlyview.training.fitting.network.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;

/**
 * A network in DJL whose parameters are fitted by Adam.
 *
 * <p>The specification is interpreted over named arrays instead of being turned into a tree of DJL blocks: a finished
 * tree hides its pools and activations in lambdas and cannot be walked, and names are what the ONNX side needs. One at
 * a time: DJL collects gradients for the whole process, so that a second network waits until the first is closed.
 */
public final class TorchNetwork implements AutoCloseable {
    private static final ReentrantLock ONE_AT_A_TIME = new ReentrantLock();

    private NetworkSpecification network;
    private final Engine engine;
    private final NDManager manager;
    private final TorchParameters parameters;
    private final StepSettings settings;
    private final BatchLoss loss;
    private final long seed;
    private final Adam optimizer;
    private final BatchRoom room = new BatchRoom();
    private double gradientNorm;

    /**
     * What a batch says.
     *
     * @param loss mean over the batch, nats
     * @param gradientNorm over all parameters together, before clipping
     * @param layers the same for the weights of each layer, from the input to the output
     * @param outputs of the batch, example by example
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Step(double loss, double gradientNorm, List<LayerNumber> layers, float[] outputs) {
        /** False where a number is not finite: the weights stay as they were. */
        public boolean taken() {
            return Double.isFinite(loss) && Double.isFinite(gradientNorm);
        }
    }

    public TorchNetwork(NetworkSpecification network, Weights start, StepSettings settings, long seed) {
        ONE_AT_A_TIME.lock();
        this.network = network;
        this.settings = settings;
        this.loss = new BatchLoss(network.head(), settings.classWeights());
        this.engine = TorchEngine.engine();
        this.manager = engine.newBaseManager();
        this.seed = seed;
        seedDraws(seed);
        this.parameters = new TorchParameters(manager, network, start);
        this.optimizer = new Adam(manager, parameters.fitted());
    }

    /** Threads that share the work; another number rounds sums otherwise. */
    public static int threads() {
        return TorchEngine.threads();
    }

    /**
     * Fits one batch, unless its loss or gradient is no number.
     *
     * @param frames examples one after the other, raw values
     * @param targets for each example the index of its class, or the number that the output should be
     */
    public Step step(float[] frames, float[] targets, double rate) {
        return moved(weigh(frames, targets), rate);
    }

    /** The same; {@code units} counts what passed. */
    public Step step(float[] frames, float[] targets, double rate, UnitSums units) {
        return moved(weigh(frames, targets, units), rate);
    }

    private Step moved(Step step, double rate) {
        if (step.taken()) {
            move(rate);
        }
        return step;
    }

    /** From now on takes other views of the set that the network looks at; every parameter stays. */
    public void lookAt(List<Float> anglesDegrees) {
        network = network.atViews(anglesDegrees);
    }

    /** Gradients of a batch, which {@link #move} then follows. The weights stay; {@code units} counts what passed. */
    public Step weigh(float[] frames, float[] targets, UnitSums units) {
        return weigh(frames, targets, units::add);
    }

    /** The same without looking at the units. */
    public Step weigh(float[] frames, float[] targets) {
        return weigh(frames, targets, (_, _) -> {});
    }

    private Step weigh(float[] frames, float[] targets, BiConsumer<String, NDArray> passed) {
        try (NDManager batch = manager.newSubManager()) {
            double value;
            float[] said;
            try (GradientCollector gradients = engine.newGradientCollector()) {
                int count = targets.length / network.head().targets();
                NDArray outputs = forward(batch, frames, count, LayerForward.Mode.FITTING, passed);
                NDArray mean = loss.of(outputs, targets);
                gradients.backward(mean);
                value = mean.getFloat();
                said = outputs.toFloatArray();
            }
            List<LayerNumber> layers = new ArrayList<>();
            gradientNorm = parameters.gradientNorm(layers);
            return new Step(value, gradientNorm, List.copyOf(layers), said);
        }
    }

    /**
     * Moves the weights along the last batch's gradients, scaled over all parameters together; DJL's own clipping cuts
     * element by element, which turns the direction.
     */
    public void move(double rate) {
        double gradientScale = Math.min(1, settings.clipNorm() / Math.max(gradientNorm, 1e-12));
        float kept = (float) (1 - rate * settings.weightDecay());
        optimizer.step();
        parameters.fitted().forEach((name, array) -> {
            if (kept < 1 && parameters.isWeight(name)) {
                array.muli(kept);
            }
            try (NDArray gradient = array.getGradient()) {
                if (gradientScale < 1) {
                    gradient.muli((float) gradientScale);
                }
                optimizer.move(name, array, gradient, (float) rate);
            }
        });
    }

    /** Moves as {@link #move} does; for each layer the length of its weights' update over theirs. */
    public List<LayerNumber> moveMeasured(double rate) {
        Map<String, NDArray> before = parameters.weightCopies();
        move(rate);
        return parameters.movedSince(before);
    }

    /** Keeps a copy of all values, in place of the one before. */
    public void keep() {
        parameters.keep();
    }

    /** Goes back to the values that were kept last. */
    public void goBack() {
        parameters.goBack();
    }

    /** Does something with the weights and then makes it undone: also for the optimiser and for what is drawn. */
    public void rehearse(Runnable steps) {
        keep();
        optimizer.reset();
        steps.run();
        goBack();
        optimizer.reset();
        seedDraws(seed);
    }

    /** From here on what is dropped is drawn anew from this seed. */
    public void seedDraws(long drawSeed) {
        engine.setRandomSeed((int) drawSeed);
    }

    /** What the optimiser remembers; a copy. */
    public AdamState optimizer() {
        return optimizer.state();
    }

    /** Replaces what the optimiser remembers. */
    public void load(AdamState state) {
        optimizer.load(state);
    }

    /** Outputs with the batch's own statistics and nothing dropped, example by example. Nothing moves. */
    public float[] unsettledOutputs(float[] frames, int count) {
        return outputs(frames, count, LayerForward.Mode.LOOKING);
    }

    /** What the first layer with weights is given, as fitting would: [count, channels, ...]. Nothing moves. */
    public float[] entering(float[] frames, int count) {
        try (NDManager batch = manager.newSubManager()) {
            LayerForward layers = new LayerForward(parameters.arrays(), LayerForward.Mode.LOOKING, (_, _) -> {});
            return room.through(network.preprocessing(), layers, batch, frames, shape(count))
                    .toFloatArray();
        }
    }

    /**
     * Lets a batch count towards the running statistics without fitting. Called for batches 0, 1, 2, … in turn it leaves
     * their mean: what the statistics gathered while the weights still moved are replaced by.
     */
    public void observe(float[] frames, int count, int batch) {
        try (NDManager arrays = manager.newSubManager()) {
            float share = (float) batch / (batch + 1);
            forward(arrays, frames, count, new LayerForward.Mode(true, true, share), (_, _) -> {});
        }
    }

    /** Outputs in scoring mode, example by example. {@code frames} holds {@code count} examples one after the other. */
    public float[] outputs(float[] frames, int count) {
        return outputs(frames, count, LayerForward.Mode.SCORING);
    }

    private float[] outputs(float[] frames, int count, LayerForward.Mode mode) {
        try (NDManager batch = manager.newSubManager()) {
            return forward(batch, frames, count, mode, (_, _) -> {}).toFloatArray();
        }
    }

    /** A copy of all values. */
    public Weights weights() {
        return parameters.weights();
    }

    /** Replaces all values. */
    public void load(Weights weights) {
        parameters.load(weights);
    }

    @Override
    public void close() {
        manager.close();
        ONE_AT_A_TIME.unlock();
    }

    private NDArray forward(
            NDManager batch, float[] frames, int count, LayerForward.Mode mode, BiConsumer<String, NDArray> passed) {
        LayerForward layers = new LayerForward(parameters.arrays(), mode, passed);
        return room.through(network.layers(), layers, batch, frames, shape(count));
    }

    private Shape shape(int count) {
        return new Shape(count, network.frames(), network.rows(), network.columns());
    }
}
