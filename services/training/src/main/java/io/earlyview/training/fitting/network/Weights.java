package io.earlyview.training.fitting.network;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** Values of all parameters of a network by full name, in the order of the specification. */
public record Weights(Map<String, float[]> values) {

    /** How first values are drawn. */
    public enum Start {
        /** He's normal for weights, zero for biases; the last bias so that the outputs begin at the prior. */
        HE_AT_PRIOR,
        /**
         * The same with a last layer of nearly nothing: before features that are taught already, a drawn one would say
         * wrong things loudly, and the first steps would spoil the features to silence it.
         */
        QUIET_AT_PRIOR,
        /** Uniform in ±1/√fan-in for weights and biases, as PyTorch does unless told otherwise. */
        TORCH_DEFAULT
    }

    private static final float QUIET = 0.05f;

    public Weights {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** First values; the same seed draws the same. {@code prior}: outputs that say no more than the shares of classes. */
    public static Weights drawn(NetworkSpecification network, Start start, float[] prior, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, float[]> values = new LinkedHashMap<>();
        String lastBias = "";
        String lastWeight = "";
        for (ParameterSpecification parameter : network.parameters()) {
            values.put(parameter.name(), draw(parameter, start, random));
            lastBias = parameter.role() == ParameterSpecification.Role.BIAS ? parameter.name() : lastBias;
            lastWeight = parameter.role() == ParameterSpecification.Role.WEIGHT ? parameter.name() : lastWeight;
        }
        if (start != Start.TORCH_DEFAULT && !lastBias.isEmpty()) {
            values.put(lastBias, prior.clone());
        }
        if (start == Start.QUIET_AT_PRIOR) {
            values.computeIfPresent(lastWeight, (_, loud) -> quiet(loud));
        }
        return new Weights(values);
    }

    /** With the values of {@code others} wherever name and size are the same. */
    public Weights taking(Weights others) {
        Map<String, float[]> taken = new LinkedHashMap<>();
        values.forEach((name, own) -> {
            float[] other = others.values().get(name);
            taken.put(name, other != null && other.length == own.length ? other : own);
        });
        return new Weights(taken);
    }

    /** Values of one parameter. */
    public float[] of(String name) {
        float[] found = values.get(name);
        if (found == null) {
            throw new IllegalArgumentException("no parameter " + name);
        }
        return found;
    }

    private static float[] quiet(float[] loud) {
        float[] quiet = new float[loud.length];
        for (int i = 0; i < loud.length; i++) {
            quiet[i] = QUIET * loud[i];
        }
        return quiet;
    }

    private static float[] draw(ParameterSpecification parameter, Start start, SplittableRandom random) {
        float[] drawn = new float[Shapes.values(parameter.shape())];
        double bound = 1 / Math.sqrt(parameter.fanIn());
        double deviation = Math.sqrt(2.0 / parameter.fanIn());
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = (float)
                    switch (parameter.role()) {
                        case WEIGHT ->
                            start == Start.TORCH_DEFAULT
                                    ? random.nextDouble(-bound, bound)
                                    : random.nextGaussian() * deviation;
                        case BIAS -> start == Start.TORCH_DEFAULT ? random.nextDouble(-bound, bound) : 0;
                        case SCALE, RUNNING_VARIANCE -> 1;
                        case SHIFT, RUNNING_MEAN -> 0;
                    };
        }
        return drawn;
    }
}
