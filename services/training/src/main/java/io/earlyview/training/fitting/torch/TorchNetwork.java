package io.earlyview.training.fitting.torch;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.optimizer.Adam;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import io.earlyview.training.fitting.network.NetworkSpecification;
import io.earlyview.training.fitting.network.ParameterSpecification;
import io.earlyview.training.fitting.network.Weights;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A network in DJL whose parameters are fitted by Adam.
 *
 * <p>The specification is interpreted over named arrays instead of being turned into a tree of DJL blocks: a finished
 * tree hides its pools and activations in lambdas and cannot be walked, and names are what the ONNX side needs. One at
 * a time: DJL collects gradients for the whole process, so that a second network waits until the first is closed.
 */
public final class TorchNetwork implements AutoCloseable {
    private static final ReentrantLock ONE_AT_A_TIME = new ReentrantLock();

    private final NetworkSpecification network;
    private final List<ParameterSpecification> specifications;
    private final Engine engine;
    private final NDManager manager;
    private final Map<String, NDArray> parameters = new LinkedHashMap<>();
    private final StepSettings settings;
    private final Optimizer optimizer;
    private final BatchLoss loss;
    private float learningRate;

    /**
     * How a step is taken.
     *
     * @param clipNorm longest gradient over all parameters together
     * @param weightDecay share of each weight taken off, times the learning rate; biases and scales are left alone
     * @param classWeights what an example of each class weighs in the loss; empty where all weigh the same
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record StepSettings(double clipNorm, double weightDecay, float[] classWeights) {}

    /** What a step saw: the batch's mean loss and the gradient's length before clipping. */
    public record Step(double loss, double gradientNorm) {
        /** Whether the step was taken; with a loss or gradient that is no number the weights stay as they were. */
        public boolean taken() {
            return Double.isFinite(loss) && Double.isFinite(gradientNorm);
        }
    }

    public TorchNetwork(NetworkSpecification network, Weights start, StepSettings settings, long seed) {
        ONE_AT_A_TIME.lock();
        this.network = network;
        this.specifications = network.parameters();
        this.settings = settings;
        this.loss = new BatchLoss(network.head(), settings.classWeights());
        this.engine = TorchEngine.engine();
        this.manager = engine.newBaseManager();
        engine.setRandomSeed((int) seed);
        for (ParameterSpecification specification : specifications) {
            NDArray array = manager.create(start.of(specification.name()), shape(specification.shape()));
            array.setRequiresGradient(specification.role().fitted());
            parameters.put(specification.name(), array);
        }
        this.optimizer = Adam.builder()
                .optLearningRateTracker(new Tracker() {
                    @Override
                    public float getNewValue(int update) {
                        return learningRate;
                    }
                })
                .build();
    }

    /**
     * Fits one batch.
     *
     * @param frames examples one after the other, raw values
     * @param targets for each example the index of its class, or the number that the output should be
     */
    public Step step(float[] frames, float[] targets, double rate) {
        learningRate = (float) rate;
        try (NDManager batch = manager.newSubManager()) {
            double value;
            try (GradientCollector gradients = engine.newGradientCollector()) {
                NDArray outputs = forward(batch, frames, targets.length, LayerForward.Mode.FITTING);
                NDArray mean = loss.of(outputs, targets);
                gradients.backward(mean);
                value = mean.getFloat();
            }
            Step step = new Step(value, gradientNorm());
            if (step.taken()) {
                update(Math.min(1, settings.clipNorm() / Math.max(step.gradientNorm(), 1e-12)), rate);
            }
            return step;
        }
    }

    /**
     * Lets a batch count towards the running statistics without fitting. Called for batches 0, 1, 2, … in turn it leaves
     * their mean: what the statistics gathered while the weights still moved are replaced by.
     */
    public void observe(float[] frames, int count, int batch) {
        try (NDManager arrays = manager.newSubManager()) {
            float kept = (float) batch / (batch + 1);
            forward(arrays, frames, count, new LayerForward.Mode(true, kept));
        }
    }

    /** Outputs in scoring mode, example by example. {@code frames} holds {@code count} examples one after the other. */
    public float[] outputs(float[] frames, int count) {
        try (NDManager batch = manager.newSubManager()) {
            return forward(batch, frames, count, LayerForward.Mode.SCORING).toFloatArray();
        }
    }

    /** A copy of all values. */
    public Weights weights() {
        Map<String, float[]> values = new LinkedHashMap<>();
        parameters.forEach((name, array) -> values.put(name, array.toFloatArray()));
        return new Weights(values);
    }

    /** Replaces all values. */
    public void load(Weights weights) {
        parameters.forEach((name, array) -> array.set(FloatBuffer.wrap(weights.of(name))));
    }

    @Override
    public void close() {
        manager.close();
        ONE_AT_A_TIME.unlock();
    }

    private NDArray forward(NDManager batch, float[] frames, int count, LayerForward.Mode mode) {
        NDArray x = batch.create(frames, new Shape(count, network.frames(), network.rows(), network.columns()));
        return new LayerForward(parameters, mode).through(network.layers(), "", x);
    }

    /** Over all parameters together; DJL's own clipping cuts element by element, which turns the direction. */
    private double gradientNorm() {
        double squares = 0;
        for (ParameterSpecification specification : specifications) {
            if (specification.role().fitted()) {
                try (NDArray gradient = array(specification).getGradient();
                        NDArray square = gradient.square();
                        NDArray sum = square.sum()) {
                    squares += sum.getFloat();
                }
            }
        }
        return Math.sqrt(squares);
    }

    private void update(double gradientScale, double rate) {
        float kept = (float) (1 - rate * settings.weightDecay());
        for (ParameterSpecification specification : specifications) {
            if (specification.role().fitted()) {
                NDArray array = array(specification);
                if (specification.role() == ParameterSpecification.Role.WEIGHT && kept < 1) {
                    array.muli(kept);
                }
                try (NDArray gradient = array.getGradient()) {
                    gradient.muli((float) gradientScale);
                    optimizer.update(specification.name(), array, gradient);
                }
            }
        }
    }

    private NDArray array(ParameterSpecification specification) {
        NDArray array = parameters.get(specification.name());
        if (array == null) {
            throw new IllegalStateException("no parameter " + specification.name());
        }
        return array;
    }

    private static Shape shape(int[] sizes) {
        long[] wide = new long[sizes.length];
        for (int i = 0; i < sizes.length; i++) {
            wide[i] = sizes[i];
        }
        return new Shape(wide);
    }
}
