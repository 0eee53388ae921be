package io.earlyview.training.evaluation.plot;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Draws the loss of training runs, epoch by epoch. A loss that is no number leaves a gap. */
public final class LossPlot {
    private static final double WIDTH = 560;
    private static final double HEIGHT = 340;

    private LossPlot() {}

    /**
     * The losses of a run, first epoch first.
     *
     * @param validation may be shorter or empty
     */
    public record Run(String name, double[] train, double[] validation) {}

    /**
     * The picture.
     *
     * @param unit of the loss, as "Cross-entropy (nats)"
     * @param logarithmic a loss at or below 0 is then left out
     */
    public static String of(Caption caption, String unit, List<Run> runs, boolean logarithmic) {
        double[] range = Axis.range(
                logarithmic,
                runs.stream()
                        .flatMapToDouble(
                                run -> DoubleStream.concat(Arrays.stream(run.train()), Arrays.stream(run.validation())))
                        .toArray());
        int epochs = runs.stream()
                .mapToInt(run -> Math.max(run.train().length, run.validation().length))
                .max()
                .orElse(1);
        Axis losses = logarithmic ? Axis.logarithmic(unit, range[0], range[1]) : Axis.linear(unit, range[0], range[1]);
        Sheet sheet = new Sheet(caption, WIDTH);
        Panel panel = sheet.panel(Axis.counts("Epoch", 0, epochs, 8), losses, HEIGHT);
        for (int i = 0; i < runs.size(); i++) {
            String colour = Pen.of(i).colour();
            panel.line(epochs(runs.get(i).train()), runs.get(i).train(), new Pen(colour, Pen.DASHED), 1.6);
            panel.line(epochs(runs.get(i).validation()), runs.get(i).validation(), new Pen(colour, Pen.SOLID), 2);
        }
        for (int i = 0; i < runs.size(); i++) {
            String colour = Pen.of(i).colour();
            sheet.legend(new Pen(colour, Pen.DASHED), runs.get(i).name() + ", training");
            if (runs.get(i).validation().length > 0) {
                sheet.legend(new Pen(colour, Pen.SOLID), runs.get(i).name() + ", validation");
            }
        }
        return sheet.picture();
    }

    private static double[] epochs(double[] losses) {
        return IntStream.rangeClosed(1, losses.length).asDoubleStream().toArray();
    }
}
