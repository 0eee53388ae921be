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
    static Optional<String> faultOf(ByteBuffer bytes, PixelType type, PixelMeaning meaning) {
        ByteBuffer pixels = bytes.order(ByteOrder.LITTLE_ENDIAN);
        boolean allZero = true;
        while (pixels.hasRemaining()) {
            double value =
                    switch (type) {
                        case UINT8 -> pixels.get() & 0xff;
                        case UINT16 -> pixels.getShort() & 0xffff;
                        case INT16 -> pixels.getShort();
                        case FLOAT32 -> pixels.getFloat();
                    };
            if (!Double.isFinite(value) || (meaning == PixelMeaning.COUNTS && value < 0)) {
                return Optional.of("a pixel is " + value + ", " + meaning + " take "
                        + (meaning == PixelMeaning.COUNTS ? "numbers from 0" : "finite numbers"));
            }
            allZero &= value == 0;
        }
        return allZero && meaning == PixelMeaning.COUNTS
                ? Optional.of("every pixel is 0: nothing was detected")
                : Optional.empty();
    }
}
