package io.earlyview.training.fitting.onnx;

import ai.onnx.proto.OnnxMl;
import io.earlyview.training.domain.OnnxNetwork;
import io.earlyview.training.fitting.network.Head;
import io.earlyview.training.fitting.network.Head.Calibration;
import io.earlyview.training.fitting.network.NetworkSpecification;
import io.earlyview.training.fitting.network.StageCalibration;
import io.earlyview.training.fitting.network.ViewSet;
import io.earlyview.training.fitting.network.Weights;
import java.util.List;
import java.util.Optional;

/**
 * Writes a network as an ONNX model: opset 17, IR version 9. The same network gives the same bytes: nothing in the file
 * tells when or where it was written.
 */
public final class OnnxExport {
    private static final int OPSET = 17;
    private static final int IR_VERSION = 9;

    private OnnxExport() {}

    /**
     * The file: input "frames" float32 [N, frames, rows, columns] of raw values; the head says which output, and whether
     * "spacing" float32 [N, 3] goes in too. The values of a large network lie in a file of their own.
     */
    public static OnnxNetwork write(NetworkSpecification network, Weights weights, Calibration calibration) {
        return write(network, weights, calibration, WeightsApart.LARGE);
    }

    /** Why this network could not be written once it is fitted; nothing where it can. */
    public static Optional<String> refusal(NetworkSpecification network) {
        return WeightsApart.refusal(network.name(), network.fittedValues());
    }

    /** {@code large}: bytes of values from which on they lie in a file of their own. */
    static OnnxNetwork write(NetworkSpecification network, Weights weights, Calibration calibration, long large) {
        GraphWriter writer = new GraphWriter(network.name());
        writer.input("frames", network.inputShape());
        LayerNodes.Value outputs = new LayerNodes(writer, weights)
                .append(network.layers(), "", new LayerNodes.Value("frames", network.inputShape()));
        new HeadNodes(writer, LineNodes.of(writer, calibration)).append(network.head(), outputs.name());
        return WeightsApart.of(model(writer), large);
    }

    /**
     * The first half of a network on a set of views: inputs "frame" float32 [N, rows, columns] of raw values and "angle"
     * float32 [N] in degrees, output "embedding" float32 [N, features].
     */
    public static byte[] encoder(NetworkSpecification network, Weights weights) {
        NetworkSpecification one = network.atViews(List.of(0f));
        int at = setIndex(one);
        GraphWriter writer = new GraphWriter(network.name() + "-encoder");
        writer.input("frame", network.rows(), network.columns());
        writer.input("angle");
        String frames = writer.node(
                "Reshape",
                "frames",
                List.of("frame", writer.constant("frames.shape", -1, 1, network.rows(), network.columns())));
        LayerNodes nodes = new LayerNodes(writer, weights);
        LayerNodes.Value prepared =
                nodes.append(one.layers().subList(0, at), "", new LayerNodes.Value(frames, one.inputShape()));
        ViewSet set = (ViewSet) one.layers().get(at);
        String features =
                new ViewSetNodes(writer, nodes).each(set, NetworkSpecification.path("", at), prepared, "angle");
        writer.node("Identity", "embedding", List.of(features));
        writer.output("embedding", set.outputShape(prepared.shape()));
        return model(writer).build().toByteArray();
    }

    /**
     * The second half: input "embeddings" float32 [N, views, features], any number of views in any order; output as the
     * whole network's, calibrated for that number.
     */
    public static byte[] head(NetworkSpecification network, Weights weights, StageCalibration stages) {
        int at = setIndex(network);
        int[] shape = network.shapeAfter(at);
        GraphWriter writer = new GraphWriter(network.name() + "-head");
        writer.input("embeddings", GraphWriter.ANY, shape[0]);
        LayerNodes nodes = new LayerNodes(writer, weights);
        String mean = new ViewSetNodes(writer, nodes).mean("embeddings", NetworkSpecification.path("", at));
        LayerNodes.Value outputs = nodes.append(network.layers(), at + 1, "", new LayerNodes.Value(mean, shape));
        LineNodes line = stages.isOneLine()
                ? LineNodes.of(writer, stages.knots().getFirst().line())
                : new StageNodes(writer, stages, "embeddings");
        new HeadNodes(writer, line).append(network.head(), outputs.name());
        return model(writer).build().toByteArray();
    }

    /** The second half as far as the head's outputs, which nothing has calibrated: output "measurements" [N, outputs]. */
    public static byte[] uncalibratedHead(NetworkSpecification network, Weights weights) {
        Head outputs = new Head.Measurements(network.head().outputs());
        return head(network.with(network.layers(), outputs), weights, StageCalibration.same(1, Calibration.NONE));
    }

    private static int setIndex(NetworkSpecification network) {
        for (int i = 0; i < network.layers().size(); i++) {
            if (network.layers().get(i) instanceof ViewSet) {
                return i;
            }
        }
        throw new IllegalArgumentException(network.name() + " takes no set of views");
    }

    private static OnnxMl.ModelProto.Builder model(GraphWriter writer) {
        return OnnxMl.ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("earlyview-training")
                .setDocString("Research use only. Not a medical device; not for diagnosis.")
                .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setVersion(OPSET))
                .setGraph(writer.graph());
    }
}
