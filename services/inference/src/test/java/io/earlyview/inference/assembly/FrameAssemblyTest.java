package io.earlyview.inference.assembly;

import static io.earlyview.inference.assembly.AssemblyUnderTest.ID;
import static io.earlyview.inference.assembly.AssemblyUnderTest.angles;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.inference.domain.Completeness;
import io.earlyview.inference.domain.Due;
import io.earlyview.inference.domain.HeldFrame;
import io.earlyview.inference.domain.OpenAcquisition;
import io.earlyview.inference.domain.ReceivedFrame;
import io.earlyview.inference.domain.Unscorable;
import io.earlyview.inference.fixture.Received;
import io.earlyview.inference.fixture.TestReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which frames count, and what a release that takes the needed ones at once makes of them. */
class FrameAssemblyTest {
    private final AssemblyUnderTest with = new AssemblyUnderTest()
            .withChampion(TestReference.stack("release", "datscan"))
            .withChampion(TestReference.stack("channels", "ctc"));
    private final AssemblyUnderTest without = new AssemblyUnderTest();

    @Test
    void isCompleteWithBothNeededViewsInTheOrderOfTheNetwork() {
        assertEquals(Optional.empty(), with.take(Received.at(180).pixels("posterior")));
        assertEquals(1, with.assembly().unscored());
        ReceivedFrame anterior = Received.at(0).pixels("anterior").frame();
        Due due = with.assembly().take(3, anterior).orElseThrow();

        assertEquals(List.of(0.0, 180.0), angles(due.frames()));
        assertSame(anterior, due.trigger().orElseThrow());
        assertEquals(1, due.revision());
        assertTrue(due.last());
        assertEquals(new Completeness(2, 0), due.completeness());
        assertEquals(Optional.empty(), due.unscorable());
        assertEquals("release", due.acquisition().releaseId());
        assertEquals(3, due.partition());
    }

    @Test
    void letsViewsPassThatNoScoreNeeds() {
        for (int view = 1; view < 120; view++) {
            if (view != 60) {
                assertEquals(Optional.empty(), with.take(Received.at(view * 3.0)), "view " + view);
                assertEquals(List.of(), with.heldAngles(), "view " + view);
            }
        }
        assertEquals("release", with.acquisition().releaseId(), "its first frame pins it all the same");
    }

    @Test
    void takesADuplicateOnce() {
        with.take(Received.at(0));
        with.write();
        with.take(Received.at(0));
        assertEquals(Set.of(), with.records().keySet());
        assertEquals(List.of(0.0), with.heldAngles());
    }

    @Test
    void prefersTheNearestAngleWheneverItComes() {
        with.take(Received.at(1.2));
        with.take(Received.at(359.5));
        with.take(Received.at(0.9));
        assertEquals(List.of(359.5, 180.0), angles(with.due(Received.at(180)).frames()));
    }

    @Test
    void accepts359DegreesForTheAnteriorViewButNot358() {
        with.take(Received.at(358));
        assertEquals(List.of(), with.heldAngles());
        with.take(Received.at(359));
        assertEquals(List.of(359.0, 180.0), angles(with.due(Received.at(180)).frames()));
    }

    @Test
    void anExamWithoutRotationIsCompleteWithEveryPlaneInItsOrder() {
        for (int plane : new int[] {2, 0, 3, 2, 4}) { // one twice, and one that the exam does not have
            assertEquals(Optional.empty(), with.take(Received.plane("ctc", plane)));
        }
        assertEquals(Set.of(0, 2, 3), with.acquisition().held().keySet());
        Due due = with.due(Received.plane("ctc", 1));

        assertEquals(
                List.of(0, 1, 2, 3),
                due.frames().stream()
                        .map(frame -> ((ReceivedFrame) frame).plane())
                        .toList());
        assertEquals(new Completeness(4, 0), due.completeness());
    }

    @Test
    void ignoresOtherEnergyWindows() {
        with.take(Received.at(0).energyWindow(2));
        assertEquals(List.of(), with.heldAngles());
        with.take(Received.at(0));
        assertEquals(List.of(0.0), with.heldAngles());
    }

    @Test
    void neverChoosesByIndex() {
        with.take(Received.at(180).index(0));
        assertEquals(
                List.of(0.0, 180.0), angles(with.due(Received.at(0).index(60)).frames()));

        // Equal in all that says where it was taken: the index decides nothing, whichever comes first or is lower.
        ReceivedFrame low = Received.at(0).of("a").index(1).pixels("p").frame();
        ReceivedFrame high = Received.at(0).of("a").index(2).pixels("q").frame();
        ReceivedFrame highest = Received.at(0).of("b").index(3).pixels("p").frame();
        ReceivedFrame lowest = Received.at(0).of("b").index(0).pixels("q").frame();
        List.of(low, high, highest, lowest).forEach(frame -> with.assembly().take(3, frame));
        assertEquals(anterior("a").digest(), anterior("b").digest());
    }

    private HeldFrame anterior(String acquisition) {
        return with.assembly().find(3, acquisition).orElseThrow().held().get(0);
    }

    @Test
    void breaksATieByDetectorThenByAngle() {
        with.take(Received.at(359).detector(2));
        with.take(Received.at(1).detector(2));
        with.take(Received.at(1).detector(1));
        with.take(Received.at(359).detector(1));
        HeldFrame anterior = with.due(Received.at(180)).frames().getFirst();
        assertEquals(1, anterior.detector());
        assertEquals(1.0, anterior.angleDegrees());
    }

