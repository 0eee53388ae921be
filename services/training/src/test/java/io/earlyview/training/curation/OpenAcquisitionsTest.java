package io.earlyview.training.curation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.earlyview.training.curation.Taking.Completed;
import io.earlyview.training.curation.Taking.Kept;
import io.earlyview.training.curation.Taking.NotNeeded;
import io.earlyview.training.curation.Taking.Refused;
import io.earlyview.v1.Example;
import io.earlyview.v1.Frame;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

/** Which frames become an example, when, and from where reading must begin again. */
class OpenAcquisitionsTest {
    private static final TopicPartition EVENTS = new TopicPartition("acquisitions", 0);
    private static final TopicPartition FRAMES = new TopicPartition("frames", 0);
    private static final Duration LIMIT = Duration.ofHours(2);
    private static final Duration GRACE = Duration.ofMinutes(2);

    private final OpenAcquisitions open = new OpenAcquisitions(Acquisitions.EXAMS);
    private long nextOffset = 100;

    @Test
    void twoOppositeViewsMakeAnExample() {
        start("a");
        assertInstanceOf(Kept.class, frame("a", 0, 7));
        assertInstanceOf(NotNeeded.class, frame("a", 1, 1));
        Example example =
                assertInstanceOf(Completed.class, frame("a", 60, 65535)).example();

        assertEquals(List.of(2, 128, 128), example.getShapeList());
        assertEquals(List.of(0.0, 180.0), example.getAngleDegreesList());
        assertEquals("patient-of-a", example.getPatientPseudonym());
        assertEquals(List.of("digest-0", "digest-60"), digests(example));
        assertEquals(7f, values(example).get(0));
        assertEquals(7f, values(example).get(Acquisitions.PIXELS - 1));
        assertEquals(65535f, values(example).get(Acquisitions.PIXELS));
        assertTrue(example.getSimulated());
        assertEquals(0, open.count());
    }

    @Test
    void everySliceMakesAVolumeWithItsSpacingInTheOrderOfThePlanes() {
        start("a");
        for (int plane = 127; plane > 0; plane--) {
            assertInstanceOf(Kept.class, take(slice(plane)));
        }
        Example example = completed(take(slice(0)));

        assertEquals(List.of(128, 128, 128), example.getShapeList());
        assertEquals(List.of(0.8, 0.5, 0.25), example.getSpacingMmList());
        assertEquals("digest-0", digests(example).getFirst());
        assertEquals(127f, values(example).get(127 * Acquisitions.PIXELS));
    }

    private static Frame slice(int plane) {
        Frame.Builder slice = Acquisitions.frame("a", plane, 0, plane).toBuilder()
                .setExam("raster-volume")
                .setExpectedFrames(128);
        slice.getViewBuilder()
                .setPlane(plane)
                .setPlaneSpacingMm(0.8)
                .setRowSpacingMm(0.5)
                .setColumnSpacingMm(0.25);
        return slice.build();
    }

    @Test
    void viewsAreChosenByAngleNotByIndexAndInTheExamsOrder() {
        start("a");
        take(Acquisitions.frame("a", 5, 180.4, 2));
        Example example = completed(take(Acquisitions.frame("a", 90, 359.2, 1)));

        assertEquals(List.of(359.2, 180.4), example.getAngleDegreesList());
    }

    @Test
    void theNearestFrameIsTakenAndOfEquallyNearOnesTheEarlier() {
        start("a");
        take(Acquisitions.frame("a", 3, 0.9, 1));
        take(Acquisitions.frame("a", 2, 359.7, 2));
        take(Acquisitions.frame("a", 1, 0.3, 3));
        take(Acquisitions.frame("a", 4, 1.2, 4));
        Example example = completed(frame("a", 60, 9));

        assertEquals(List.of("digest-1", "digest-60"), digests(example));
    }

    @Test
    void aScatterWindowIsNoView() {
        start("a");
        Frame scatter = Acquisitions.frame("a", 0, 1).toBuilder()
                .setView(Acquisitions.frame("a", 0, 1).getView().toBuilder().setEnergyWindow(2))
                .build();

        assertInstanceOf(NotNeeded.class, take(scatter));
        assertInstanceOf(Kept.class, frame("a", 60, 1));
    }

    @Test
    void framesMayComeBeforeTheStart() {
        frame("a", 60, 1);
        assertInstanceOf(Kept.class, frame("a", 0, 1));
        Example example = completed(start("a"));

        assertEquals("patient-of-a", example.getPatientPseudonym());
        assertEquals(List.of("digest-0", "digest-60"), digests(example));
    }

