package io.earlyview.inference.intake;

import io.earlyview.exams.ExamDescriptor.PixelMeaning;
import io.earlyview.inference.domain.ReceivedFrame.PixelType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** Whether pixel values are possible: a network would make a confident number of impossible ones too. */
final class PixelRange {
    private PixelRange() {}

    /** What is wrong with the pixels, if anything is. */
    static Optional<String> faultOf(byte[] bytes, PixelType type, PixelMeaning meaning) {
        ByteBuffer pixels = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        Optional<String> impossible =
                switch (type) {
                    case UINT8, UINT16 -> Optional.empty(); // every pattern of bits is a count
                    case INT16 -> meaning == PixelMeaning.COUNTS ? negative(pixels) : Optional.empty();
                    case FLOAT32 -> noCount(pixels, meaning);
                };
        return impossible.isEmpty() && meaning == PixelMeaning.COUNTS && isZero(bytes, type)
                ? Optional.of("every pixel is 0: nothing was detected")
                : impossible;
    }

    private static Optional<String> negative(ByteBuffer pixels) {
        while (pixels.hasRemaining()) {
            short value = pixels.getShort();
            if (value < 0) {
                return impossible(value, PixelMeaning.COUNTS);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> noCount(ByteBuffer pixels, PixelMeaning meaning) {
        while (pixels.hasRemaining()) {
            float value = pixels.getFloat();
            if (!Float.isFinite(value) || (meaning == PixelMeaning.COUNTS && value < 0)) {
                return impossible(value, meaning);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> impossible(double value, PixelMeaning meaning) {
        return Optional.of("a pixel is " + value + ", " + meaning + " take "
                + (meaning == PixelMeaning.COUNTS ? "numbers from 0" : "finite numbers"));
    }

    /** Of floats, minus zero is zero too. */
    private static boolean isZero(byte[] bytes, PixelType type) {
        if (type == PixelType.FLOAT32) {
            ByteBuffer pixels = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            while (pixels.hasRemaining()) {
                if (pixels.getFloat() != 0) {
                    return false;
                }
            }
            return true;
        }
        for (byte one : bytes) {
            if (one != 0) {
                return false;
            }
        }
        return true;
    }
}
