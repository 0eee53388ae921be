package io.earlyview.training.fitting.onnx;

import static io.earlyview.training.fitting.onnx.GraphWriter.ints;
import static io.earlyview.training.fitting.onnx.GraphWriter.number;

import io.earlyview.training.fitting.network.Head;
import java.util.List;

/** The last nodes of a graph: from the network's outputs to what a reader of the score wants, calibration inside. */
final class HeadNodes {
    /** Cubic millimetres of a millilitre. */
    private static final float MILLILITRE = 1000;

    private final GraphWriter writer;
    private final LineNodes line;

    HeadNodes(GraphWriter writer, LineNodes line) {
        this.writer = writer;
        this.line = line;
    }

    /** Appends the head, declares the graph's output, and a second input where the head asks for one. */
    void append(Head head, String outputs) {
        switch (head) {
            case Head.OneLogit _ -> probability(outputs);
            case Head.TwoLogits _ -> probability(difference(outputs));
            case Head.ClassLogits classes -> probabilities(scaled(outputs), classes.classes());
            case Head.RawClassScores classes -> probabilities(outputs, classes.classes());
            case Head.LogVolume _ -> logVolume(calibrated(outputs));
            case Head.RawQuantity _ -> quantity(calibrated(outputs), List.of());
            case Head.Measurements several -> {
                writer.node("Identity", "measurements", List.of(outputs));
                writer.output("measurements", several.numbers());
            }
        }
    }

    /** The softmax of 0 and the logit: ONNX Runtime's sigmoid gives 0 below a logit of -18, this is exact to -87. */
    private void probability(String logit) {
        String calibrated = calibrated(logit);
        String zero = writer.node("Sub", "probability.zero", List.of(calibrated, calibrated));
        String both = writer.node("Concat", "probability.logits", List.of(zero, calibrated), number("axis", 1));
        String columns = writer.node("Softmax", "probability.columns", List.of(both), number("axis", 1));
        String positive = column(columns, "probability.positive", 1);
        writer.node("Reshape", "probability", List.of(positive, writer.constant("probability.shape", -1L)));
        writer.output("probability");
    }

    private String difference(String logits) {
        String negative = column(logits, "logits.negative", 0);
        String positive = column(logits, "logits.positive", 1);
        return writer.node("Sub", "logits.difference", List.of(positive, negative));
    }

    private String column(String of, String name, long index) {
        return writer.node("Gather", name, List.of(of, writer.constant(name + ".index", index)), number("axis", 1));
    }

    private void probabilities(String logits, int classes) {
        writer.node("Softmax", "probabilities", List.of(logits), number("axis", 1));
        writer.output("probabilities", classes);
    }

    private void logVolume(String logVoxels) {
        writer.input("spacing", 3);
        String product = writer.node(
                "ReduceProd", "voxel.cubicMillimetres", List.of("spacing"), ints("axes", 1), number("keepdims", 1));
        String divisor = writer.constant("voxel.divisor", new int[0], MILLILITRE);
        String voxel = writer.node("Div", "voxel.millilitres", List.of(product, divisor));
        String logVoxel = writer.node("Log", "voxel.log", List.of(voxel));
        quantity(writer.node("Add", "quantity.log", List.of(logVoxels, logVoxel)), List.of("Exp"));
    }

    private void quantity(String middle, List<String> transforms) {
        String bounds = writer.constant(
                "quantity.bounds", new int[] {1, 3}, 0, (float) -line.halfWidth(), (float) line.halfWidth());
        String name = transforms.isEmpty() ? "quantity" : "quantity.bounded";
        String bounded = writer.node("Add", name, List.of(middle, bounds));
        transforms.forEach(transform -> writer.node(transform, "quantity", List.of(bounded)));
        writer.output("quantity", 3);
    }

    private String calibrated(String outputs) {
        return writer.node("Add", "calibration.sum", List.of(scaled(outputs), line.offset()));
    }

    private String scaled(String outputs) {
        return writer.node("Mul", "calibration.scaled", List.of(outputs, line.slope()));
    }
}