    @Test
    void duplicatesChangeNothingAndDoNotOpenAgain() {
        start("a");
        frame("a", 0, 1);
        assertInstanceOf(Kept.class, frame("a", 0, 1));
        completed(frame("a", 60, 1));

        assertInstanceOf(NotNeeded.class, frame("a", 60, 1));
        assertInstanceOf(NotNeeded.class, frame("a", 0, 1));
        assertInstanceOf(NotNeeded.class, start("a"));
        assertEquals(0, open.count());
    }

    @Test
    void theOldestNeededRecordsAreHeldAndNoOthers() {
        start("a"); // 100
        frame("a", 1, 1); // 101, not needed
        frame("b", 60, 1); // 102
        start("b"); // 103
        frame("a", 0, 1); // 104
        assertEquals(Map.of(EVENTS, 100L, FRAMES, 102L), open.heldOffsets());

        completed(frame("b", 0, 1)); // 105
        assertEquals(Map.of(EVENTS, 100L, FRAMES, 104L), open.heldOffsets());

        completed(frame("a", 60, 1));
        assertEquals(Map.of(), open.heldOffsets());
    }

    @Test
    void anAcquisitionThatEndedIsGivenUpAfterTheGrace() {
        start("a");
        frame("a", 0, 1);
        open.take(Acquisitions.completed("a"), place(EVENTS, 5_000));

        assertEquals(Map.of(), open.giveUp(5_000 + GRACE.toMillis() - 1, LIMIT, GRACE));
        assertEquals(Map.of(GivenUp.ENDED_INCOMPLETE, 1), open.giveUp(5_000 + GRACE.toMillis(), LIMIT, GRACE));
        assertEquals(Map.of(), open.heldOffsets());
    }

    @Test
    void anAcquisitionOpenTooLongIsGivenUp() {
        start("a");
        frame("b", 0, 1);

        assertEquals(Map.of(), open.giveUp(1_000 + LIMIT.toMillis() - 1, LIMIT, GRACE));
        assertEquals(
                Map.of(GivenUp.OPEN_TOO_LONG, 1, GivenUp.NEVER_STARTED, 1),
                open.giveUp(1_000 + LIMIT.toMillis(), LIMIT, GRACE));
    }

    @Test
    void whatIsNotWhatItSaysIsRefused() {
        Frame whole = Acquisitions.frame("a", 0, 1);

        assertEquals(
                new Refused("REFUSAL_CAUSE_WRONG_LENGTH", "frame has 3 bytes, its shape and type take 32768"),
                take(whole.toBuilder()
                        .setPixels(ByteString.copyFrom(new byte[3]))
                        .build()));
        assertEquals(
                "REFUSAL_CAUSE_WRONG_SHAPE",
                cause(take(whole.toBuilder().setRows(64).build())));
        assertEquals(
                "REFUSAL_CAUSE_WRONG_PIXEL_TYPE",
                cause(take(whole.toBuilder().clearPixelType().build())));
        assertEquals(
                "REFUSAL_CAUSE_UNKNOWN_EXAM",
                cause(take(whole.toBuilder().setExam("pet").build())));
        assertEquals(
                "REFUSAL_CAUSE_INCOMPLETE",
                cause(take(whole.toBuilder().clearAcquisitionId().build())));
        assertEquals(0, open.count());
    }

    private Taking start(String id) {
        return open.take(Acquisitions.started(id), place(EVENTS, 1_000));
    }

    private Taking frame(String id, int index, int counts) {
        return take(Acquisitions.frame(id, index, counts));
    }

    private Taking take(Frame frame) {
        return open.take(frame, place(FRAMES, 1_000));
    }

    private RecordPlace place(TopicPartition partition, long timestamp) {
        return new RecordPlace(partition, nextOffset++, timestamp, new RecordHeaders());
    }

    private static Example completed(Taking taking) {
        return assertInstanceOf(Completed.class, taking).example();
    }

    private static String cause(Taking taking) {
        return assertInstanceOf(Refused.class, taking).cause();
    }

    private static List<String> digests(Example example) {
        return example.getPixelsSha256List().stream()
                .map(ByteString::toStringUtf8)
                .toList();
    }

    private static FloatBuffer values(Example example) {
        return example.getTensor()
                .asReadOnlyByteBuffer()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
    }
}
