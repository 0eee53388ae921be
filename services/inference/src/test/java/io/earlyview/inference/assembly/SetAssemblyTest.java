package io.earlyview.inference.assembly;

import static io.earlyview.inference.assembly.AssemblyUnderTest.DEADLINES;
import static io.earlyview.inference.assembly.AssemblyUnderTest.ID;
import static io.earlyview.inference.assembly.AssemblyUnderTest.angles;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.inference.domain.Completeness;
import io.earlyview.inference.domain.Due;
import io.earlyview.inference.domain.EncodedFrame;
import io.earlyview.inference.domain.ReceivedFrame;
import io.earlyview.inference.domain.ScoreStage;
import io.earlyview.inference.domain.Unscorable;
import io.earlyview.inference.fixture.Received;
import io.earlyview.inference.fixture.TestReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a release that takes each frame by itself makes of an acquisition: a revision with each frame. */
class SetAssemblyTest {
    private final AssemblyUnderTest test = new AssemblyUnderTest().withChampion(TestReference.set("set"));

    @Test
    void firstScoresWhenBothNeededViewsAreThere() {
        assertEquals(Optional.empty(), test.take(Received.at(3)));
        assertEquals(Optional.empty(), test.take(Received.at(180)));
        assertEquals(1, test.assembly().unscored());
        Due due = test.due(Received.at(0));
        assertEquals(1, due.revision());
        assertEquals(List.of(0.0, 3.0, 180.0), angles(due.frames()));
        assertEquals(0.0, due.trigger().orElseThrow().angleDegrees());
        assertFalse(due.last());
        assertEquals(new Completeness(120, 0), due.completeness());
        assertEquals("set", due.acquisition().releaseId());
        assertFalse(test.closed());
        assertEquals(0, test.assembly().unscored());
        assertEquals(1, test.assembly().open());
    }

    @Test
    void revisesWithEachFurtherFrameAndOnlyThen() {
        scored();
        Due second = test.due(Received.at(3));
        assertEquals(2, second.revision());
        assertEquals(List.of(0.0, 3.0, 180.0), angles(second.frames()));
        assertEquals(Optional.empty(), test.take(Received.at(3)), "a duplicate");
        assertEquals(Optional.empty(), test.take(Received.at(4).detector(2)), "farther from its place");
        assertEquals(Optional.empty(), test.take(Received.at(6).energyWindow(2)), "another energy window");
        Due third = test.due(Received.at(6));
        assertEquals(3, third.revision());
        assertEquals(List.of(0.0, 3.0, 6.0, 180.0), angles(third.frames()));
    }

    @Test
    void aBetterFrameForAPlaceGivesARevisionOfTheOtherSet() {
        scored();
        test.due(Received.at(3.5).pixels("off"));
        Due better = test.due(Received.at(3.1).pixels("near"));
        assertEquals(3, better.revision());
        assertEquals(List.of(0.0, 3.1, 180.0), angles(better.frames()));
        assertEquals(Optional.empty(), test.take(Received.at(3.5).pixels("off")));
    }

    @Test
    void saysWhichFramesAreMissingBetweenThoseOfAHead() {
        scored();
        test.due(Received.at(9));
        Due due = test.due(Received.at(186));
        assertEquals(new Completeness(120, 3), due.completeness());
        assertTrue(due.completeness().degraded());
        test.take(Received.at(3));
        test.take(Received.at(6));
        assertEquals(new Completeness(120, 0), test.due(Received.at(183)).completeness());
    }

    @Test
    void theLastOfTheExpectedFramesGivesTheLastRevision() {
        for (int view = 0; view < 119; view++) {
            Optional<Due> due = test.take(Received.at(view * 3.0).index(view));
            assertEquals(view < 60 ? 0 : view - 59, due.map(Due::revision).orElse(0));
            due.ifPresent(one -> assertFalse(one.last()));
        }
        Due last = test.due(Received.at(357).index(119));
        assertTrue(last.last());
        assertEquals(60, last.revision());
        assertEquals(120, last.frames().size());
        assertEquals(new Completeness(120, 0), last.completeness());
        assertTrue(last.trigger().isPresent());
        assertTrue(test.closed());
        assertEquals(Optional.empty(), test.ended(120));
        assertEquals(Optional.empty(), test.take(Received.at(0.1).pixels("too late")));
    }

