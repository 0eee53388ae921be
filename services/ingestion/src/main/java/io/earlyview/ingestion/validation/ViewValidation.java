package io.earlyview.ingestion.validation;

import static io.earlyview.ingestion.domain.Verdict.require;

import io.earlyview.exams.ExamDescriptor;
import io.earlyview.ingestion.domain.Cause;
import io.earlyview.ingestion.domain.Verdict;
import io.earlyview.v1.ViewGeometry;
import java.util.Arrays;

/** Rules for where a frame was taken. Frames are chosen by this, so a view that cannot be is never passed on. */
final class ViewValidation {
    private ViewValidation() {}

    static Verdict judge(ViewGeometry view, ExamDescriptor exam) {
        double angle = view.getAngleDegrees();
        return require(
                        angle >= 0 && angle < 360, // false for NaN as well
                        Cause.WRONG_GEOMETRY,
                        () -> "angle_degrees is " + angle + ", it must be in [0, 360)")
                .then(() -> numberedFromOne(view.getDetector(), "detector"))
                .then(() -> numberedFromOne(view.getEnergyWindow(), "energy_window"))
                .then(() -> rotationOrPlane(view, exam))
                .then(() -> spacing(view, exam));
    }

    private static Verdict numberedFromOne(int number, String field) {
        return require(
                number != 0,
                Cause.WRONG_GEOMETRY,
                () -> field + " is 0, it is numbered from 1 (1 where the source does" + " not say)");
    }

    private static Verdict rotationOrPlane(ViewGeometry view, ExamDescriptor exam) {
        if (exam.frames().angularStepDegrees() > 0) {
            return require(
                    view.getPlane() == 0,
                    Cause.WRONG_GEOMETRY,
                    () -> "plane is " + Integer.toUnsignedString(view.getPlane()) + ", it must be 0: " + exam.exam()
                            + " is a rotation");
        }
        int planes = exam.frames().expected();
        return require(
                        view.getAngleDegrees() == 0,
                        Cause.WRONG_GEOMETRY,
                        () -> "angle_degrees is " + view.getAngleDegrees() + ", it must be 0: " + exam.exam()
                                + " is no rotation")
                .then(() -> require(
                        Integer.compareUnsigned(view.getPlane(), planes) < 0,
                        Cause.WRONG_GEOMETRY,
                        () -> "plane is " + Integer.toUnsignedString(view.getPlane()) + ", " + exam.exam()
                                + " has planes 0 to " + (planes - 1)));
    }

    /** Known along every axis, or along none and not needed. */
    private static Verdict spacing(ViewGeometry view, ExamDescriptor exam) {
        double[] millimetres = {view.getPlaneSpacingMm(), view.getRowSpacingMm(), view.getColumnSpacingMm()};
        boolean known = Arrays.stream(millimetres).allMatch(each -> each > 0 && Double.isFinite(each));
        boolean unknown = Arrays.stream(millimetres).allMatch(each -> each == 0);
        return require(
                known || (unknown && !exam.frames().spacingNeeded()),
                Cause.WRONG_GEOMETRY,
                () -> "spacing of planes, rows and columns is " + Arrays.toString(millimetres)
                        + " mm, it must be above 0"
                        + (exam.frames().spacingNeeded() ? "" : ", or 0 for all where the source does not say"));
    }
}
