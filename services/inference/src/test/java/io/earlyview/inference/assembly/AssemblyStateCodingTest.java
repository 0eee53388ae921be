package io.earlyview.inference.assembly;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.earlyview.inference.domain.OpenAcquisition;
import io.earlyview.inference.domain.ReceivedFrame;
import io.earlyview.inference.domain.ReceivedFrame.PixelType;
import io.earlyview.inference.domain.ScoreStage;
import io.earlyview.inference.domain.SenderEnd;
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
            AssemblyStateCoding.Held held =
                    AssemblyStateCoding.decodeHeld(AssemblyStateCoding.encodeHeld(frame, "datscan"));

            ReceivedFrame pending = assertInstanceOf(ReceivedFrame.class, held.frame());
            // Records compare arrays by identity, so these two stand apart.
            assertArrayEquals(frame.pixels(), pending.pixels());
            assertArrayEquals(frame.pixelsSha256(), pending.pixelsSha256());
            assertEquals(
                    frame.toString().replaceAll("\\[B@\\w+", ""),
                    pending.toString().replaceAll("\\[B@\\w+", ""));
            OpenAcquisition alone = held.alone(60);
            assertEquals(frame.receivedAt(), alone.changedAt());
            assertEquals("datscan", alone.exam());
            assertEquals(frame.acquisitionId(), alone.acquisitionId());
            assertEquals(120, alone.expectedFrames());
            assertEquals(frame.index(), alone.held().get(60).index());
        }
    }

    @Test
    void keepsWhatWasPublishedAndSaid() {
        OpenAcquisition opened = OpenAcquisition.unknown("id", "datscan", Received.NOW)
                .expecting(120, true, Received.NOW)
                .pinnedTo("release", Received.NOW);
        OpenAcquisition scored =
                opened.revised(Received.NOW).revised(Received.NOW.plusNanos(1)).settledAs(ScoreStage.STOP_NORMAL);
        OpenAcquisition ended = scored.endedBySender(new SenderEnd(99, true, Received.NOW.plusNanos(2)));
        OpenAcquisition closed = ended.revised(Received.NOW.plusNanos(3)).closed(Received.NOW.plusNanos(3));
        for (OpenAcquisition one : new OpenAcquisition[] {opened, scored, ended, closed}) {
            assertEquals(one, AssemblyStateCoding.decode(AssemblyStateCoding.encode(one)));
        }
        assertEquals(3, closed.revision());
    }

    @Test
    void callsBytesThatAreNoStateABrokenInvariant() {
        assertThrows(IllegalStateException.class, () -> AssemblyStateCoding.decode(new byte[] {1, 2, 3}));
        assertThrows(IllegalStateException.class, () -> AssemblyStateCoding.decodeHeld(new byte[] {1, 2, 3}));
    }
}