    @Test
    void theSendersEndEndsAnAcquisitionOfWhichAllHasCome() {
        scored();
        test.take(Received.at(3));
        Due last = test.ended(3).orElseThrow();
        assertTrue(last.last());
        assertEquals(3, last.revision());
        assertEquals(List.of(0.0, 3.0, 180.0), angles(last.frames()));
        assertEquals(Optional.empty(), last.trigger());
        assertEquals(Optional.empty(), last.unscorable());
        assertEquals(new Completeness(120, 0), last.completeness());
        assertTrue(test.closed());
        assertEquals(Optional.empty(), test.ended(3), "said twice");
    }

    @Test
    void anEndHeardBeforeItsLastFramesWaitsForThem() {
        scored();
        assertEquals(Optional.empty(), test.ended(4));
        Due third = test.due(Received.at(3));
        assertFalse(third.last());
        assertEquals(2, third.revision());
        Due fourth = test.due(Received.at(6));
        assertTrue(fourth.last());
        assertEquals(3, fourth.revision());
        assertEquals(6.0, fourth.trigger().orElseThrow().angleDegrees());
        assertEquals(new Completeness(120, 0), fourth.completeness());
        assertTrue(test.closed());
    }

    @Test
    void anEndHeardBeforeTheFirstScoreDoesNotStandInItsWay() {
        test.take(Received.at(0));
        assertEquals(Optional.empty(), test.ended(2));
        Due only = test.due(Received.at(180));
        assertTrue(only.last());
        assertEquals(1, only.revision());
    }

    @Test
    void framesThatDoNotComeAreMissingOnceTheirTimeIsOver() {
        scored();
        test.at(Duration.ofSeconds(1));
        assertEquals(Optional.empty(), test.ended(5));
        test.at(Duration.ofSeconds(1).plus(DEADLINES.lateFrames()).minusNanos(1));
        assertEquals(List.of(), test.overdue());
        test.at(Duration.ofSeconds(1).plus(DEADLINES.lateFrames()));
        Due last = test.overdue().getFirst();
        assertTrue(last.last());
        assertEquals(2, last.revision());
        assertEquals(List.of(0.0, 180.0), angles(last.frames()));
        assertEquals(new Completeness(120, 3), last.completeness());
        assertEquals(Optional.empty(), last.unscorable());
        assertTrue(test.closed());
        assertEquals(List.of(), test.overdue());
    }

    @Test
    void anAcquisitionThatFallsSilentEndsWithWhatItHas() {
        scored();
        test.at(Duration.ofMillis(5).plus(DEADLINES.silence()));
        Due last = test.overdue().getFirst();
        assertTrue(last.last());
        assertEquals(Optional.empty(), last.unscorable());
        assertEquals(new Completeness(120, 118), last.completeness());
    }

    @Test
    void cannotScoreWithoutANeededViewHoweverManyOthersThereAre() {
        for (int view = 0; view < 60; view++) {
            assertEquals(Optional.empty(), test.take(Received.at(view * 3.0).index(view)));
        }
        test.encode();
        assertEquals(Optional.empty(), test.ended(60), "the needed one may have been sent");
        test.at(DEADLINES.lateFrames().plusSeconds(1));
        Due last = test.overdue().getFirst();
        Unscorable because = last.unscorable().orElseThrow();
        assertEquals(Unscorable.Cause.FRAMES_MISSING, because.cause());
        assertEquals(
                "a score of datscan needs view at 180.0 degrees; 60 of 120 frames that it could use have come",
                because.explanation());
        assertEquals(1, last.revision());
        assertTrue(test.closed());
    }

    @Test
    void whatAPolicySaidStaysSaid() {
        Due first = scored();
        assertEquals(ScoreStage.PROVISIONAL, test.assembly().settled(first));
        test.assembly().settled(first, ScoreStage.STOP_NORMAL);
        Due second = test.due(Received.at(3));
        assertEquals(ScoreStage.STOP_NORMAL, test.assembly().settled(second));
        assertEquals(ScoreStage.STOP_NORMAL, test.acquisition().settled());
        assertEquals(2, test.acquisition().revision());
    }

