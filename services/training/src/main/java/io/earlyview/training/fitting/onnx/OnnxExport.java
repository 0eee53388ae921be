package io.earlyview.training.fitting.onnx;

import ai.onnx.proto.OnnxMl;
import io.earlyview.training.fitting.network.Head.Calibration;
import io.earlyview.training.fitting.network.NetworkSpecification;
import io.earlyview.training.fitting.network.Weights;

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
     * "spacing" float32 [N, 3] goes in too.
     */
    public static byte[] write(NetworkSpecification network, Weights weights, Calibration calibration) {
        GraphWriter writer = new GraphWriter(network.name());
        writer.input("frames", network.inputShape());
        LayerNodes.Value outputs = new LayerNodes(writer, weights)
                .append(network.layers(), "", new LayerNodes.Value("frames", network.inputShape()));
        new HeadNodes(writer, calibration).append(network.head(), outputs.name());
        return OnnxMl.ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("earlyview-training")
                .setDocString("Research use only. Not a medical device; not for diagnosis.")
                .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setVersion(OPSET))
                .setGraph(writer.graph())
                .build()
                .toByteArray();
    }
}
