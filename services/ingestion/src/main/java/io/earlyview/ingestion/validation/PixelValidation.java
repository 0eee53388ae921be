package io.earlyview.ingestion.validation;

import static io.earlyview.ingestion.domain.Verdict.require;

import io.earlyview.exams.ExamDescriptor;
import io.earlyview.exams.ExamDescriptor.PixelMeaning;
import io.earlyview.ingestion.domain.Cause;
import io.earlyview.ingestion.domain.Verdict;
import io.earlyview.v1.Frame;
import io.earlyview.v1.PixelType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Rules for the pixels themselves: how many bytes, and which values can be. */
final class PixelValidation {
    private PixelValidation() {}

    /** Whether the pixel type is known and rows x columns pixels of it are there. */
    static Verdict length(Frame frame) {
        int bytesPerPixel = bytesPerPixel(frame.getPixelType());
        long needed = (long) frame.getRows() * frame.getColumns() * bytesPerPixel;
        return require(
                        bytesPerPixel > 0,
                        Cause.WRONG_PIXEL_TYPE,
                        () -> "pixel_type is " + frame.getPixelTypeValue() + ", it must be 1 (uint8), 2 (uint16), 3"
                                + " (int16) or 4 (float32)")
                .then(() -> require(
                        frame.getPixels().size() == needed,
                        Cause.WRONG_LENGTH,
                        () -> "pixels has " + frame.getPixels().size() + " bytes, " + frame.getRows() + " x "
                                + frame.getColumns() + " pixels of " + bytesPerPixel + " bytes are " + needed));
    }

    /** Whether every value can be what the exam says pixels are; to be asked after {@link #length}. */
    static Verdict values(Frame frame, ExamDescriptor exam) {
        PixelMeaning meaning = exam.frames().pixelsAre();
        ByteBuffer bytes = frame.getPixels().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        boolean anyAboveZero = false;
        for (int pixel = 0; bytes.hasRemaining(); pixel++) {
            double value = next(bytes, frame.getPixelType());
            if (!Double.isFinite(value)) {
                return refused("pixel " + pixel + " is " + value + ", pixels are finite numbers");
            }
            if (value < 0 && meaning == PixelMeaning.COUNTS) {
                return refused(
                        "pixel " + pixel + " is " + value + ", counts of " + exam.exam() + " are never negative");
            }
            anyAboveZero |= value > 0;
        }
        return switch (meaning) {
            case COUNTS ->
                anyAboveZero
                        ? new Verdict.Valid()
                        : refused("all " + frame.getRows() * frame.getColumns() + " pixels are 0, a frame of "
                                + exam.exam() + " holds counts");
            case INTENSITY -> new Verdict.Valid();
        };
    }

    private static Verdict refused(String explanation) {
        return new Verdict.Refused(Cause.PIXELS_OUT_OF_RANGE, explanation);
    }

    private static double next(ByteBuffer bytes, PixelType type) {
        return switch (type) {
            case PIXEL_TYPE_UINT8 -> Byte.toUnsignedInt(bytes.get());
            case PIXEL_TYPE_UINT16 -> Short.toUnsignedInt(bytes.getShort());
            case PIXEL_TYPE_INT16 -> bytes.getShort();
            case PIXEL_TYPE_FLOAT32 -> bytes.getFloat();
            case PIXEL_TYPE_UNSPECIFIED, UNRECOGNIZED -> throw new IllegalStateException("asked before length()");
        };
    }

    /** 0 for a type that is not known. */
    private static int bytesPerPixel(PixelType type) {
        return switch (type) {
            case PIXEL_TYPE_UINT8 -> 1;
            case PIXEL_TYPE_UINT16, PIXEL_TYPE_INT16 -> 2;
            case PIXEL_TYPE_FLOAT32 -> 4;
            case PIXEL_TYPE_UNSPECIFIED, UNRECOGNIZED -> 0;
        };
    }
}
