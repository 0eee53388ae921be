package io.earlyview.ingestion.validation;

import io.earlyview.exams.ExamCatalogue;
import io.earlyview.ingestion.domain.Cause;
import io.earlyview.ingestion.domain.Verdict;
import io.earlyview.v1.IntakeRequest;

/** Judges a request of a gateway, whatever it holds. Pure: the same request always gets the same verdict. */
public final class RequestValidation {
    private final AcquisitionValidation acquisitions;
    private final FrameValidation frames;
    private final LabelValidation labels;

    /** Rules for the exams of a catalogue. */
    public RequestValidation(ExamCatalogue exams) {
        acquisitions = new AcquisitionValidation(exams);
        frames = new FrameValidation(exams);
        labels = new LabelValidation(exams);
    }

    /** Whether the request may go on, or the first rule that it breaks. */
    public Verdict judge(IntakeRequest request) {
        return switch (request.getContentCase()) {
            case ACQUISITION -> acquisitions.judge(request.getAcquisition());
            case FRAME -> frames.judge(request.getFrame());
            case LABEL -> labels.judge(request.getLabel());
            case CONTENT_NOT_SET ->
                new Verdict.Refused(
                        Cause.INCOMPLETE, "request has no content, it takes an acquisition event, a frame or a label");
        };
    }
}
