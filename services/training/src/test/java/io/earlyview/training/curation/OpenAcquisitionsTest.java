package io.earlyview.training.curation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.earlyview.exams.ExamCatalogue;
import io.earlyview.training.curation.Taking.Completed;
import io.earlyview.training.curation.Taking.Extended;
import io.earlyview.training.curation.Taking.Kept;
import io.earlyview.training.curation.Taking.NotNeeded;
import io.earlyview.training.curation.Taking.Refused;
import io.earlyview.v1.AcquisitionEvent;
import io.earlyview.v1.Example;
import io.earlyview.v1.Frame;
import io.earlyview.v1.FurtherView;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which frames become an example, when, and from where reading must begin again. */
class OpenAcquisitionsTest {
    private static final TopicPartition EVENTS = new TopicPartition("acquisitions", 0);
    private static final TopicPartition FRAMES = new TopicPartition("frames", 0);
    private static final Duration LIMIT = Duration.ofHours(2);
    private static final Duration GRACE = Duration.ofMinutes(2);

    private static final Duration SILENCE = Duration.ofMinutes(10);
    private static final int VIEW_BYTES = 2 * Acquisitions.PIXELS;

    private final AtomicInteger letGo = new AtomicInteger();
    private final FurtherRoom room = new FurtherRoom(10L * VIEW_BYTES, letGo::addAndGet);
    private final OpenAcquisitions open = new OpenAcquisitions(Acquisitions.EXAMS, room);
    private long nextOffset = 100;

    @Test
    void twoOppositeViewsMakeAnExample() {
        start("a");
        assertInstanceOf(Kept.class, frame("a", 0, 7));
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
        assertEquals(0, example.getFurtherCount());
    }

    @Test
    void theExampleIsMadeAtOnceAndOnceMoreWithTheFurtherViewsWhenTheSenderHasEnded() {
        start("a");
        frame("a", 1, 11); // before the pair is whole
        frame("a", 0, 1);
        assertEquals(0, completed(frame("a", 60, 2)).getFurtherCount());
        assertInstanceOf(Kept.class, frame("a", 61, 12));
        assertInstanceOf(Kept.class, frame("a", 61, 99)); // its place is taken
        assertInstanceOf(NotNeeded.class, frame("a", 60, 99));
        Taking end = open.take(Acquisitions.completed("a", 4), place(EVENTS, 2_000));
        Example example = assertInstanceOf(Extended.class, end).example();

        assertEquals(List.of("digest-0", "digest-60"), digests(example));
        assertEquals(
                List.of(3.0, 183.0),
                example.getFurtherList().stream()
                        .map(FurtherView::getAngleDegrees)
                        .toList());
        FurtherView last = example.getFurtherList().getLast();
        assertEquals("digest-61", last.getPixelsSha256().toStringUtf8());
        float[] pixels = PixelDecoding.decoded(last.getPixelType(), last.getPixels());
        assertEquals(Acquisitions.PIXELS, pixels.length);
        assertEquals(12f, pixels[Acquisitions.PIXELS - 1]);
        assertEquals(0, open.count());
        assertEquals(0, room.bytes());
        assertInstanceOf(NotNeeded.class, frame("a", 2, 1));
    }

    @Test
    void theEndMayBeHeardOfBeforeTheLastView() {
        start("a");
        frame("a", 0, 1);
        open.take(Acquisitions.completed("a", 3), place(EVENTS, 2_000));
        completed(frame("a", 60, 2));

        assertEquals(
                1, assertInstanceOf(Extended.class, frame("a", 1, 3)).example().getFurtherCount());
    }

    @Test
    void whoSendsTheNeededViewsAloneIsLeftWithTheirEnd() {
        start("a");
        frame("a", 0, 1);
        completed(frame("a", 60, 2));
        assertInstanceOf(Kept.class, open.take(Acquisitions.completed("a", 2), place(EVENTS, 2_000)));

        assertEquals(0, open.count());
        assertEquals(Map.of(), open.heldOffsets());
    }

