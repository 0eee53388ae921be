package io.earlyview.inference.assembly;

import static io.earlyview.inference.assembly.AssemblyUnderTest.ID;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Timestamp;
import io.earlyview.inference.domain.Due;
import io.earlyview.inference.domain.EncodedFrame;
import io.earlyview.inference.domain.HeldFrame;
import io.earlyview.inference.domain.OpenAcquisition;
import io.earlyview.inference.domain.ScoreStage;
import io.earlyview.inference.fixture.Received;
import io.earlyview.inference.fixture.TestReference;
import io.earlyview.v1.AssemblyState;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is written of acquisitions, and how they go on from it elsewhere. */
class AssemblyStateTest {
    private final AssemblyUnderTest test = new AssemblyUnderTest();

    @Test
    void writesEachFrameOnceAndErasesThemAllWithTheScore() {
        test.withChampion(TestReference.stack("release", "raster-volume"));
        long bytes = 0;
        for (int plane = 0; plane < 127; plane++) {
            assertEquals(
                    Optional.empty(),
                    test.take(Received.plane("raster-volume", plane).pixels("x".repeat(1000))));
            Map<String, byte[]> records = test.records();
            assertEquals(plane == 0 ? Set.of(ID, ID + "/0") : Set.of(ID + "/" + plane), records.keySet());
            bytes += records.values().stream().mapToLong(value -> value.length).sum();
            test.write();
        }
        assertTrue(bytes < 127 * 1300, bytes + " bytes of state for 127 frames of 1000");

        test.due(Received.plane("raster-volume", 127));
        assertEquals(128, test.records().size());
        assertEquals(127, test.tombstones().size());
        OpenAcquisition ledger = AssemblyStateCoding.decode(test.records().get(ID));
        assertTrue(ledger.closed());
        assertEquals(1, ledger.revision());
        test.write();
        assertEquals(Set.of(ID), test.topic().keySet());
    }

    @Test
    void isTheSameAgainFromItsRecordsWhateverWasWrittenInBetween() {
        Random random = new Random(4);
        for (int round = 0; round < 50; round++) {
            AssemblyUnderTest before = new AssemblyUnderTest();
            for (int frame = 0; frame < 12; frame++) {
                double angle = (random.nextBoolean() ? 0 : 180) + random.nextInt(15) / 10.0;
                before.take(Received.at(angle).pixels("pixels" + frame));
                if (random.nextInt(3) > 0) {
                    before.write();
                }
            }
            before.write();
            OpenAcquisition known = before.acquisition();
            List<Double> angles = before.heldAngles();
            before.restart();
            assertEquals(angles, before.heldAngles());
            assertEquals(Map.of(), before.records());
            assertEquals(known.changedAt(), before.acquisition().changedAt());

            before.withChampion(TestReference.stack("release", "datscan"));
            assertEquals(1, before.assembly().released("datscan").size());
            before.write();
            assertEquals(Set.of(ID), before.topic().keySet());
            before.restart();
            assertTrue(before.closed());
            assertEquals(Optional.empty(), before.take(Received.at(0)));
        }
    }

    /** As it was written before acquisitions stayed on a release and before revisions were counted. */
    @Test
    void goesOnFromStateThatHadFramesAloneAndScoresByTheirIds() {
        test.take(Received.at(0));
        Map<String, byte[]> framesAlone = new HashMap<>(test.records());
        framesAlone.remove(ID);
        test.assembly().forgetAll();
        test.assembly().restore(3, StateRecords.joined(framesAlone));
        test.withChampion(TestReference.stack("release", "datscan"));
        assertEquals(List.of(), test.assembly().released("datscan"));
        Due due = test.due(Received.at(180));
        assertEquals(List.of(0.0, 180.0), AssemblyUnderTest.angles(due.frames()));

        byte[] scored = AssemblyState.newBuilder()
                .setAcquisitionId(ID)
                .setExam("datscan")
                .setReleaseId("release")
                .addPublishedScoreIds("the id of its score")
                .setChangedAt(Timestamp.newBuilder().setSeconds(Received.NOW.getEpochSecond()))
                .build()
                .toByteArray();
        test.assembly().forgetAll();
        test.assembly().restore(3, StateRecords.joined(Map.of(ID, scored)));
        assertTrue(test.closed());
        assertEquals(1, test.acquisition().revision());
        assertEquals(Optional.empty(), test.take(Received.at(0)));
        assertEquals(Optional.empty(), test.take(Received.at(180)));
    }