    @Test
    void endsWithTheSameFramesInAnyOrderOfArrival() {
        List<ReceivedFrame> frames = new ArrayList<>();
        for (double angle : new double[] {0, 1, 359, 0.5, 179, 180.2, 181, 90, 3, 357}) {
            for (int detector = 1; detector <= 2; detector++) {
                for (String pixels : List.of("x", "y")) {
                    frames.add(Received.at(angle)
                            .detector(detector)
                            .index(frames.size())
                            .pixels(pixels)
                            .frame());
                }
            }
        }
        List<String> expected = null;
        for (int seed = 0; seed < 200; seed++) {
            Collections.shuffle(frames, new Random(seed));
            AssemblyUnderTest shuffled = new AssemblyUnderTest();
            frames.forEach(frame -> shuffled.assembly().take(3, frame));
            shuffled.withChampion(TestReference.stack("release", "datscan"));
            List<String> chosen = shuffled.assembly().released("datscan").getFirst().frames().stream()
                    .map(frame -> frame.angleDegrees() + " " + frame.detector() + " " + frame.digest())
                    .toList();
            expected = expected == null ? chosen : expected;
            assertEquals(expected, chosen, "seed " + seed);
        }
    }

    @Test
    void doesNothingForAnAcquisitionThatHasItsScore() {
        with.take(Received.at(0));
        with.due(Received.at(180));
        with.write();

        assertEquals(Optional.empty(), with.take(Received.at(0).pixels("again")));
        assertEquals(Optional.empty(), with.take(Received.at(180).pixels("again")));
        assertEquals(Optional.empty(), with.started(120));
        assertEquals(Optional.empty(), with.ended(120));
        assertEquals(List.of(), with.assembly().released("datscan"));
        assertEquals(Set.of(), with.records().keySet());
        assertEquals(0, with.assembly().unscored());
        assertEquals(0, with.assembly().open());
        assertTrue(with.closed());
        assertEquals("release", with.acquisition().releaseId());
        assertEquals(1, with.acquisition().revision());
    }

    @Test
    void findsWhatWaitsForAReleaseByExam() {
        without.take(Received.at(0));
        assertEquals(Optional.empty(), without.take(Received.at(180)));
        without.assembly().take(1, Received.at(0).of("half").frame());
        without.withChampion(TestReference.stack("first", "datscan"))
                .withChampion(TestReference.stack("tumours", "mgmt"));

        assertEquals(List.of(), without.assembly().released("mgmt"));
        Due due = without.assembly().released("datscan").getFirst();
        assertEquals(ID, due.acquisition().acquisitionId());
        assertEquals("first", due.acquisition().releaseId());
        assertTrue(without.closed());
        // The other has a release now too, and its second view makes its score due.
        assertEquals(List.of(), without.assembly().released("datscan"));
        assertEquals(
                "first",
                without.assembly()
                        .take(1, Received.at(180).of("half").frame())
                        .orElseThrow()
                        .acquisition()
                        .releaseId());
    }

    @Test
    void countsLatencyFromTheFrameThatCameLastWhereAReleaseComesAfterIt() {
        for (Received last : List.of(Received.at(0), Received.at(180))) {
            AssemblyUnderTest waiting = new AssemblyUnderTest();
            waiting.take(last.after(30));
            waiting.take(last.angle(180 - last.angle()).after(20));
            waiting.withChampion(TestReference.stack("release", "datscan"));
            Due due = waiting.assembly().released("datscan").getFirst();
            assertEquals(last.angle(), due.trigger().orElseThrow().angleDegrees());
        }
    }

    @Test
    void anAcquisitionStaysOnTheReleaseThatTookItsFirstFrame() {
        with.take(Received.at(0));
        with.withChampion(TestReference.stack("second", "datscan"));
        assertEquals("release", with.due(Received.at(180)).acquisition().releaseId());
        with.assembly().take(3, Received.at(0).of("next").frame());
        assertEquals("second", with.assembly().find(3, "next").orElseThrow().releaseId());
        assertEquals(Set.of("second"), with.assembly().releasesInUse());
    }

    @Test
    void cannotScoreWhenTheReleaseThatItStaysOnCannotBeHadAnyMore() {
        with.take(Received.at(0));
        with.withChampion(TestReference.stack("second", "datscan")).withoutRelease("release");
        Due due = with.due(Received.at(180));
        assertEquals(Unscorable.Cause.NO_RELEASE, due.unscorable().orElseThrow().cause());
        assertTrue(due.unscorable().get().explanation().contains("release release,"));
        assertTrue(due.last());
        assertTrue(with.closed());
    }

    @Test
    void letsAFrameOfAnotherExamPass() {
        with.assembly().restore(3, List.of(OpenAcquisition.unknown(ID, "mgmt", Received.NOW)));
        assertEquals(Optional.empty(), with.take(Received.at(0)));
        assertEquals("mgmt", with.acquisition().exam());
        assertEquals(List.of(), with.heldAngles());
    }

    @Test
    void forgetsPartitionsThatWentElsewhere() {
        with.take(Received.at(0));
        with.assembly().take(4, Received.at(0).of("other").frame());
        with.assembly().forget(List.of(3));
        assertFalse(with.known());
        assertEquals(Set.of("other", "other/0"), with.records().keySet());
        assertTrue(with.assembly().find(4, "other").isPresent());
        assertEquals(1, with.assembly().open());
        with.assembly().forgetAll();
        assertEquals(Optional.empty(), with.assembly().find(4, "other"));
        assertEquals(0, with.assembly().open());
        assertEquals(Set.of(), with.assembly().releasesInUse());
    }
}
