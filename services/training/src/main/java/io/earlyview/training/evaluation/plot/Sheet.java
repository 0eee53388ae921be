package io.earlyview.training.evaluation.plot;

import java.util.List;

/**
 * One picture from top to bottom: title, panels, legend, note. Each takes its own height, so that no text can lie upon
 * another.
 */
final class Sheet {
    private static final double LEFT = 76;
    private static final double RIGHT = 28;
    private static final double TITLE_SIZE = 17;
    private static final double LEGEND_SIZE = 13;
    private static final double NOTE_SIZE = 11;
    private static final double LINE = 1.35;

    private final Svg svg = new Svg();
    private final Caption caption;
    private final double panelWidth;
    private double bottom;

    Sheet(Caption caption, double panelWidth) {
        this.caption = caption;
        this.panelWidth = panelWidth;
        bottom = 14;
        write(caption.title(), 20, TITLE_SIZE, width() - 40, Pen.INK);
        bottom += 16;
    }

    /** A panel below what is there, with its axes drawn. */
    Panel panel(Axis xAxis, Axis yAxis, double height) {
        Panel panel = new Panel(svg, xAxis, yAxis, LEFT, bottom, panelWidth, height);
        panel.drawAxes();
        bottom += height + Panel.heightBelow(xAxis) + 6;
        return panel;
    }

    /** Free room below what is there, for what has no axes. @return its upper edge */
    double room(double height) {
        double top = bottom;
        bottom += height;
        return top;
    }

    Svg svg() {
        return svg;
    }

    double left() {
        return LEFT;
    }

    /** A line of the legend with a piece of the pen. */
    void legend(Pen pen, String text) {
        double y = bottom + LEGEND_SIZE * LINE - 5;
        svg.line(LEFT, y, LEFT + 30, y, pen.colour(), 2.2, pen.dash());
        write(text, LEFT + 40, LEGEND_SIZE, panelWidth - 40, Pen.INK);
    }

    /** Lines of words only. */
    void legend(List<String> texts) {
        for (String text : texts) {
            write(text, LEFT, LEGEND_SIZE, panelWidth, Pen.INK);
        }
    }

    /** The picture, closed with the note. */
    String picture() {
        bottom += 8;
        write(caption.note(), 20, NOTE_SIZE, width() - 40, Pen.GREY);
        return svg.picture(width(), Math.ceil(bottom + 12), caption.title());
    }

    private double width() {
        return LEFT + panelWidth + RIGHT;
    }

    private void write(String text, double x, double size, double width, String colour) {
        for (String line : Words.lines(text, size, width)) {
            bottom += size * LINE;
            svg.text(x, bottom, size, Svg.Anchor.START, colour, line);
        }
    }
}
