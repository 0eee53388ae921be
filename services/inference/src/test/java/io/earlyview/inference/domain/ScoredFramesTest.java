package io.earlyview.inference.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.earlyview.inference.fixture.Received;
import io.earlyview.inference.fixture.TestAcquisition;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScoredFramesTest {
    private static final ReceivedFrame ANTERIOR =
            Received.at(0).pixels("anterior").frame();
    private static final ReceivedFrame POSTERIOR =
            Received.at(180).pixels("posterior").frame();

    @Test
    void hasTheIdThatTheContractSpells() throws Exception {
        var hashed = new ByteArrayOutputStream();
        hashed.write((ANTERIOR.acquisitionId() + "\0" + "release-1" + "\0").getBytes(StandardCharsets.UTF_8));
        hashed.write(ANTERIOR.pixelsSha256());
        hashed.write(POSTERIOR.pixelsSha256());
        String expected = HexFormat.of()
                .formatHex(TestAcquisition.sha256(hashed.toByteArray()))
                .substring(0, 32);

        assertEquals(
                expected,
                scored("release-1", 0.25, Received.NOW, ANTERIOR, POSTERIOR).scoreId());
    }

    @Test
    void hasTheSameIdWheneverAndByWhomeverItIsScored() {
        assertEquals(
                scored("release-1", 0.25, Received.NOW, ANTERIOR, POSTERIOR).scoreId(),
                scored("release-1", 0.75, Received.NOW.plusSeconds(9), ANTERIOR, POSTERIOR)
                        .scoreId());
    }

    @Test
    void hasAnotherIdForAnotherReleaseOrOtherFrames() {
        String id = scored("release-1", 0.25, Received.NOW, ANTERIOR, POSTERIOR).scoreId();
        assertNotEquals(
                id, scored("release-2", 0.25, Received.NOW, ANTERIOR, POSTERIOR).scoreId());
        assertNotEquals(
                id, scored("release-1", 0.25, Received.NOW, POSTERIOR, ANTERIOR).scoreId());
        assertNotEquals(
                id, scored("release-1", 0.25, Received.NOW, ANTERIOR, ANTERIOR).scoreId());
    }

    @Test
    void countsLatencyFromTheFrameThatCameLast() {
        ReceivedFrame late = new ReceivedFrame(
                POSTERIOR.acquisitionId(),
                "datscan",
                60,
                120,
                1,
                1,
                180,
                0,
                ReceivedFrame.Spacing.UNKNOWN,
                ReceivedFrame.PixelType.UINT8,
                1,
                2,
                POSTERIOR.pixels(),
                POSTERIOR.pixelsSha256(),
                false,
                Received.NOW.plusSeconds(30),
                Received.NOW.plusSeconds(30),
                ANTERIOR.receivedAt(),
                "");
        assertSame(late, scored("r", 0.5, Received.NOW, late, ANTERIOR).lastFrame());
        assertSame(late, scored("r", 0.5, Received.NOW, ANTERIOR, late).lastFrame());
    }

    @Test
    void aProbabilityIsOne() {
        assertThrows(IllegalArgumentException.class, () -> new Prediction.Probability(1.0001));
        assertThrows(IllegalArgumentException.class, () -> new Prediction.Probability(Double.NaN));
    }

    private static ScoredFrames scored(String release, double value, Instant at, ReceivedFrame... frames) {
        return new ScoredFrames(
                0,
                OpenAcquisition.unknown(ANTERIOR.acquisitionId(), "datscan", at),
                List.of(frames),
                new ReleaseReference(release, "datscan", "0".repeat(64), List.of("normal", "abnormal"), "", "cpu"),
                1,
                new Prediction.Probability(value),
                at);
    }
}
