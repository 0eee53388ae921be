package io.earlyview.inference.assembly;

import static io.earlyview.inference.assembly.AssemblyUnderTest.DEADLINES;
import static io.earlyview.inference.assembly.AssemblyUnderTest.ID;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.inference.domain.AcquisitionWord;
import io.earlyview.inference.domain.Completeness;
import io.earlyview.inference.domain.Due;
import io.earlyview.inference.domain.OpenAcquisition;
import io.earlyview.inference.domain.Unscorable;
import io.earlyview.inference.domain.Unscorable.Cause;
import io.earlyview.inference.fixture.Received;
import io.earlyview.inference.fixture.TestReference;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** When an acquisition ends that is no whole one, and what is said of it then. */
class EndingsTest {
    private static final Duration HEARD = Duration.ofMillis(5);

    private final AssemblyUnderTest test =
            new AssemblyUnderTest().withChampion(TestReference.stack("release", "datscan"));
    private final AssemblyUnderTest without = new AssemblyUnderTest();

    @Test
    void anAcquisitionThatFallsSilentEndsAndIsForgottenLater() {
        test.take(Received.at(0));
        test.write();
        test.at(HEARD.plus(DEADLINES.silence()).minusNanos(1));
        assertEquals(List.of(), test.overdue());
        assertEquals(Set.of(), test.records().keySet());
        test.at(HEARD.plus(DEADLINES.silence()));
        Due due = only(test.overdue());
        assertUnscorable(Cause.FRAMES_MISSING, "view at 180.0 degrees; 1 of 2 frames", due);
        assertEquals(new Completeness(2, 1), due.completeness());
        assertEquals(Optional.empty(), due.trigger());
        assertEquals(1, due.revision());
        assertEquals(Set.of(ID + "/0"), test.tombstones());
        test.write();
        assertEquals(Optional.empty(), test.take(Received.at(180)), "too late");

        Duration forgetting = HEARD.plus(DEADLINES.silence()).plus(DEADLINES.forgetting());
        test.at(forgetting.minusNanos(1));
        test.overdue();
        assertEquals(Set.of(), test.records().keySet());
        test.at(forgetting);
        assertEquals(List.of(), test.overdue());
        assertEquals(Set.of(ID), test.tombstones());
        assertFalse(test.known());
        test.write();
        test.overdue();
        assertEquals(Set.of(), test.records().keySet());
    }

    @Test
    void whateverIsHeardBreaksTheSilence() {
        test.take(Received.at(0));
        test.write();
        test.take(Received.at(0).after(300)); // a duplicate changes nothing
        test.take(Received.at(90).after(500)); // and a view that no score needs
        assertEquals(Set.of(), test.records().keySet());
        test.at(HEARD.plus(DEADLINES.silence()).plusSeconds(499));
        assertEquals(List.of(), test.overdue());
        test.at(HEARD.plus(DEADLINES.silence()).plusSeconds(500));
        only(test.overdue());
    }

    @Test
    void framesMayComeForAWhileAfterTheSenderHasEnded() {
        test.take(Received.at(0));
        test.at(Duration.ofSeconds(60));
        assertEquals(Optional.empty(), test.ended(2));
        test.at(Duration.ofSeconds(70).minusNanos(1));
        assertEquals(List.of(), test.overdue());
        assertEquals(
                List.of(0.0, 180.0),
                AssemblyUnderTest.angles(test.due(Received.at(180)).frames()));
        assertEquals(List.of(), test.overdue());
    }

    @Test
    void endsAWhileAfterTheSenderHasIfTheyDoNotCome() {
        test.take(Received.at(180));
        test.at(Duration.ofSeconds(60));
        assertEquals(Optional.empty(), test.assembly().take(3, new AcquisitionWord.Ended(ID, 1, true)));
        assertTrue(test.senderEnd().orElseThrow().aborted());
        test.at(Duration.ofSeconds(70));
        Due due = only(test.overdue());
        assertUnscorable(Cause.FRAMES_MISSING, "view at 0.0 degrees", due);
        // Its sender sent one frame, and that has come.
        assertEquals(new Completeness(2, 0), due.completeness());
    }

    @Test
    void anAcquisitionOfWhichOnlyTheStartWasHeardEndsToo() {
        test.started(120);
        assertEquals(Set.of(ID), test.records().keySet());
        assertEquals(120, test.acquisition().expectedFrames());
        assertTrue(test.acquisition().simulated());
        assertFalse(test.acquisition().pinned());
        test.at(DEADLINES.silence());
        Due due = only(test.overdue());
        assertUnscorable(Cause.FRAMES_MISSING, "view at 0.0 degrees, view at 180.0 degrees", due);
        assertEquals(List.of(), due.frames());
        assertEquals("", due.acquisition().releaseId());
        assertTrue(test.closed());
    }

