package io.earlyview.inference.intake;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.earlyview.exams.ExamCatalogue;
import io.earlyview.inference.domain.ReceivedFrame;
import io.earlyview.inference.domain.RefusedRecord;
import io.earlyview.inference.fixture.Received;
import io.earlyview.inference.fixture.TestAcquisition;
import io.earlyview.v1.Frame;
import io.earlyview.v1.PixelType;
import io.earlyview.v1.RefusalCause;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FrameDecodingTest {
    private static final TestAcquisition ACQUISITION = TestAcquisition.named("decoding");
    private static final Frame GOOD = ACQUISITION.view(0);

    private final FrameDecoding decoding = new FrameDecoding(ExamCatalogue.bundled());

    @Test
    void takesAGoodFrameWhole() {
        var record = record(ACQUISITION.key(), GOOD.toByteArray());
        record.headers().add("traceparent", "00-aa-bb-01".getBytes(StandardCharsets.UTF_8));

        Decoded.AFrame taken = assertInstanceOf(Decoded.AFrame.class, decoding.decode(record, Received.NOW));

        ReceivedFrame frame = taken.frame();
        assertEquals(2, taken.partition());
        assertEquals(ACQUISITION.id(), frame.acquisitionId());
        assertEquals(ReceivedFrame.PixelType.UINT16, frame.pixelType());
        assertArrayEquals(GOOD.getPixels().toByteArray(), frame.pixels());
        assertArrayEquals(GOOD.getPixelsSha256().toByteArray(), frame.pixelsSha256());
        assertEquals(GOOD.getAcquiredAt().getSeconds(), frame.acquiredAt().getEpochSecond());
        assertEquals(Received.NOW, frame.receivedAt());
        assertEquals("00-aa-bb-01", frame.traceParent());
        assertTrue(frame.simulated());
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal("UNKNOWN_EXAM", "known are [datscan, mgmt, ctc, raster-volume]", f -> f.setExam("datscans")),
                refusal("MALFORMED_ID", "0 characters", f -> f.setAcquisitionId("")),
                refusal("MALFORMED_ID", "8 characters", f -> f.setAcquisitionId("John Doe")),
                refusal("WRONG_SHAPE", "127 x 128", f -> f.setRows(127)),
                refusal("WRONG_SHAPE", "128 x 4294967295", f -> f.setColumns(-1)),
                refusal(
                        "WRONG_LENGTH",
                        "1 bytes of pixels, expected 32768",
                        f -> f.setPixels(ByteString.copyFrom(new byte[1]))),
                refusal("WRONG_LENGTH", "expected 65536", f -> f.setPixelType(PixelType.PIXEL_TYPE_FLOAT32)),
                refusal("WRONG_PIXEL_TYPE", "type 0", f -> f.setPixelType(PixelType.PIXEL_TYPE_UNSPECIFIED)),
                refusal("WRONG_PIXEL_TYPE", "type 77", f -> f.setPixelTypeValue(77)),
                refusal("WRONG_GEOMETRY", "NaN", angle(Double.NaN)),
                refusal("WRONG_GEOMETRY", "360.0", angle(360)),
                refusal("WRONG_GEOMETRY", "-3.0", angle(-3)),
                refusal("DIGEST_MISMATCH", "SHA-256", f -> f.setPixelsSha256(ByteString.copyFrom(new byte[32]))),
                refusal("DIGEST_MISMATCH", "SHA-256", Frame.Builder::clearPixelsSha256),
                refusal("PIXELS_OUT_OF_RANGE", "every pixel is 0", pixels(new byte[128 * 128 * 2])),
                refusal("PIXELS_OUT_OF_RANGE", "-1", f -> signed(f, (short) -1)),
                refusal("PIXELS_OUT_OF_RANGE", "NaN", f -> floats(f, Float.NaN)),
                refusal("PIXELS_OUT_OF_RANGE", "Infinity", f -> floats(f, Float.POSITIVE_INFINITY)),
                refusal("UNDECODABLE", "years 1 to 9999", stamp(Long.MAX_VALUE, 0)),
                refusal("UNDECODABLE", "years 1 to 9999", stamp(0, -1)),
                refusal(
                        "UNDECODABLE",
                        "years 1 to 9999",
                        f -> f.setIngestedAt(Timestamp.newBuilder().setSeconds(Long.MIN_VALUE))));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusesAFrameThatIsNotWhatItSays(String cause, String says, UnaryOperator<Frame.Builder> fault) {
        Frame frame = fault.apply(GOOD.toBuilder()).build();
        byte[] value = frame.toByteArray();
        byte[] key = frame.getAcquisitionId().getBytes(StandardCharsets.UTF_8);

        RefusedRecord refused = refused(record(key, value));

        String word = cause.equals("UNDECODABLE")
                ? cause
                : RefusalCause.valueOf("REFUSAL_CAUSE_" + cause).name();
        assertEquals(word, refused.cause());
        assertTrue(refused.explanation().contains(says), refused.explanation());
        assertFalse(refused.explanation().contains("John"), refused.explanation());
        assertSame(value, refused.original());
        assertEquals(2, refused.partition());
        assertEquals(17, refused.offset());
    }

    @Test
    void refusesAKeyThatIsNotTheAcquisition() {
        byte[] other = TestAcquisition.named("other").key();
        assertEquals(
                "REFUSAL_CAUSE_MALFORMED_ID",
                refused(record(other, GOOD.toByteArray())).cause());
        assertEquals(
                "REFUSAL_CAUSE_MALFORMED_ID",
                refused(record(null, GOOD.toByteArray())).cause());
    }

    @Test
    void refusesBytesThatAreNoFrameAndARecordWithoutValue() {
        byte[] cut = Arrays.copyOf(GOOD.toByteArray(), 1000);
        assertEquals("UNDECODABLE", refused(record(ACQUISITION.key(), cut)).cause());
        assertSame(cut, refused(record(ACQUISITION.key(), cut)).original());
        assertEquals("UNDECODABLE", refused(record(ACQUISITION.key(), null)).cause());
        assertEquals(0, refused(record(ACQUISITION.key(), null)).original().length);
    }

    /** A score of a {@code set} release rests on every view. */
    @Test
    void looksAtEveryViewWhicheverAScoreNeeds() {
        Frame other = ACQUISITION.view(30);
        assertInstanceOf(
                Decoded.AFrame.class, decoding.decode(record(ACQUISITION.key(), other.toByteArray()), Received.NOW));
        Frame undigested = other.toBuilder().clearPixelsSha256().build();
        assertEquals(
                "REFUSAL_CAUSE_DIGEST_MISMATCH",
                refused(record(ACQUISITION.key(), undigested.toByteArray())).cause());
        Frame dark = TestAcquisition.withPixels(other, new byte[128 * 128 * 2]);
        assertEquals(
                "REFUSAL_CAUSE_PIXELS_OUT_OF_RANGE",
                refused(record(ACQUISITION.key(), dark.toByteArray())).cause());
    }

    @Test
    void neverThrowsOnRandomBytesNorOnAFrameWithFlippedBytes() {
        long seed = 20_260_304;
        Random random = new Random(seed);
        byte[] good = GOOD.toBuilder().setPixels(ByteString.EMPTY).build().toByteArray();
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
            assertNotNull(decoding.decode(record(ACQUISITION.key(), bytes), Received.NOW), "seed " + seed);
        }
    }

    private RefusedRecord refused(ConsumerRecord<byte[], byte[]> record) {
        return assertInstanceOf(Decoded.Refused.class, decoding.decode(record, Received.NOW))
                .refused();
    }

    private static ConsumerRecord<byte[], byte[]> record(byte[] key, byte[] value) {
        return new ConsumerRecord<>("frames", 2, 17, key, value);
    }

    private static Arguments refusal(String cause, String says, UnaryOperator<Frame.Builder> fault) {
        return Arguments.of(cause, says, fault);
    }

    private static UnaryOperator<Frame.Builder> angle(double degrees) {
        return frame -> frame.setView(frame.getView().toBuilder().setAngleDegrees(degrees));
    }

    private static UnaryOperator<Frame.Builder> stamp(long seconds, int nanos) {
        return frame ->
                frame.setAcquiredAt(Timestamp.newBuilder().setSeconds(seconds).setNanos(nanos));
    }

    private static UnaryOperator<Frame.Builder> pixels(byte[] pixels) {
        return frame -> TestAcquisition.withPixels(frame.build(), pixels).toBuilder();
    }

    private static Frame.Builder signed(Frame.Builder frame, short value) {
        ByteBuffer bytes = ByteBuffer.allocate(128 * 128 * 2).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putShort(0, (short) 5).putShort(bytes.capacity() - 2, value);
        return pixels(bytes.array()).apply(frame.setPixelType(PixelType.PIXEL_TYPE_INT16));
    }

    private static Frame.Builder floats(Frame.Builder frame, float value) {
        ByteBuffer bytes = ByteBuffer.allocate(128 * 128 * 4).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putFloat(0, 5).putFloat(bytes.capacity() - 4, value);
        return pixels(bytes.array()).apply(frame.setPixelType(PixelType.PIXEL_TYPE_FLOAT32));
    }
}
