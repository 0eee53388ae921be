package io.earlyview.training.evaluation.plot;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Writes the few SVG elements that plots are made of. Coordinates are pixels, rounded to hundredths. */
final class Svg {
    /** Where a text's anchor lies in it. */
    enum Anchor {
        START("start"),
        MIDDLE("middle"),
        END("end");

        private final String word;

        Anchor(String word) {
            this.word = word;
        }
    }

    private final StringBuilder body = new StringBuilder();

    void line(double x1, double y1, double x2, double y2, String stroke, double width, String dash) {
        body.append("<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" %s/>\n"
                .formatted(number(x1), number(y1), number(x2), number(y2), pen(stroke, width, dash)));
    }

    /** @param points x and y in turn */
    void polyline(double[] points, String stroke, double width, String dash) {
        body.append("<polyline points=\"%s\" fill=\"none\" stroke-linejoin=\"round\" %s/>\n"
                .formatted(list(points), pen(stroke, width, dash)));
    }

    /** @param points x and y in turn */
    void polygon(double[] points, String fill, double opacity) {
        body.append("<polygon points=\"%s\" fill=\"%s\" fill-opacity=\"%s\"/>\n"
                .formatted(list(points), fill, number(opacity)));
    }

    void rectangle(double x, double y, double width, double height, String fill, String stroke) {
        body.append("<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"%s\" stroke=\"%s\"/>\n"
                .formatted(number(x), number(y), number(width), number(height), fill, stroke));
    }

    void circle(double x, double y, double radius, String fill, double opacity) {
        body.append("<circle cx=\"%s\" cy=\"%s\" r=\"%s\" fill=\"%s\" fill-opacity=\"%s\"/>\n"
                .formatted(number(x), number(y), number(radius), fill, number(opacity)));
    }

    void text(double x, double y, double size, Anchor anchor, String fill, String text) {
        body.append("<text x=\"%s\" y=\"%s\" font-size=\"%s\" text-anchor=\"%s\" fill=\"%s\">%s</text>\n"
                .formatted(number(x), number(y), number(size), anchor.word, fill, escaped(text)));
    }

    /** Reads from bottom to top, centred. */
    void uprightText(double x, double y, double size, String fill, String text) {
        body.append("<text transform=\"translate(%s %s) rotate(-90)\" font-size=\"%s\" text-anchor=\"middle\""
                .formatted(number(x), number(y), number(size)));
        body.append(" fill=\"%s\">%s</text>\n".formatted(fill, escaped(text)));
    }

    /** The whole picture on white. */
    String picture(double width, double height, String title) {
        return """
                <svg xmlns="http://www.w3.org/2000/svg" width="%1$s" height="%2$s" viewBox="0 0 %1$s %2$s"\
                 font-family="Helvetica, Arial, 'DejaVu Sans', sans-serif">
                <title>%3$s</title>
                <rect width="%1$s" height="%2$s" fill="#ffffff"/>
                %4$s</svg>
                """.formatted(number(width), number(height), escaped(title), body);
    }

    private static String pen(String stroke, double width, String dash) {
        String dashes = dash.isEmpty() ? "" : " stroke-dasharray=\"" + dash + "\"";
        return "stroke=\"" + stroke + "\" stroke-width=\"" + number(width) + "\"" + dashes;
    }

    private static String list(double[] points) {
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < points.length; i += 2) {
            list.append(i == 0 ? "" : " ").append(number(points[i])).append(',').append(number(points[i + 1]));
        }
        return list.toString();
    }

    private static String number(double value) {
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_EVEN);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
