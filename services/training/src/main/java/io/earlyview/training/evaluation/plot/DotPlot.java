package io.earlyview.training.evaluation.plot;

import io.earlyview.training.evaluation.Estimate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/** Draws figures with their intervals from left to right, a row for each thing that has them, as for times of several programs. */
public final class DotPlot {
    private static final double WIDTH = 460;
    private static final double LABELS = 90;
    private static final double ROW = 44;
    private static final double SHIFT = 9;

    private DotPlot() {}

    /** The figures of one thing, in the order of the series; one that is not a number is left out. */
    public record Row(String name, List<Estimate> figures) {
        public Row {
            figures = List.copyOf(figures);
        }
    }

    /**
     * The picture; an interval without ends is left out.
     *
     * @param label what the figures are, with the unit
     * @param series what the figures of a row stand for
     * @param rows from top to bottom
     * @param logarithmic whether figures, above 0, are spaced by factors; else the axis begins at 0
     */
    public static String of(Caption caption, String label, List<String> series, List<Row> rows, boolean logarithmic) {
        double[] ends = Axis.range(
                logarithmic,
                rows.stream()
                        .flatMap(row -> row.figures().stream())
                        .flatMapToDouble(figure -> DoubleStream.of(figure.low(), figure.value(), figure.high()))
                        .toArray());
        Axis across = logarithmic ? Axis.logarithmic(label, ends[0], ends[1]) : Axis.linear(label, 0, ends[1]);
        double height = rows.size() * ROW;
        Sheet sheet = new Sheet(caption, LABELS + WIDTH);
        double top = sheet.room(height + Panel.heightBelow(across) + 6);
        Panel panel = new Panel(sheet.svg(), across, names(rows), sheet.left() + LABELS, top, WIDTH, height);
        panel.drawAxes();
        for (int row = 0; row < rows.size(); row++) {
            List<Estimate> figures = rows.get(row).figures();
            for (int i = 0; i < figures.size(); i++) {
                // Figures of one row would hide each other.
                double shift = (i - (series.size() - 1) / 2.0) * SHIFT / ROW;
                panel.across(
                        place(row, rows.size()) - shift,
                        figures.get(i),
                        Pen.of(i).colour());
            }
        }
        for (int i = 0; i < series.size(); i++) {
            sheet.legend(Pen.of(i), series.get(i));
        }
        return sheet.picture();
    }

    private static double place(int row, int rows) {
        return rows - row - 0.5;
    }

    private static Axis names(List<Row> rows) {
        List<Axis.Tick> ticks = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            ticks.add(new Axis.Tick(place(row, rows.size()), rows.get(row).name()));
        }
        return new Axis("", 0, rows.size(), false, ticks);
    }
}
