package io.earlyview.training.evaluation.plot;

import io.earlyview.training.evaluation.ConfusionMatrix;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Draws how often each class was decided as each: counts, and below them the share of the true class. */
public final class ConfusionPlot {
    private static final double CELL = 104;
    private static final double LABELS = 100;
    private static final double SIZE = 13;
    private static final double LINE = 17;

    private ConfusionPlot() {}

    /**
     * The picture; the darker a cell the larger its share of the true class.
     *
     * @param names of the classes, in their order
     */
    public static String of(Caption caption, ConfusionMatrix matrix, List<String> names) {
        int classes = matrix.classes();
        if (names.size() != classes) {
            throw new IllegalArgumentException("names must be " + classes + ", but are " + names.size());
        }
        Sheet sheet = new Sheet(caption, LABELS + classes * CELL);
        Svg svg = sheet.svg();
        double left = sheet.left() + LABELS;
        double top = sheet.room(classes * CELL + 8);
        int[][] counts = matrix.counts();
        int deepest = 1;
        for (int truth = 0; truth < classes; truth++) {
            List<String> name = Words.lines(names.get(truth), SIZE, LABELS - 12);
            double first = top + (truth + 0.5) * CELL + 5 - (name.size() - 1) * LINE / 2;
            for (int i = 0; i < name.size(); i++) {
                svg.text(left - 10, first + i * LINE, SIZE, Svg.Anchor.END, Pen.INK, name.get(i));
            }
            int occurs = Arrays.stream(counts[truth]).sum();
            for (int decided = 0; decided < classes; decided++) {
                double share = occurs == 0 ? 0 : counts[truth][decided] / (double) occurs;
                cell(svg, left + decided * CELL, top + truth * CELL, counts[truth][decided], share, occurs);
            }
        }
        for (int decided = 0; decided < classes; decided++) {
            List<String> name = Words.lines(names.get(decided), SIZE, CELL - 10);
            deepest = Math.max(deepest, name.size());
            for (int i = 0; i < name.size(); i++) {
                double y = top + classes * CELL + 20 + i * LINE;
                svg.text(left + (decided + 0.5) * CELL, y, SIZE, Svg.Anchor.MIDDLE, Pen.INK, name.get(i));
            }
        }
        double label = sheet.room(deepest * LINE + 30) + deepest * LINE + 20;
        svg.text(left + classes * CELL / 2, label, SIZE, Svg.Anchor.MIDDLE, Pen.INK, "Decided class");
        svg.uprightText(30, top + classes * CELL / 2, SIZE, Pen.INK, "True class");
        return sheet.picture();
    }

    private static void cell(Svg svg, double x, double y, int count, double share, int occurs) {
        svg.rectangle(x, y, CELL, CELL, blue(share), "#ffffff");
        String ink = share > 0.5 ? "#ffffff" : Pen.INK;
        svg.text(x + CELL / 2, y + CELL / 2, 18, Svg.Anchor.MIDDLE, ink, Integer.toString(count));
        String percent = occurs == 0 ? "none" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
        svg.text(x + CELL / 2, y + CELL / 2 + 20, SIZE, Svg.Anchor.MIDDLE, ink, percent);
    }

    /** From nearly white to dark blue. */
    private static String blue(double share) {
        int[] light = {238, 244, 249};
        int[] dark = {0, 90, 150};
        StringBuilder colour = new StringBuilder("#");
        for (int i = 0; i < 3; i++) {
            colour.append(String.format(Locale.ROOT, "%02x", Math.round(light[i] + share * (dark[i] - light[i]))));
        }
        return colour.toString();
    }
}
