package io.earlyview.training.evaluation.plot;

import io.earlyview.training.evaluation.Estimate;
import java.util.List;
import java.util.stream.DoubleStream;

/** Draws figures with their intervals against a number, as the area against the views received. */
public final class LinePlot {
    private static final double WIDTH = 560;
    private static final double HEIGHT = 340;
    private static final double SHIFT = 5;
    private static final double MARGIN = 0.03;

    private LinePlot() {}

    /** One figure at one number. */
    public record Point(double x, Estimate y) {}

    /** Figures that belong together, from left to right. */
    public record Series(String name, List<Point> points) {
        public Series {
            points = List.copyOf(points);
        }
    }

    /**
     * The picture; an interval without ends is left out.
     *
     * @param xLabel with its unit
     * @param yLabel with its unit
     * @param logarithmic whether the numbers from left to right, above 0, are spaced by factors
     */
    public static String of(Caption caption, String xLabel, String yLabel, List<Series> series, boolean logarithmic) {
        double[] xs = Axis.range(
                logarithmic,
                series.stream()
                        .flatMap(of -> of.points().stream())
                        .mapToDouble(Point::x)
                        .toArray());
        double[] ys = Axis.range(
                false,
                series.stream()
                        .flatMap(of -> of.points().stream())
                        .flatMapToDouble(point -> DoubleStream.of(
                                point.y().low(), point.y().value(), point.y().high()))
                        .toArray());
        // A little room at both ends, or the first and the last interval would lie upon the frame.
        double room = MARGIN * (xs[1] - xs[0]);
        Axis xAxis = logarithmic
                ? Axis.logarithmic(xLabel, xs[0] / (1 + MARGIN), xs[1] * (1 + MARGIN))
                : Axis.linear(xLabel, xs[0] - room, xs[1] + room);
        Sheet sheet = new Sheet(caption, WIDTH);
        Panel panel = sheet.panel(xAxis, Axis.linear(yLabel, ys[0], ys[1]), HEIGHT);
        for (int i = 0; i < series.size(); i++) {
            Pen pen = Pen.of(i);
            // Intervals at one number would hide each other.
            Panel beside = panel.shifted((i - (series.size() - 1) / 2.0) * SHIFT);
            List<Point> points = series.get(i).points();
            for (Point point : points) {
                if (Double.isFinite(point.y().low())
                        && Double.isFinite(point.y().high())) {
                    beside.interval(point.x(), point.y().low(), point.y().high(), pen.colour());
                }
                beside.dot(point.x(), point.y().value(), pen.colour(), 1);
            }
            beside.line(
                    points.stream().mapToDouble(Point::x).toArray(),
                    points.stream().mapToDouble(point -> point.y().value()).toArray(),
                    pen,
                    2);
        }
        for (int i = 0; i < series.size(); i++) {
            sheet.legend(Pen.of(i), series.get(i).name());
        }
        return sheet.picture();
    }
}
