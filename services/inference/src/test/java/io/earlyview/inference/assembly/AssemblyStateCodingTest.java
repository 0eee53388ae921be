package io.earlyview.inference.assembly;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.earlyview.inference.domain.OpenAcquisition;
import io.earlyview.inference.domain.ReceivedFrame;
import io.earlyview.inference.domain.ReceivedFrame.PixelType;
import io.earlyview.inference.fixture.Received;
import org.junit.jupiter.api.Test;

class AssemblyStateCodingTest {
    @Test
    void keepsEverythingAScoreRestsOn() {
        for (PixelType type : PixelType.values()) {
            ReceivedFrame frame = Received.at(179.25)
                    .index(60)
                    .detector(2)
                    .pixels("some pixels, 16b")
                    .frame(type, 4 / type.bytes(), 4);
            OpenAcquisition back = AssemblyStateCoding.decode(AssemblyStateCoding.encodeWaiting(frame));

            ReceivedFrame pending = back.pending().getFirst();
            // Records compare arrays by identity, so these two stand apart.
            assertArrayEquals(frame.pixels(), pending.pixels());
            assertArrayEquals(frame.pixelsSha256(), pending.pixelsSha256());
            assertEquals(
                    frame.toString().replaceAll("\\[B@\\w+", ""),
                    pending.toString().replaceAll("\\[B@\\w+", ""));
            assertEquals(frame.receivedAt(), back.changedAt());
            assertEquals("datscan", back.exam());
            assertEquals(frame.acquisitionId(), back.acquisitionId());
        }
    }

    @Test
    void keepsWhatWasPublished() {
        OpenAcquisition scored = OpenAcquisition.unknown("id", "datscan", Received.NOW)
                .publishedAs("one", "release", Received.NOW)
                .publishedAs("two", "release", Received.NOW.plusNanos(1));
        assertEquals(scored, AssemblyStateCoding.decode(AssemblyStateCoding.encode(scored)));
    }

    @Test
    void callsBytesThatAreNoStateABrokenInvariant() {
        assertThrows(IllegalStateException.class, () -> AssemblyStateCoding.decode(new byte[] {1, 2, 3}));
    }
}