    @Test
    void everyFrameIsGivenToTheEncoderOnceAndItsPixelsAreLetGo() {
        test.take(Received.at(0));
        test.take(Received.at(90));
        assertTrue(test.acquisition().pixelBytes() > 0);
        assertEquals(2, test.encode());
        assertEquals(0, test.encode());
        assertEquals(0, test.acquisition().pixelBytes());
        Due due = test.due(Received.at(180));
        assertInstanceOf(EncodedFrame.class, due.frames().get(0));
        assertInstanceOf(EncodedFrame.class, due.frames().get(1));
        assertInstanceOf(ReceivedFrame.class, due.frames().get(2), "its encoder is asked with the score");
        assertEquals(1, test.encode());
        assertEquals(List.of(0.0, 90.0, 180.0), test.heldAngles());
    }

    @Test
    void whatAnEncoderSaysOfAFrameThatWasReplacedMeanwhileIsLetPass() {
        test.take(Received.at(90.5).pixels("off"));
        test.take(Received.at(90).pixels("near"));
        assertEquals(2, test.encode());
        EncodedFrame held =
                assertInstanceOf(EncodedFrame.class, test.acquisition().held().get(30));
        assertEquals(90.0f, held.embedding()[0]);
    }

    @Test
    void aSetTakesWhatWaitedForARelease() {
        AssemblyUnderTest waiting = new AssemblyUnderTest();
        waiting.take(Received.at(180));
        waiting.take(Received.at(0));
        waiting.write();
        waiting.withChampion(TestReference.set("set"));
        Due due = waiting.assembly().released("datscan").getFirst();
        assertEquals(List.of(0.0, 180.0), angles(due.frames()));
        assertFalse(due.last());
        assertEquals(2, waiting.encode());
        // Its second frame stands for place 60 now.
        assertEquals(
                Set.of(ID, ID + "/0", ID + "/1", ID + "/60"), waiting.records().keySet());
        assertEquals(Set.of(ID + "/1"), waiting.tombstones());
        assertEquals(2, waiting.due(Received.at(3)).revision());
    }

    @Test
    void staysOnItsReleaseOfAnotherKindThanTheNextChampion() {
        scored();
        test.withChampion(TestReference.stack("next", "datscan"));
        Due due = test.due(Received.at(3));
        assertEquals("set", due.acquisition().releaseId());
        assertEquals(2, due.revision());
        assertEquals(Set.of("set"), test.assembly().releasesInUse());
    }

    @Test
    void theSameFramesInAnyOrderAreTheSameFramesInTheSameOrder() {
        List<Received> frames = new ArrayList<>();
        for (int view = 0; view < 120; view += 4) {
            for (double offset : new double[] {0, 0.4, -0.4}) {
                for (int detector = 1; detector <= 2; detector++) {
                    frames.add(Received.at((view * 3 + offset + 360) % 360)
                            .detector(detector)
                            .index(frames.size())
                            .pixels("pixels " + frames.size()));
                }
            }
        }
        List<String> expected = null;
        for (int seed = 0; seed < 50; seed++) {
            Collections.shuffle(frames, new Random(seed));
            AssemblyUnderTest shuffled = new AssemblyUnderTest().withChampion(TestReference.set("set"));
            int revisions = 0;
            for (Received frame : frames) {
                Optional<Due> due = shuffled.take(frame);
                revisions += due.isPresent() ? 1 : 0;
                assertEquals(
                        revisions,
                        due.map(Due::revision).orElse(shuffled.acquisition().revision()));
                if (frame.index() % 3 == 0) {
                    shuffled.encode();
                }
            }
            List<String> held = shuffled.ended(30).orElseThrow().frames().stream()
                    .map(frame -> frame.angleDegrees() + " " + frame.detector() + " " + frame.digest())
                    .toList();
            expected = expected == null ? held : expected;
            assertEquals(expected, held, "seed " + seed);
        }
        assertEquals(30, expected.size());
    }

    private Due scored() {
        test.take(Received.at(0));
        return test.due(Received.at(180));
    }
}
