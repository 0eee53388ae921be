package io.earlyview.training.curation;

import io.earlyview.exams.ExamDescriptor;
import io.earlyview.training.curation.Taking.Refused;
import io.earlyview.v1.Frame;
import io.earlyview.v1.RefusalCause;
import java.util.Optional;

/**
 * Whether a frame's bytes are what they say. Ingestion has checked this; a frame that another producer wrote must still
 * not end in an example whose tensor is something else.
 */
final class FrameCheck {
    private FrameCheck() {}

    /** The refusal, or nothing if the frame can become part of an example. */
    static Optional<Refused> refusal(Frame frame, ExamDescriptor exam) {
        int rows = exam.frames().rows();
        int columns = exam.frames().columns();
        if (frame.getRows() != rows || frame.getColumns() != columns) {
            return refused(
                    RefusalCause.REFUSAL_CAUSE_WRONG_SHAPE,
                    "frame has " + frame.getRows() + " x " + frame.getColumns() + " pixels, " + exam.exam() + " takes "
                            + rows + " x " + columns);
        }
        int pixelBytes = PixelDecoding.bytesOf(frame.getPixelType());
        if (pixelBytes == 0) {
            return refused(RefusalCause.REFUSAL_CAUSE_WRONG_PIXEL_TYPE, "pixel type is unknown");
        }
        long expected = (long) rows * columns * pixelBytes;
        if (frame.getPixels().size() != expected) {
            return refused(
                    RefusalCause.REFUSAL_CAUSE_WRONG_LENGTH,
                    "frame has " + frame.getPixels().size() + " bytes, its shape and type take " + expected);
        }
        return Optional.empty();
    }

    private static Optional<Refused> refused(RefusalCause cause, String sentence) {
        return Optional.of(new Refused(cause.name(), sentence));
    }
}