    @Test
    void aSilentRotationIsMadeOnceMoreWithWhatCame() {
        start("a");
        frame("a", 0, 1);
        completed(frame("a", 60, 2));
        frame("a", 1, 3);
        start("b");
        frame("b", 0, 1);

        assertEquals(List.of(), open.gathered(1_000 + SILENCE.toMillis() - 1, SILENCE, GRACE));
        List<Extended> gathered = open.gathered(1_000 + SILENCE.toMillis(), SILENCE, GRACE);
        assertEquals(1, gathered.size());
        assertEquals(1, gathered.getFirst().example().getFurtherCount());
        assertEquals(1, open.count(), "b still waits for a needed view");
    }

    @Test
    void aRotationThatHasEndedWaitsForItsViewsNoLongerThanTheGrace() {
        start("a");
        frame("a", 0, 1);
        completed(frame("a", 60, 2));
        frame("a", 1, 3);
        assertInstanceOf(Kept.class, open.take(Acquisitions.completed("a", 120), place(EVENTS, 2_000)));

        assertEquals(List.of(), open.gathered(2_000 + GRACE.toMillis() - 1, SILENCE, GRACE));
        assertEquals(1, open.gathered(2_000 + GRACE.toMillis(), SILENCE, GRACE).size());
    }

    @Test
    void furtherViewsOfTheLongestSilentGoWhenThereIsNoRoomAndNeededOnesNever() {
        openAt("silent", 1_000);
        openAt("made", 2_000);
        completed(open.take(Acquisitions.frame("made", 60, 1), place(FRAMES, 2_000)));
        openAt("busy", 3_000);
        for (int i = 1; i <= 5; i++) {
            open.take(Acquisitions.frame("silent", i, i), place(FRAMES, 1_000));
            open.take(Acquisitions.frame("made", i, i), place(FRAMES, 2_000));
        }

        assertEquals(10L * VIEW_BYTES, room.bytes());
        assertEquals(0, letGo.get());
        open.take(Acquisitions.frame("busy", 1, 1), place(FRAMES, 3_000));
        assertEquals(5, letGo.get());
        for (int i = 2; i <= 6; i++) {
            open.take(Acquisitions.frame("busy", i, i), place(FRAMES, 3_000));
        }
        assertEquals(10, letGo.get());
        assertEquals(6L * VIEW_BYTES, room.bytes());
        assertEquals(2, open.count(), "of the one whose example was made nothing more is wanted");
        assertInstanceOf(NotNeeded.class, frame("made", 7, 1));

        // The needed views are all there still, and the further ones do not begin again.
        Example silent = completed(open.take(Acquisitions.frame("silent", 60, 1), place(FRAMES, 4_000)));
        assertEquals(List.of("digest-0", "digest-60"), digests(silent));
        open.take(Acquisitions.frame("silent", 8, 1), place(FRAMES, 4_000));
        assertEquals(
                List.of(),
                open.gathered(4_000 + SILENCE.toMillis(), SILENCE, GRACE).stream()
                        .filter(extended ->
                                extended.example().getAcquisitionId().equals("silent"))
                        .toList());
    }

    private void openAt(String id, long timestamp) {
        open.take(Acquisitions.started(id), place(EVENTS, timestamp));
        open.take(Acquisitions.frame(id, 0, 1), place(FRAMES, timestamp));
    }

    @Test
    void aRecordHoldsAsManyFurtherViewsAsTheTopicTakes(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("wide.yaml"), wideDatscan());
        ExamCatalogue exams = ExamCatalogue.bundledAnd(directory);
        OpenAcquisitions wide = new OpenAcquisitions(exams, new FurtherRoom(Long.MAX_VALUE, letGo::addAndGet));
        AcquisitionEvent started = Acquisitions.started("a");
        wide.take(
                started.toBuilder()
                        .setStarted(started.getStarted().toBuilder().setExam("wide"))
                        .build(),
                place(EVENTS, 1_000));
        assertInstanceOf(Kept.class, wide.take(wide(0), place(FRAMES, 1_000)));
        completed(wide.take(wide(60), place(FRAMES, 1_000)));
        for (int i = 1; i <= 40; i++) {
            wide.take(wide(i), place(FRAMES, 1_000));
        }

