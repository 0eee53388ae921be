package io.earlyview.bench.inference.network;

import io.earlyview.gateway.source.simulation.DatscanProtocol;
import io.earlyview.training.fitting.network.Head;
import io.earlyview.training.fitting.network.Layer;
import io.earlyview.training.fitting.network.NetworkSpecification;
import io.earlyview.training.fitting.network.Preparation;
import io.earlyview.training.fitting.network.Weights;
import io.earlyview.training.fitting.onnx.OnnxExport;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Residual networks on an opposite pair, in the sizes that are measured. Their values are drawn, not learned: what they answer
 * means nothing, but it takes as long, and every bit of it depends on every pixel.
 */
public enum PairNetwork {
    /** About 0.3 ms a score: whatever is spent beside the network shows. */
    SMALL(16, 2),
    /** 5 ms a score and more: nearly all of a score is the network. */
    LARGE(40, 1);

    private final int filters;
    private final int firstStride;

    PairNetwork(int filters, int firstStride) {
        this.filters = filters;
        this.firstStride = firstStride;
    }

    /** The ONNX file of values drawn from this seed. */
    public byte[] onnx(long seed) {
        NetworkSpecification network = specification();
        Weights drawn = Weights.drawn(network, Weights.Start.HE_AT_PRIOR, new float[1], seed);
        return OnnxExport.write(network, drawn, Head.Calibration.NONE).graph();
    }

    /** SHA-256 of a file, 64 hexadecimal digits. */
    public static String sha256(byte[] onnx) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(onnx));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private NetworkSpecification specification() {
        List<Layer> layers = new ArrayList<>();
        layers.addAll(List.of(
                new Layer.AveragePool(2),
                new Preparation.MirrorViews(List.of(1)),
                new Preparation.CountNormalisation(true),
                new Preparation.SquareRoot(0.1f),
                new Layer.Convolution(filters, 5, firstStride, 2, false),
                new Layer.BatchNorm(),
                new Layer.Relu()));
        layers.addAll(stage(filters, 1));
        layers.addAll(stage(2 * filters, 2));
        layers.addAll(stage(4 * filters, 2));
        layers.add(new Layer.GlobalAveragePool());
        layers.add(new Layer.Dense(1));
        return new NetworkSpecification(
                "bench-" + name(), 2, DatscanProtocol.EDGE, DatscanProtocol.EDGE, layers, new Head.OneLogit());
    }

    /** Two convolutions around which the input passes too. */
    private static List<Layer> stage(int filters, int stride) {
        List<Layer> body = List.of(
                new Layer.Convolution(filters, 3, stride, 1, false),
                new Layer.BatchNorm(),
                new Layer.Relu(),
                new Layer.Convolution(filters, 3, 1, 1, false),
                new Layer.BatchNorm());
        List<Layer> shortcut = stride == 1
                ? List.of()
                : List.of(new Layer.Convolution(filters, 1, stride, 0, false), new Layer.BatchNorm());
        return List.of(new Layer.Residual(body, shortcut), new Layer.Relu());
    }
}
