package io.earlyview.training.evaluation.plot;

import java.util.List;
import java.util.stream.DoubleStream;

/** Draws predictions of a quantity against the truth; on the dotted line they are equal. */
public final class ScatterPlot {
    private static final double SIDE = 440;

    private ScatterPlot() {}

    /**
     * The picture.
     *
     * @param quantity with its unit, as "volume (mL)"
     * @param lines of words below the plot, as figures with their intervals
     */
    public static String of(Caption caption, String quantity, double[] predicted, double[] truth, List<String> lines) {
        if (predicted.length != truth.length) {
            throw new IllegalArgumentException("predictions must be " + truth.length + ", but are " + predicted.length);
        }
        double[] range = Axis.range(
                false,
                DoubleStream.concat(DoubleStream.of(predicted), DoubleStream.of(truth))
                        .toArray());
        Sheet sheet = new Sheet(caption, SIDE);
        Panel panel = sheet.panel(
                Axis.linear("True " + quantity, range[0], range[1]),
                Axis.linear("Predicted " + quantity, range[0], range[1]),
                SIDE);
        panel.diagonal();
        for (int i = 0; i < truth.length; i++) {
            panel.dot(truth[i], predicted[i], Pen.of(0).colour(), 0.6);
        }
        sheet.legend(lines);
        sheet.legend(new Pen(Pen.GREY, "3 3"), "predicted as it is");
        return sheet.picture();
    }
}