        // 16 MiB less 256 KiB and the pair's 2 MiB; a view takes 512 KiB.
        assertEquals(40 - 27, letGo.get());
        Example example = wide.gathered(1_000 + SILENCE.toMillis(), SILENCE, GRACE)
                .getFirst()
                .example();
        assertEquals(27, example.getFurtherCount());
        assertTrue(example.getSerializedSize() < 16 << 20, example.getSerializedSize() + " bytes");
    }

    private static String wideDatscan() throws IOException {
        try (InputStream yaml = ExamCatalogue.class.getResourceAsStream("/exams/datscan.yaml")) {
            return new String(yaml.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("exam: datscan", "exam: wide")
                    .replace("rows: 128", "rows: 512")
                    .replace("columns: 128", "columns: 512");
        }
    }

    private static Frame wide(int index) {
        return Acquisitions.frame("a", index, 1).toBuilder()
                .setExam("wide")
                .setRows(512)
                .setColumns(512)
                .setPixels(ByteString.copyFrom(new byte[2 * 512 * 512]))
                .build();
    }

    @Test
    void theEndOfOneThatWasDealtWithBeforeHoldsNothingAndCountsAsNothing() {
        frame("a", 62, 1);
        frame("a", 63, 1);

        assertEquals(1, open.count());
        assertEquals(Map.of(), open.heldOffsets());
        assertEquals(Map.of(), open.giveUp(1_000 + SILENCE.toMillis(), LIMIT, GRACE, SILENCE));
        assertEquals(0, open.count());
        assertEquals(0, room.bytes());
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
        assertInstanceOf(Kept.class, start("a"));
        open.take(Acquisitions.completed("a", 2), place(EVENTS, 2_000));
        assertInstanceOf(NotNeeded.class, frame("a", 0, 1));
        assertInstanceOf(NotNeeded.class, start("a"));
        assertEquals(0, open.count());
    }

    @Test
    void theOldestNeededRecordsAreHeldAndNoOthers() {
        start("a"); // 100
        frame("a", 1, 1); // 101, not read again for its sake
        frame("b", 60, 1); // 102
        start("b"); // 103
        frame("a", 0, 1); // 104
        assertEquals(Map.of(EVENTS, 100L, FRAMES, 102L), open.heldOffsets());

        completed(frame("b", 0, 1)); // 105
        assertEquals(Map.of(EVENTS, 100L, FRAMES, 102L), open.heldOffsets(), "b's further views may still come");
        open.take(Acquisitions.completed("b", 2), place(EVENTS, 2_000)); // 106
        assertEquals(Map.of(EVENTS, 100L, FRAMES, 104L), open.heldOffsets());

        completed(frame("a", 60, 1));
        open.take(Acquisitions.completed("a", 3), place(EVENTS, 2_000));
        assertEquals(Map.of(), open.heldOffsets());
    }

    @Test
    void anAcquisitionThatEndedIsGivenUpAfterTheGrace() {
        start("a");
        frame("a", 0, 1);
        open.take(Acquisitions.completed("a"), place(EVENTS, 5_000));

        assertEquals(Map.of(), open.giveUp(5_000 + GRACE.toMillis() - 1, LIMIT, GRACE, SILENCE));
        assertEquals(Map.of(GivenUp.ENDED_INCOMPLETE, 1), open.giveUp(5_000 + GRACE.toMillis(), LIMIT, GRACE, SILENCE));
        assertEquals(Map.of(), open.heldOffsets());
    }

    @Test
    void anAcquisitionOpenTooLongIsGivenUp() {
        start("a");
        frame("b", 0, 1);

        assertEquals(Map.of(), open.giveUp(1_000 + LIMIT.toMillis() - 1, LIMIT, GRACE, SILENCE));
        assertEquals(
                Map.of(GivenUp.OPEN_TOO_LONG, 1, GivenUp.NEVER_STARTED, 1),
                open.giveUp(1_000 + LIMIT.toMillis(), LIMIT, GRACE, SILENCE));
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
