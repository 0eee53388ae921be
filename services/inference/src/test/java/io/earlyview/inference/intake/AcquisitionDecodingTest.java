package io.earlyview.inference.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.earlyview.exams.ExamCatalogue;
import io.earlyview.inference.domain.AcquisitionWord;
import io.earlyview.inference.domain.RefusedRecord;
import io.earlyview.inference.fixture.Received;
import io.earlyview.inference.fixture.TestAcquisition;
import io.earlyview.v1.AbortReason;
import io.earlyview.v1.AcquisitionAborted;
import io.earlyview.v1.AcquisitionCompleted;
import io.earlyview.v1.AcquisitionEvent;
import io.earlyview.v1.AcquisitionStarted;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class AcquisitionDecodingTest {
    private static final TestAcquisition ACQUISITION = TestAcquisition.named("words");
    private static final Instant TOLD = Instant.parse("2026-03-04T05:06:07.089Z");
    private static final AcquisitionEvent STARTED = AcquisitionEvent.newBuilder()
            .setAcquisitionId(ACQUISITION.id())
            .setStarted(AcquisitionStarted.newBuilder()
                    .setExam("datscan")
                    .setExpectedFrames(120)
                    .setSimulated(true))
            .build();

    private final RecordDecoding decoding = new RecordDecoding(ExamCatalogue.bundled());

    @Test
    void takesWhatASenderSays() {
        assertEquals(
                new AcquisitionWord.Started(ACQUISITION.id(), "datscan", 120, true, TOLD), word(STARTED.toBuilder()));
        assertEquals(new AcquisitionWord.Ended(ACQUISITION.id(), 118, false), word(completed(118)));
        assertEquals(
                new AcquisitionWord.Ended(ACQUISITION.id(), 7, true),
                word(STARTED.toBuilder()
                        .setAborted(AcquisitionAborted.newBuilder()
                                .setFramesSent(7)
                                .setReason(AbortReason.ABORT_REASON_PATIENT))));
    }

    @Test
    void takesNoMoreFramesThanAnExamCanHave() {
        assertEquals(new AcquisitionWord.Ended(ACQUISITION.id(), 4096, false), word(completed(5000)));
        assertEquals(new AcquisitionWord.Ended(ACQUISITION.id(), 4096, false), word(completed(-1)));
    }

    @Test
    void refusesWhatIsNoWordOfAnAcquisition() {
        byte[] garbage = "no event".getBytes(StandardCharsets.UTF_8);
        assertEquals("UNDECODABLE", refused(ACQUISITION.key(), garbage).cause());
        assertSame(garbage, refused(ACQUISITION.key(), garbage).original());
        assertEquals("UNDECODABLE", refused(ACQUISITION.key(), null).cause());
        assertEquals(0, refused(ACQUISITION.key(), null).original().length);
        byte[] silent = AcquisitionEvent.newBuilder()
                .setAcquisitionId(ACQUISITION.id())
                .build()
                .toByteArray();
        assertEquals(
                "REFUSAL_CAUSE_INCOMPLETE", refused(ACQUISITION.key(), silent).cause());
        assertEquals("acquisitions", refused(ACQUISITION.key(), silent).topic());
    }

    @Test
    void refusesAnIdThatIsNoPseudonymOrNotTheKey() {
        byte[] named = STARTED.toBuilder().setAcquisitionId("John Doe").build().toByteArray();
        RefusedRecord refused = refused("John Doe".getBytes(StandardCharsets.UTF_8), named);
        assertEquals("REFUSAL_CAUSE_MALFORMED_ID", refused.cause());
        assertEquals(-1, refused.explanation().indexOf("John"));
        assertEquals(
                "REFUSAL_CAUSE_MALFORMED_ID",
                refused(TestAcquisition.named("other").key(), STARTED.toByteArray())
                        .cause());
        assertEquals(
                "REFUSAL_CAUSE_MALFORMED_ID",
                refused(null, STARTED.toByteArray()).cause());
    }

    @Test
    void neverThrowsOnRandomBytesNorOnAnEventWithFlippedBytes() {
        long seed = 20_260_304;
        Random random = new Random(seed);
        byte[] good = STARTED.toByteArray();
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes;
            if (i % 2 == 0) {
                bytes = new byte[random.nextInt(200)];
                random.nextBytes(bytes);
            } else {
                bytes = good.clone();
                for (int flips = random.nextInt(4); flips >= 0; flips--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                }
            }
            assertNotNull(decode(ACQUISITION.key(), bytes), "seed " + seed);
        }
    }

    private static AcquisitionEvent.Builder completed(int framesSent) {
        return STARTED.toBuilder()
                .setCompleted(AcquisitionCompleted.newBuilder().setFramesSent(framesSent));
    }

    private AcquisitionWord word(AcquisitionEvent.Builder event) {
        Decoded.AWord said = assertInstanceOf(
                Decoded.AWord.class, decode(ACQUISITION.key(), event.build().toByteArray()));
        assertEquals(2, said.partition());
        return said.word();
    }

    private RefusedRecord refused(byte[] key, byte[] value) {
        return assertInstanceOf(Decoded.Refused.class, decode(key, value)).refused();
    }

    private Decoded decode(byte[] key, byte[] value) {
        return decoding.decode(
                new ConsumerRecord<>(
                        "acquisitions",
                        2,
                        17,
                        TOLD.toEpochMilli(),
                        TimestampType.CREATE_TIME,
                        0,
                        0,
                        key,
                        value,
                        new RecordHeaders(),
                        Optional.empty()),
                Received.NOW);
    }
}
