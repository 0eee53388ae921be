package io.earlyview.ingestion.validation;

import static io.earlyview.ingestion.domain.Verdict.require;

import io.earlyview.exams.ExamDescriptor;
import io.earlyview.ingestion.domain.Cause;
import io.earlyview.ingestion.domain.Verdict;
import io.earlyview.v1.ViewGeometry;

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
                .then(() -> rotationOrPlane(view, exam));
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
        return require(
                view.getAngleDegrees() == 0,
                Cause.WRONG_GEOMETRY,
                () -> "angle_degrees is " + view.getAngleDegrees() + ", it must be 0: " + exam.exam()
                        + " is no rotation");
    }
}
