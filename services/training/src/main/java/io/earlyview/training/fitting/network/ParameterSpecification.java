package io.earlyview.training.fitting.network;

import java.util.List;

/**
 * A parameter of a layer before it has values.
 *
 * @param name unique in the layer; {@link NetworkSpecification#parameters()} gives the full name
 * @param shape in the order both ONNX and PyTorch use: outputs, inputs, kernel rows, kernel columns
 * @param fanIn inputs to one output, for drawing first values; 0 where that means nothing
 */
@SuppressWarnings("ArrayRecordComponent")
public record ParameterSpecification(String name, int[] shape, Role role, int fanIn) {

    /** What a parameter is for. Weight decay touches weights alone. */
    public enum Role {
        WEIGHT(true),
        BIAS(true),
        SCALE(true),
        SHIFT(true),
        RUNNING_MEAN(false),
        RUNNING_VARIANCE(false);

        private final boolean fitted;

        Role(boolean fitted) {
            this.fitted = fitted;
        }

        /** Whether gradients move it; running statistics are moved by the forward pass. */
        public boolean fitted() {
            return fitted;
        }
    }

    static ParameterSpecification weight(int fanIn, int... shape) {
        return new ParameterSpecification("weight", shape, Role.WEIGHT, fanIn);
    }

    static ParameterSpecification bias(int fanIn, int outputs) {
        return new ParameterSpecification("bias", new int[] {outputs}, Role.BIAS, fanIn);
    }

    static List<ParameterSpecification> normalisation(int channels) {
        int[] shape = {channels};
        return List.of(
                new ParameterSpecification("scale", shape, Role.SCALE, 0),
                new ParameterSpecification("shift", shape, Role.SHIFT, 0),
                new ParameterSpecification("mean", shape, Role.RUNNING_MEAN, 0),
                new ParameterSpecification("variance", shape, Role.RUNNING_VARIANCE, 0));
    }

    ParameterSpecification within(String path) {
        return new ParameterSpecification(path + "." + name, shape, role, fanIn);
    }
}
