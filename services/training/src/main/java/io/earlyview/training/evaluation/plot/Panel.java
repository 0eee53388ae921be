package io.earlyview.training.evaluation.plot;

import io.earlyview.training.evaluation.Estimate;

/** A rectangle with two axes; series are drawn in their units. */
final class Panel {
    private static final double TICK_SIZE = 12;
    private static final double LABEL_SIZE = 13;

    private final Svg svg;
    private final Axis xAxis;
    private final Axis yAxis;
    private final double left;
    private final double top;
    private final double width;
    private final double height;

    Panel(Svg svg, Axis xAxis, Axis yAxis, double left, double top, double width, double height) {
        this.svg = svg;
        this.xAxis = xAxis;
        this.yAxis = yAxis;
        this.left = left;
        this.top = top;
        this.width = width;
        this.height = height;
    }

    /** Height that ticks and label of the x axis take below the rectangle. */
    static double heightBelow(Axis xAxis) {
        return xAxis.label().isEmpty() ? 26 : 48;
    }

    void drawAxes() {
        for (Axis.Tick tick : yAxis.ticks()) {
            double y = y(tick.value());
            svg.line(left, y, left + width, y, Pen.FAINT, 1, Pen.SOLID);
            svg.text(left - 8, y + 4, TICK_SIZE, Svg.Anchor.END, Pen.INK, tick.text());
        }
        for (Axis.Tick tick : xAxis.ticks()) {
            double x = x(tick.value());
            svg.line(x, top, x, top + height, Pen.FAINT, 1, Pen.SOLID);
            svg.text(x, top + height + 18, TICK_SIZE, Svg.Anchor.MIDDLE, Pen.INK, tick.text());
        }
        svg.rectangle(left, top, width, height, "none", Pen.GREY);
        if (!xAxis.label().isEmpty()) {
            svg.text(left + width / 2, top + height + 40, LABEL_SIZE, Svg.Anchor.MIDDLE, Pen.INK, xAxis.label());
        }
        if (!yAxis.label().isEmpty()) {
            svg.uprightText(20, top + height / 2, LABEL_SIZE, Pen.INK, yAxis.label());
        }
    }

    /** A line through these points; it breaks where one cannot be drawn. */
    void line(double[] xs, double[] ys, Pen pen, double width) {
        int from = 0;
        while (from < xs.length) {
            int to = from;
            while (to < xs.length && xAxis.holds(xs[to]) && yAxis.holds(ys[to])) {
                to++;
            }
            if (to - from > 1) {
                double[] points = new double[2 * (to - from)];
                for (int i = from; i < to; i++) {
                    points[2 * (i - from)] = x(xs[i]);
                    points[2 * (i - from) + 1] = y(ys[i]);
                }
                svg.polyline(points, pen.colour(), width, pen.dash());
            } else if (to - from == 1) {
                dot(xs[from], ys[from], pen.colour(), 1);
            }
            from = to + 1;
        }
    }

    /** The diagonal from corner to corner. */
    void diagonal() {
        svg.line(left, top + height, left + width, top, Pen.GREY, 1, "3 3");
    }

    void dot(double x, double y, String colour, double opacity) {
        if (xAxis.holds(x) && yAxis.holds(y)) {
            svg.circle(x(x), y(y), 3.5, colour, opacity);
        }
    }

    /** The same panel so many pixels to the right: series that would hide each other are drawn side by side. */
    Panel shifted(double pixels) {
        return new Panel(svg, xAxis, yAxis, left + pixels, top, width, height);
    }

    /** An upright bar with ends, as for an interval; what lies outside is cut. */
    void interval(double x, double low, double high, String colour) {
        double at = x(x);
        double from = y(Math.clamp(low, yAxis.low(), yAxis.high()));
        double to = y(Math.clamp(high, yAxis.low(), yAxis.high()));
        svg.line(at, from, at, to, colour, 1.3, Pen.SOLID);
        svg.line(at - 4, from, at + 4, from, colour, 1.3, Pen.SOLID);
        svg.line(at - 4, to, at + 4, to, colour, 1.3, Pen.SOLID);
    }

    /** A dot with its interval from left to right; an interval without ends is left out. */
    void across(double y, Estimate figure, String colour) {
        if (Double.isFinite(figure.low()) && Double.isFinite(figure.high())) {
            double from = x(Math.clamp(figure.low(), xAxis.low(), xAxis.high()));
            double to = x(Math.clamp(figure.high(), xAxis.low(), xAxis.high()));
            svg.line(from, y(y), to, y(y), colour, 1.3, Pen.SOLID);
            svg.line(from, y(y) - 4, from, y(y) + 4, colour, 1.3, Pen.SOLID);
            svg.line(to, y(y) - 4, to, y(y) + 4, colour, 1.3, Pen.SOLID);
        }
        dot(figure.value(), y, colour, 1);
    }

    /** A column from the lower axis. */
    void column(double from, double to, double value, String colour) {
        svg.rectangle(x(from) + 0.5, y(value), x(to) - x(from) - 1, top + height - y(value), colour, "none");
    }

    /** The area between two lines over the same x. */
    void band(double[] xs, double[] lows, double[] highs, String colour) {
        double[] points = new double[4 * xs.length];
        for (int i = 0; i < xs.length; i++) {
            points[2 * i] = x(xs[i]);
            points[2 * i + 1] = y(lows[i]);
            points[points.length - 2 - 2 * i] = x(xs[i]);
            points[points.length - 1 - 2 * i] = y(highs[i]);
        }
        svg.polygon(points, colour, 0.18);
    }

    private double x(double value) {
        return left + xAxis.place(value) * width;
    }

    private double y(double value) {
        return top + (1 - yAxis.place(value)) * height;
    }
}
