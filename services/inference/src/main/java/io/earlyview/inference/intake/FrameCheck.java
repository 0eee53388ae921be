package io.earlyview.inference.intake;

import com.google.protobuf.Timestamp;
import io.earlyview.exams.ExamCatalogue;
import io.earlyview.exams.ExamDescriptor;
import io.earlyview.inference.domain.ReceivedFrame;
import io.earlyview.v1.Frame;
import io.earlyview.v1.RefusalCause;
import io.earlyview.v1.ViewGeometry;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether a frame is what it says. Ingestion has validated what it let in, but anybody with the right to write may have
 * written this record, so whatever a score rests on is checked again, and whatever could stop the scoring thread.
 */
final class FrameCheck {
    private static final Pattern PSEUDONYM = Pattern.compile("[0-9a-f]{32}");
    // What google.protobuf.Timestamp may hold: years 1 to 9999. Beyond it java.time throws.
    private static final long FIRST_SECOND = -62_135_596_800L;
    private static final long LAST_SECOND = 253_402_300_799L;

    private final ExamCatalogue exams;

    FrameCheck(ExamCatalogue exams) {
        this.exams = exams;
    }

    /** Whether an id is 32 lower-case hexadecimal digits. */
    static boolean isPseudonym(String id) {
        return PSEUDONYM.matcher(id).matches();
    }

    /** Why a frame is refused: a stable word and a sentence. */
    record Fault(String cause, String explanation) {
        static Optional<Fault> of(RefusalCause cause, String explanation) {
            return Optional.of(new Fault(cause.name(), explanation));
        }
    }

    /** The first fault of a frame with these pixels that came under this record key. */
    Optional<Fault> faultOf(Frame frame, byte[] pixels, ReceivedFrame.PixelType type, byte @Nullable [] key) {
        ExamDescriptor exam = exams.find(frame.getExam()).orElse(null);
        if (exam == null) {
            return Fault.of(
                    RefusalCause.REFUSAL_CAUSE_UNKNOWN_EXAM, "the frame's exam is unknown; known are " + exams.names());
        }
        return identityFault(frame, key)
                .or(() -> stampFault(frame.getAcquiredAt()))
                .or(() -> stampFault(frame.getIngestedAt()))
                .or(() -> shapeFault(frame, type, exam))
                .or(() -> contentFault(frame, pixels, type, exam));
    }

    private static Optional<Fault> identityFault(Frame frame, byte @Nullable [] key) {
        if (!isPseudonym(frame.getAcquisitionId())) {
            return Fault.of(
                    RefusalCause.REFUSAL_CAUSE_MALFORMED_ID,
                    "the acquisition id has " + frame.getAcquisitionId().length()
                            + " characters, or others than 32 lower-case hexadecimal digits");
        }
        // Another key may be another partition: two owners, and so two scores, for one acquisition.
        if (!Arrays.equals(key, frame.getAcquisitionId().getBytes(StandardCharsets.UTF_8))) {
            return Fault.of(
                    RefusalCause.REFUSAL_CAUSE_MALFORMED_ID, "the record's key is not the frame's acquisition id");
        }
        return Optional.empty();
    }

    private static Optional<Fault> stampFault(Timestamp stamp) {
        boolean valid = stamp.getSeconds() >= FIRST_SECOND
                && stamp.getSeconds() <= LAST_SECOND
                && stamp.getNanos() >= 0
                && stamp.getNanos() < 1_000_000_000;
        return valid
                ? Optional.empty()
                : Optional.of(new Fault(
                        RecordDecoding.UNDECODABLE,
                        "a time stamp of %d s and %d ns is not in the years 1 to 9999"
                                .formatted(stamp.getSeconds(), stamp.getNanos())));
    }

    private static Optional<Fault> shapeFault(Frame frame, ReceivedFrame.PixelType type, ExamDescriptor exam) {
        int rows = exam.frames().rows();
        int columns = exam.frames().columns();
        if (frame.getRows() != rows || frame.getColumns() != columns) {
            return Fault.of(
                    RefusalCause.REFUSAL_CAUSE_WRONG_SHAPE,
                    "frame has %s x %s pixels, %s takes %d x %d"
                            .formatted(
                                    Integer.toUnsignedString(frame.getRows()),
                                    Integer.toUnsignedString(frame.getColumns()),
                                    exam.exam(),
                                    rows,
                                    columns));
        }
        long expected = (long) rows * columns * type.bytes();
        if (frame.getPixels().size() != expected) {
            return Fault.of(
                    RefusalCause.REFUSAL_CAUSE_WRONG_LENGTH,
                    "frame has %d bytes of pixels, expected %d"
                            .formatted(frame.getPixels().size(), expected));
        }
        double angle = frame.getView().getAngleDegrees();
        if (!(angle >= 0 && angle < 360)) {
            return Fault.of(RefusalCause.REFUSAL_CAUSE_WRONG_GEOMETRY, "angle " + angle + " is not in [0, 360)");
        }
        return spacingFault(frame.getView(), exam);
    }

    private static Optional<Fault> spacingFault(ViewGeometry view, ExamDescriptor exam) {
        boolean known = positive(view.getPlaneSpacingMm())
                && positive(view.getRowSpacingMm())
                && positive(view.getColumnSpacingMm());
        return known || !exam.frames().spacingNeeded()
                ? Optional.empty()
                : Fault.of(
                        RefusalCause.REFUSAL_CAUSE_WRONG_GEOMETRY,
                        "spacing of planes, rows and columns is %s, %s, %s mm; %s takes distances above 0"
                                .formatted(
                                        view.getPlaneSpacingMm(),
                                        view.getRowSpacingMm(),
                                        view.getColumnSpacingMm(),
                                        exam.exam()));
    }

    private static boolean positive(double millimetres) {
        return millimetres > 0 && Double.isFinite(millimetres);
    }

    /** A score may rest on any frame, so each is worth a digest and a look at every pixel. */
    private static Optional<Fault> contentFault(
            Frame frame, byte[] pixels, ReceivedFrame.PixelType type, ExamDescriptor exam) {
        if (!MessageDigest.isEqual(sha256(pixels), frame.getPixelsSha256().toByteArray())) {
            return Fault.of(
                    RefusalCause.REFUSAL_CAUSE_DIGEST_MISMATCH,
                    "the SHA-256 of the pixels is not the one the frame states");
        }
        return PixelRange.faultOf(pixels, type, exam.frames().pixelsAre())
                .map(fault -> new Fault(RefusalCause.REFUSAL_CAUSE_PIXELS_OUT_OF_RANGE.name(), fault));
    }

    private static byte[] sha256(byte[] pixels) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(pixels);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
