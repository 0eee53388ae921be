package io.earlyview.ingestion.validation;

import static io.earlyview.ingestion.domain.Verdict.require;
import static io.earlyview.ingestion.validation.Fields.present;

import io.earlyview.exams.ExamCatalogue;
import io.earlyview.exams.ExamDescriptor;
import io.earlyview.ingestion.domain.Cause;
import io.earlyview.ingestion.domain.Verdict;
import io.earlyview.v1.AcquisitionAborted;
import io.earlyview.v1.AcquisitionCompleted;
import io.earlyview.v1.AcquisitionEvent;
import io.earlyview.v1.AcquisitionStarted;

/** Rules for the events of an acquisition's life. */
final class AcquisitionValidation {
    /** An event has some 200 bytes; the rest is room for fields of later versions. */
    private static final int BYTES_MAX = 1 << 16;

    private final ExamCatalogue exams;
    private final int framesMax;

    AcquisitionValidation(ExamCatalogue exams) {
        this.exams = exams;
        this.framesMax = exams.all().stream()
                .mapToInt(exam -> exam.frames().expected())
                .max()
                .orElse(0);
    }

    Verdict judge(AcquisitionEvent event) {
        return Fields.notLarger(event, BYTES_MAX, "acquisition event")
                .then(() -> Fields.id(event.getAcquisitionId(), "acquisition_id"))
                .then(() -> switch (event.getEventCase()) {
                    case STARTED -> started(event.getStarted());
                    case COMPLETED -> completed(event.getCompleted());
                    case ABORTED -> aborted(event.getAborted());
                    case EVENT_NOT_SET -> present(false, "event");
                });
    }

    private Verdict started(AcquisitionStarted started) {
        return Fields.exam(exams, started.getExam(), exam -> expected(started.getExpectedFrames(), exam))
                .then(() -> Fields.id(started.getPatientPseudonym(), "patient_pseudonym"))
                .then(() -> Fields.id(started.getScannerPseudonym(), "scanner_pseudonym"))
                .then(() -> present(started.hasStartedAt(), "started_at"));
    }

    private Verdict completed(AcquisitionCompleted completed) {
        return sent(completed.getFramesSent()).then(() -> present(completed.hasCompletedAt(), "completed_at"));
    }

    private Verdict aborted(AcquisitionAborted aborted) {
        boolean hasReason =
                switch (aborted.getReason()) {
                    case ABORT_REASON_PATIENT, ABORT_REASON_EQUIPMENT, ABORT_REASON_OPERATOR -> true;
                    case ABORT_REASON_UNSPECIFIED, UNRECOGNIZED -> false;
                };
        return sent(aborted.getFramesSent())
                .then(() -> present(hasReason, "reason"))
                .then(() -> present(aborted.hasAbortedAt(), "aborted_at"));
    }

    /** These events do not name their exam, so the widest exam is the limit. */
    private Verdict sent(int framesSent) {
        return require(
                framesSent >= 0 && framesSent <= framesMax,
                Cause.WRONG_SHAPE,
                () -> "frames_sent is " + Integer.toUnsignedString(framesSent) + ", no exam has more than "
                        + framesMax);
    }

    /** A scanner may take fewer views than usual, never more than the exam has and never none. */
    static Verdict expected(int expectedFrames, ExamDescriptor exam) {
        int limit = exam.frames().expected();
        return require(
                expectedFrames >= 1 && expectedFrames <= limit,
                Cause.WRONG_SHAPE,
                () -> "expected_frames is " + Integer.toUnsignedString(expectedFrames) + ", " + exam.exam()
                        + " has 1 to " + limit);
    }
}
