package io.earlyview.ingestion.validation;

import static io.earlyview.ingestion.domain.Verdict.require;
import static io.earlyview.ingestion.validation.Fields.present;

import com.google.protobuf.ByteString;
import io.earlyview.exams.ExamCatalogue;
import io.earlyview.exams.ExamDescriptor;
import io.earlyview.ingestion.domain.Cause;
import io.earlyview.ingestion.domain.Verdict;
import io.earlyview.v1.Frame;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Rules for one frame, cheap ones first: no pixel is read before size, exam and shape are known to be right. */
final class FrameValidation {
    /** The contract's limit for a whole frame message. */
    static final int BYTES_MAX = 1 << 20;

    private final ExamCatalogue exams;

    FrameValidation(ExamCatalogue exams) {
        this.exams = exams;
    }

    Verdict judge(Frame frame) {
        return Fields.notLarger(frame, BYTES_MAX, "frame")
                .then(() -> Fields.id(frame.getAcquisitionId(), "acquisition_id"))
                .then(() -> present(frame.hasView(), "view"))
                .then(() -> present(!frame.getPixelsSha256().isEmpty(), "pixels_sha256"))
                .then(() -> present(frame.hasAcquiredAt(), "acquired_at"))
                .then(() -> Fields.exam(exams, frame.getExam(), exam -> against(exam, frame)));
    }

    private static Verdict against(ExamDescriptor exam, Frame frame) {
        return shape(exam, frame)
                .then(() -> AcquisitionValidation.expected(frame.getExpectedFrames(), exam))
                .then(() -> index(frame))
                .then(() -> ViewValidation.judge(frame.getView(), exam))
                .then(() -> PixelValidation.length(frame))
                .then(() -> digest(frame))
                .then(() -> PixelValidation.values(frame, exam));
    }

    private static Verdict shape(ExamDescriptor exam, Frame frame) {
        return require(
                frame.getRows() == exam.frames().rows()
                        && frame.getColumns() == exam.frames().columns(),
                Cause.WRONG_SHAPE,
                () -> "frame has " + Integer.toUnsignedString(frame.getRows()) + " x "
                        + Integer.toUnsignedString(frame.getColumns()) + " pixels, " + exam.exam() + " takes "
                        + exam.frames().rows() + " x " + exam.frames().columns());
    }

    private static Verdict index(Frame frame) {
        return require(
                Integer.compareUnsigned(frame.getIndex(), frame.getExpectedFrames()) < 0,
                Cause.WRONG_SHAPE,
                () -> "index is " + Integer.toUnsignedString(frame.getIndex())
                        + ", it must be less than expected_frames, " + frame.getExpectedFrames());
    }

    private static Verdict digest(Frame frame) {
        ByteString claimed = frame.getPixelsSha256();
        return require(
                        claimed.size() == 32,
                        Cause.DIGEST_MISMATCH,
                        () -> "pixels_sha256 has " + claimed.size() + " bytes, a SHA-256 has 32")
                .then(() -> require(
                        claimed.equals(sha256(frame.getPixels())),
                        Cause.DIGEST_MISMATCH,
                        () -> "pixels_sha256 is not the SHA-256 of the "
                                + frame.getPixels().size() + " bytes in pixels"));
    }

    private static ByteString sha256(ByteString bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes.asReadOnlyByteBuffer());
            return ByteString.copyFrom(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
