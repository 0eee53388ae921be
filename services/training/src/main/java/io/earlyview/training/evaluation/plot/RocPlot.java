package io.earlyview.training.evaluation.plot;

import io.earlyview.training.evaluation.Estimate;
import io.earlyview.training.evaluation.RocCurve;
import java.util.List;
import java.util.Locale;

/** Draws ROC curves; the legend gives each area with its interval. */
public final class RocPlot {
    private static final double SIDE = 440;

    private RocPlot() {}

    /** A curve by name. */
    public record Curve(String name, RocCurve curve, Estimate area) {}

    /** The picture. */
    public static String of(Caption caption, List<Curve> curves) {
        Sheet sheet = new Sheet(caption, SIDE);
        Panel panel = sheet.panel(Axis.share("1 − specificity"), Axis.share("Sensitivity"), SIDE);
        panel.diagonal();
        for (int i = 0; i < curves.size(); i++) {
            List<RocCurve.Point> points = curves.get(i).curve().points();
            panel.line(
                    points.stream()
                            .mapToDouble(RocCurve.Point::falsePositiveShare)
                            .toArray(),
                    points.stream().mapToDouble(RocCurve.Point::sensitivity).toArray(),
                    Pen.of(i),
                    2);
        }
        for (int i = 0; i < curves.size(); i++) {
            Estimate area = curves.get(i).area();
            sheet.legend(Pen.of(i), curves.get(i).name() + ": AUROC " + said(area));
        }
        sheet.legend(new Pen(Pen.GREY, "3 3"), "chance");
        return sheet.picture();
    }

    /** One positive case has an area and no interval. */
    private static String said(Estimate area) {
        return Double.isFinite(area.low())
                ? String.format(Locale.ROOT, "%.3f (%.3f to %.3f)", area.value(), area.low(), area.high())
                : String.format(Locale.ROOT, "%.3f", area.value());
    }
}