    @Test
    void nothingEndsWhileFramesLieUnread() {
        test.take(Received.at(0));
        test.ended(2);
        test.at(DEADLINES.silence().plus(DEADLINES.forgetting()));
        assertEquals(List.of(), test.assembly().overdue(Set.of()));
        assertEquals(List.of(), test.assembly().overdue(Set.of(AssemblyUnderTest.PARTITION + 1)));
        assertFalse(test.closed());
        only(test.overdue());
    }

    @Test
    void anAcquisitionWithoutAReleaseWaitsForItsSendersEnd() {
        without.take(Received.at(0));
        without.take(Received.at(180));
        without.at(Duration.ofMinutes(5));
        assertEquals(List.of(), without.overdue());
        Due due = without.ended(120).orElseThrow();
        assertUnscorable(Cause.NO_RELEASE, "no release for datscan", due);
        assertEquals(1, due.revision());
        assertTrue(without.closed());
        without.withChampion(TestReference.stack("too late", "datscan"));
        assertEquals(List.of(), without.assembly().released("datscan"));
    }

    @Test
    void orForItsSilence() {
        without.take(Received.at(0));
        without.take(Received.at(180));
        without.at(HEARD.plus(DEADLINES.silence()));
        assertUnscorable(Cause.NO_RELEASE, "no release for datscan", only(without.overdue()));
    }

    @Test
    void whatMissesFramesAndAReleaseMissesFrames() {
        without.take(Received.at(0));
        assertEquals(Optional.empty(), without.ended(1));
        without.at(DEADLINES.lateFrames());
        assertUnscorable(Cause.FRAMES_MISSING, "view at 180.0 degrees", only(without.overdue()));
    }

    @Test
    void namesThreeMissingFramesAndCountsTheRest() {
        test.withChampion(TestReference.stack("volumes", "raster-volume"));
        test.take(Received.plane("raster-volume", 0));
        test.at(HEARD.plus(DEADLINES.silence()));
        assertUnscorable(
                Cause.FRAMES_MISSING, "plane 1, plane 2, plane 3 and 124 more; 1 of 128 frames", only(test.overdue()));
    }

    @Test
    void anEndOfWhichNothingElseWasHeardIsLetPass() {
        assertEquals(Optional.empty(), test.ended(120));
        assertFalse(test.known());
        assertEquals(Set.of(), test.records().keySet());
    }

    @Test
    void aStartOfLongAgoIsLetPass() {
        var old = new AcquisitionWord.Started(ID, "datscan", 120, true, Received.NOW.minus(DEADLINES.forgetting()));
        assertEquals(Optional.empty(), test.assembly().take(3, old));
        assertFalse(test.known());
        assertEquals(
                Optional.empty(),
                test.assembly()
                        .take(
                                3,
                                new AcquisitionWord.Started(
                                        ID, "datscan", 120, true, old.at().plusMillis(1))));
        assertTrue(test.known());
    }

    @Test
    void aStartOfAnUnknownExamIsLetPass() {
        test.assembly().take(3, new AcquisitionWord.Started(ID, "mri", 120, true, Received.NOW));
        assertFalse(test.known());
    }

    @Test
    void endsTheOldestThatHaveNoReleaseWhenTooMuchWaits() {
        for (int number = 0; number < 5; number++) {
            OpenAcquisition one = OpenAcquisition.unknown(
                            "a" + number, number == 0 ? "datscan" : "ctc", Received.NOW.plusSeconds(number))
                    .holding(
                            number == 0 ? 0 : 1,
                            (number == 0 ? Received.at(0) : Received.plane("ctc", 1))
                                    .of("a" + number)
                                    .pixels("x".repeat(100))
                                    .frame(),
                            Received.NOW.plusSeconds(number));
            test.at(Duration.ofSeconds(number));
            test.assembly().restore(number, List.of(number == 0 ? one.pinnedTo("release", Received.NOW) : one));
        }
        assertEquals(List.of(), test.assembly().endBeyond(500));
        List<Due> ended = test.assembly().endBeyond(300);
        assertEquals(
                List.of("a1", "a2"),
                ended.stream().map(due -> due.acquisition().acquisitionId()).toList());
        ended.forEach(due -> assertEquals(
                Cause.FRAMES_MISSING, due.unscorable().orElseThrow().cause()));
        assertFalse(test.assembly().find(0, "a0").orElseThrow().closed(), "it stays on a release");
        assertTrue(test.assembly().find(1, "a1").orElseThrow().closed());
        assertTrue(test.assembly().find(2, "a2").orElseThrow().closed());
        assertFalse(test.assembly().find(3, "a3").orElseThrow().closed());
        assertEquals(Set.of("a1/1", "a2/1"), test.tombstones());
        assertEquals(List.of(), test.assembly().endBeyond(300));
    }

    private static Due only(List<Due> due) {
        assertEquals(1, due.size());
        return due.getFirst();
    }

    private static void assertUnscorable(Cause cause, String says, Due due) {
        Unscorable because = due.unscorable().orElseThrow();
        assertEquals(cause, because.cause());
        assertTrue(because.explanation().contains(says), because.explanation());
        assertTrue(due.last());
    }
}
