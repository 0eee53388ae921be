package io.earlyview.training.fitting.onnx;

import static io.earlyview.training.fitting.onnx.GraphWriter.number;

import ai.onnx.proto.OnnxMl;
import io.earlyview.training.fitting.network.Head.Calibration;
import io.earlyview.training.fitting.network.StageCalibration;
import io.earlyview.training.fitting.network.StageCalibration.Knot;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The line of a {@link StageCalibration} for as many frames as an input [N, frames, ...] has. A value that goes straight from
 * knot to knot is the first knot's plus, for each stretch between two knots, its rise per unit of log(frames) times how much of
 * the stretch lies below the number at hand.
 */
final class StageNodes implements LineNodes {
    private final GraphWriter writer;
    private final List<Knot> knots;
    private final String passed;

    /** At least two stages; {@code frames}: the input whose second axis tells the number. */
    StageNodes(GraphWriter writer, StageCalibration stages, String frames) {
        this.writer = writer;
        this.knots = stages.knots();
        this.passed = passed(frames);
    }

    /** How much of each stretch lies below the number of frames, in logarithms. */
    private String passed(String frames) {
        String shape = writer.node("Shape", "stages.shape", List.of(frames));
        String count = writer.node(
                "Gather", "stages.count", List.of(shape, writer.constant("stages.axis", 1L)), number("axis", 0));
        String real = writer.node(
                "Cast", "stages.real", List.of(count), number("to", OnnxMl.TensorProto.DataType.FLOAT.getNumber()));
        String log = writer.node("Log", "stages.log", List.of(real));
        float[] from = new float[knots.size() - 1];
        float[] to = new float[from.length];
        for (int i = 0; i < from.length; i++) {
            from[i] = log(i);
            to[i] = log(i + 1);
        }
        int[] each = {from.length};
        String low = writer.constant("stages.from", each, from);
        String above = writer.node("Max", "stages.above", List.of(log, low));
        String within = writer.node("Min", "stages.within", List.of(above, writer.constant("stages.to", each, to)));
        return writer.node("Sub", "stages.passed", List.of(within, low));
    }

    private float log(int knot) {
        return (float) Math.log(knots.get(knot).frames());
    }

    @Override
    public String slope() {
        return interpolated("calibration.slope", Calibration::slope);
    }

    @Override
    public String offset() {
        return interpolated("calibration.offset", Calibration::offset);
    }

    @Override
    public double halfWidth() {
        return knots.getFirst().line().halfWidth();
    }

    private String interpolated(String name, ToDoubleFunction<Calibration> of) {
        float[] rates = new float[knots.size() - 1];
        for (int i = 0; i < rates.length; i++) {
            double rise = of.applyAsDouble(knots.get(i + 1).line())
                    - of.applyAsDouble(knots.get(i).line());
            rates[i] = (float) (rise / (log(i + 1) - log(i)));
        }
        String rate = writer.constant(name + ".rates", new int[] {rates.length}, rates);
        String rises = writer.node("Mul", name + ".rises", List.of(passed, rate));
        String rise = writer.node(
                "ReduceSum",
                name + ".rise",
                List.of(rises, writer.constant(name + ".axes", 0L)),
                number("keepdims", 0));
        String first = writer.constant(name + ".first", new int[0], (float)
                of.applyAsDouble(knots.getFirst().line()));
        return writer.node("Add", name, List.of(first, rise));
    }
}