    @Test
    void aSetIsTheSameAgainFromItsRecords() {
        test.withChampion(TestReference.set("set"));
        test.started(120);
        test.take(Received.at(0).index(0));
        assertEquals(1, test.encode());
        Due first = test.due(Received.at(180).index(60));
        test.encode();
        test.assembly().settled(first, ScoreStage.STOP_ABNORMAL);
        test.write();
        test.due(Received.at(3).index(1).pixels("third"));
        test.encode();
        assertEquals(Set.of(ID, ID + "/1"), test.records().keySet());
        test.at(Duration.ofSeconds(1));
        assertEquals(Optional.empty(), test.ended(100));
        test.write();
        OpenAcquisition before = test.acquisition();

        test.restart();

        OpenAcquisition after = test.acquisition();
        assertTrue(before.sameBesideFrames(after), before + " and " + after);
        assertEquals(2, after.revision());
        assertEquals(ScoreStage.STOP_ABNORMAL, after.settled());
        assertEquals(100, after.senderEnd().orElseThrow().framesSent());
        assertEquals(before.held().keySet(), after.held().keySet());
        before.held()
                .forEach((place, frame) -> assertSameEncoded(frame, after.held().get(place)));
        assertEquals(Set.of("set"), test.assembly().releasesInUse());
        // Nobody reads a frame twice: what was encoded is used as it is.
        assertEquals(0, test.encode());
        Due next = test.due(Received.at(6).index(2));
        assertEquals(3, next.revision());
        assertEquals(List.of(0.0, 3.0, 6.0, 180.0), AssemblyUnderTest.angles(next.frames()));
        assertEquals(ScoreStage.STOP_ABNORMAL, test.assembly().settled(next));
        assertEquals(1, test.encode());
    }

    private static void assertSameEncoded(HeldFrame before, HeldFrame after) {
        EncodedFrame written = (EncodedFrame) before;
        EncodedFrame read = (EncodedFrame) after;
        assertArrayEquals(written.embedding(), read.embedding());
        assertArrayEquals(written.pixelsSha256(), read.pixelsSha256());
        // Records compare arrays by identity, so these two stand apart.
        assertEquals(
                written.toString().replaceAll("\\[[BF]@\\w+", ""),
                read.toString().replaceAll("\\[[BF]@\\w+", ""));
    }

    @Test
    void pixelsOfASetAreNotWrittenOnceItsEncoderHasReadThem() throws Exception {
        test.withChampion(TestReference.set("set"));
        test.take(Received.at(90).pixels("pixels that nobody needs"));
        test.encode();
        AssemblyState written = AssemblyState.parseFrom(test.records().get(ID + "/30"));
        assertEquals(0, written.getPendingCount());
        assertEquals("set", written.getEncoded().getReleaseId());
        assertEquals(8, written.getEncoded().getEmbedding().size());
    }

    /** A restart takes time in which frames lie unread: they have the whole time from then on. */
    @Test
    void silenceBeginsAnewWithARestart() {
        test.withChampion(TestReference.stack("release", "datscan"));
        test.take(Received.at(0));
        test.write();
        test.at(Duration.ofHours(1));
        test.restart();
        assertEquals(List.of(), test.overdue());
        assertFalse(test.closed());
        test.at(Duration.ofHours(1).plusMinutes(10));
        assertEquals(1, test.overdue().size());
        assertTrue(test.closed());
    }

    @Test
    void theGraceOfFramesThatCouldNotBeReadDuringARestartBeginsAnew() {
        test.withChampion(TestReference.stack("release", "datscan"));
        test.take(Received.at(0));
        test.ended(2);
        test.write();
        test.at(Duration.ofMinutes(1)); // nobody read the broker meanwhile
        test.restart();
        assertEquals(List.of(), test.overdue());
        assertEquals(
                List.of(0.0, 180.0),
                AssemblyUnderTest.angles(test.due(Received.at(180)).frames()));
    }
}
