package io.earlyview.inference.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.earlyview.inference.fixture.Received;
import io.earlyview.inference.fixture.TestAcquisition;
import io.earlyview.inference.fixture.TestReference;
import io.earlyview.inference.fixture.TestRevision;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class ScoreRevisionTest {
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
        assertEquals(
                digits(hashed),
                scored("release-1", 0.25, ANTERIOR, POSTERIOR).revision().scoreId());

        hashed.write("\0FINAL".getBytes(StandardCharsets.UTF_8));
        assertEquals(
                digits(hashed),
                scored("release-1", 0.25, ANTERIOR, POSTERIOR)
                        .withoutTrigger()
                        .revision()
                        .scoreId());
    }

    private static String digits(ByteArrayOutputStream hashed) {
        return HexFormat.of()
                .formatHex(TestAcquisition.sha256(hashed.toByteArray()))
                .substring(0, 32);
    }

    @Test
    void hasTheSameIdWheneverAndByWhomeverItIsScored() {
        assertEquals(
                scored("release-1", 0.25, ANTERIOR, POSTERIOR).revision().scoreId(),
                scored("release-1", 0.75, ANTERIOR, POSTERIOR)
                        .at(Received.NOW.plusSeconds(9))
                        .revision()
                        .scoreId());
    }

    @Test
    void hasTheSameIdForAFrameWhoseEncoderHasReadIt() {
        assertEquals(
                scored("release-1", 0.25, ANTERIOR, POSTERIOR).revision().scoreId(),
                TestRevision.of(
                                new Prediction.Probability(0.25),
                                ScoreStage.FINAL,
                                EncodedFrame.of(ANTERIOR, "release-1", new float[] {1}),
                                EncodedFrame.of(POSTERIOR, "release-1", new float[] {2}))
                        .by(TestReference.stack("release-1", "datscan"))
                        .revision()
                        .scoreId());
    }

    @Test
    void hasAnotherIdForAnotherReleaseOrOtherFramesOrTheEndOfTheAcquisition() {
        TestRevision one = scored("release-1", 0.25, ANTERIOR, POSTERIOR);
        String id = one.revision().scoreId();
        assertNotEquals(
                id, scored("release-2", 0.25, ANTERIOR, POSTERIOR).revision().scoreId());
        assertNotEquals(
                id, scored("release-1", 0.25, POSTERIOR, ANTERIOR).revision().scoreId());
        assertNotEquals(
                id, scored("release-1", 0.25, ANTERIOR, ANTERIOR).revision().scoreId());
        assertNotEquals(id, scored("release-1", 0.25, ANTERIOR).revision().scoreId());
        assertNotEquals(id, one.withoutTrigger().revision().scoreId());
    }

    @Test
    void aProbabilityIsOne() {
        assertThrows(IllegalArgumentException.class, () -> new Prediction.Probability(1.0001));
        assertThrows(IllegalArgumentException.class, () -> new Prediction.Probability(-0.0001));
        assertThrows(IllegalArgumentException.class, () -> new Prediction.Probability(Double.NaN));
    }

    private static TestRevision scored(String release, double value, HeldFrame... frames) {
        return TestRevision.of(new Prediction.Probability(value), ScoreStage.FINAL, frames)
                .by(TestReference.stack(release, "datscan"));
    }
}
