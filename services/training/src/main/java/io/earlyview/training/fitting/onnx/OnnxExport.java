package io.earlyview.training.fitting.onnx;

import ai.onnx.proto.OnnxMl;
import io.earlyview.training.fitting.network.NetworkSpecification;
import io.earlyview.training.fitting.network.Weights;
import java.util.List;

/**
 * Writes a network as an ONNX model: opset 17, IR version 9. The same network gives the same bytes: nothing in the file
 * tells when or where it was written.
 */
public final class OnnxExport {
    private static final int OPSET = 17;
    private static final int IR_VERSION = 9;

    private OnnxExport() {}

    /**
     * Straight line on the logit before the sigmoid: P = sigmoid(slope × logit + offset).
     *
     * @param slope above 0, or ranks would turn round
     */
    public record Calibration(double slope, double offset) {
        /** Leaves logits as they are. */
        public static final Calibration NONE = new Calibration(1, 0);

        /** The calibrated probability of a logit. */
        public double probability(double logit) {
            return 1 / (1 + Math.exp(-(slope * logit + offset)));
        }
    }

    /** The file: input "frames" float32 [N, views, rows, columns] of raw counts, output "probability" float32 [N]. */
    public static byte[] write(NetworkSpecification network, Weights weights, Calibration calibration) {
        GraphWriter writer = new GraphWriter(network.name());
        LayerNodes.Value logits = new LayerNodes(writer, weights)
                .append(network.layers(), "", new LayerNodes.Value("frames", network.inputShape()));
        appendProbability(writer, logits.name(), calibration);
        OnnxMl.GraphProto.Builder graph = writer.graph()
                .addInput(value("frames", network.views(), network.rows(), network.columns()))
                .addOutput(value("probability"));
        return OnnxMl.ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("earlyview-training")
                .setDocString("Research use only. Not a medical device; not for diagnosis.")
                .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setVersion(OPSET))
                .setGraph(graph)
                .build()
                .toByteArray();
    }

    private static void appendProbability(GraphWriter writer, String logits, Calibration calibration) {
        String slope = writer.constant("calibration.slope", new int[0], (float) calibration.slope());
        String offset = writer.constant("calibration.offset", new int[0], (float) calibration.offset());
        String scaled = writer.node("Mul", "calibration.scaled", List.of(logits, slope));
        String shifted = writer.node("Add", "calibration.logit", List.of(scaled, offset));
        String column = writer.node("Sigmoid", "probability.column", List.of(shifted));
        writer.node("Reshape", "probability", List.of(column, writer.constant("probability.shape", -1L)));
    }

    private static OnnxMl.ValueInfoProto value(String name, int... shape) {
        OnnxMl.TensorShapeProto.Builder dimensions = OnnxMl.TensorShapeProto.newBuilder()
                .addDim(OnnxMl.TensorShapeProto.Dimension.newBuilder().setDimParam("N"));
        for (int size : shape) {
            dimensions.addDim(OnnxMl.TensorShapeProto.Dimension.newBuilder().setDimValue(size));
        }
        return OnnxMl.ValueInfoProto.newBuilder()
                .setName(name)
                .setType(OnnxMl.TypeProto.newBuilder()
                        .setTensorType(OnnxMl.TypeProto.Tensor.newBuilder()
                                .setElemType(OnnxMl.TensorProto.DataType.FLOAT.getNumber())
                                .setShape(dimensions)))
                .build();
    }
}
