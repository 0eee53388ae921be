package io.earlyview.gateway.source.simulation.cohort;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.earlyview.gateway.domain.PixelType;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class FrameStackTest {

    @Test
    void bytesAreRoundedAndKeptWithinTheirRange() {
        FrameStack stack = FrameStack.ofBytes(1, 2, 2, new float[] {-3, 0.6f, 200.4f, 999});
        assertArrayEquals(new float[] {0, 1, 200, 255}, stack.values());
    }

    @Test
    void shortsAreLittleEndianAndKeptWithinTheirRange() {
        FrameStack stack = FrameStack.ofShorts(2, 1, 2, new float[] {0, 258, 4000, 60_000}, 4095);
        assertArrayEquals(new float[] {0, 258, 4000, 4095}, stack.values());
        assertEquals(2, stack.pixels().get(2));
        assertEquals(1, stack.pixels().get(3));
    }

    @Test
    void aFrameIsItsShareOfThePixels() {
        FrameStack stack = FrameStack.ofShorts(2, 1, 2, new float[] {1, 2, 3, 4}, 4095);
        assertEquals(4, stack.frame(1).remaining());
        assertEquals(3, stack.frame(1).getShort());
    }

    @Test
    void refusesPixelsThatDoNotFit() {
        ByteBuffer three = ByteBuffer.allocate(3);
        assertThrows(IllegalArgumentException.class, () -> new FrameStack(1, 2, 2, PixelType.UINT8, three));
        ByteBuffer sixteen = ByteBuffer.allocate(16);
        assertThrows(IllegalArgumentException.class, () -> new FrameStack(1, 2, 2, PixelType.FLOAT32, sixteen));
    }
}
