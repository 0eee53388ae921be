package io.earlyview.training.evaluation.plot;

import io.earlyview.training.evaluation.Reliability;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Draws probabilities against what came true, and below how often each probability was given. */
public final class ReliabilityPlot {
    private static final double SIDE = 440;
    private static final int COLUMNS = 20;

    private ReliabilityPlot() {}

    /**
     * The picture.
     *
     * @param probabilities those behind {@code reliability}
     */
    public static String of(Caption caption, Reliability reliability, double[] probabilities) {
        Sheet sheet = new Sheet(caption, SIDE);
        Panel panel = sheet.panel(Axis.share(""), Axis.share("Share of positives"), SIDE);
        panel.diagonal();
        List<Reliability.Bin> bins = reliability.bins();
        double[] means = bins.stream().mapToDouble(Reliability.Bin::mean).toArray();
        double[] shares =
                bins.stream().mapToDouble(bin -> bin.observed().value()).toArray();
        Pen pen = Pen.of(0);
        panel.band(
                means,
                bins.stream().mapToDouble(bin -> bin.observed().low()).toArray(),
                bins.stream().mapToDouble(bin -> bin.observed().high()).toArray(),
                pen.colour());
        panel.line(means, shares, pen, 2);
        for (int i = 0; i < means.length; i++) {
            panel.interval(
                    means[i],
                    bins.get(i).observed().low(),
                    bins.get(i).observed().high(),
                    pen.colour());
            panel.dot(means[i], shares[i], pen.colour(), 1);
        }
        histogram(sheet, probabilities);
        sheet.legend(
                pen,
                String.format(
                        Locale.ROOT,
                        "observed in %d bins of about equally many cases, with 95 %% Clopper-Pearson intervals",
                        bins.size()));
        sheet.legend(new Pen(Pen.GREY, "3 3"), "calibrated");
        sheet.legend(List.of(String.format(
                Locale.ROOT,
                "Expected calibration error %.3f (n = %d, %d bins)",
                reliability.expectedCalibrationError(),
                reliability.cases(),
                bins.size())));
        return sheet.picture();
    }

    private static void histogram(Sheet sheet, double[] probabilities) {
        int[] counts = new int[COLUMNS];
        for (double probability : probabilities) {
            counts[Math.min(COLUMNS - 1, (int) (probability * COLUMNS))]++;
        }
        Axis cases = Axis.counts("Cases", 0, Arrays.stream(counts).max().orElse(1), 2);
        Panel panel = sheet.panel(Axis.share("Predicted probability"), cases, 80);
        for (int column = 0; column < COLUMNS; column++) {
            panel.column(
                    column / (double) COLUMNS,
                    (column + 1) / (double) COLUMNS,
                    counts[column],
                    Pen.of(0).colour());
        }
    }
}
