package io.earlyview.inference.assembly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.exams.ExamCatalogue;
import io.earlyview.inference.domain.OpenAcquisition;
import io.earlyview.inference.domain.ReceivedFrame;
import io.earlyview.inference.fixture.Received;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameAssemblyTest {
    private static final String ID = Received.at(0).acquisition();

    private final FrameAssembly assembly = new FrameAssembly(ExamCatalogue.bundled());

    @Test
    void isCompleteWithBothNeededViewsInTheOrderOfTheNetwork() {
        assertTrue(take(Received.at(180).pixels("posterior")));
        assertEquals(Optional.empty(), assembly.complete(3, ID));
        assertTrue(take(Received.at(0).pixels("anterior")));

        assertEquals(List.of(0.0, 180.0), angles());
        assertEquals(1, assembly.waiting());
    }

    @Test
    void letsViewsPassThatNoScoreNeeds() {
        for (int view = 1; view < 120; view++) {
            if (view != 60) {
                assertFalse(take(Received.at(view * 3.0)), "view " + view);
            }
        }
        assertEquals(Optional.empty(), assembly.find(3, ID));
    }

    @Test
    void takesADuplicateOnce() {
        assertTrue(take(Received.at(0)));
        assertFalse(take(Received.at(0)));
        assertEquals(1, assembly.find(3, ID).orElseThrow().pending().size());
    }

    @Test
    void prefersTheNearestAngleWheneverItComes() {
        assertTrue(take(Received.at(1.2)));
        assertTrue(take(Received.at(359.5)));
        assertFalse(take(Received.at(0.9)));
        take(Received.at(180));
        assertEquals(List.of(359.5, 180.0), angles());
    }

    @Test
    void accepts359DegreesForTheAnteriorViewButNot358() {
        assertFalse(take(Received.at(358)));
        assertTrue(take(Received.at(359)));
        take(Received.at(180));
        assertEquals(List.of(359.0, 180.0), angles());
    }

    @Test
    void anExamWithoutRotationIsCompleteWithEveryPlaneInItsOrder() {
        for (int plane : new int[] {2, 0, 3}) {
            assertTrue(take(Received.plane("ctc", plane)));
        }
        assertFalse(take(Received.plane("ctc", 2)), "a channel sent twice");
        assertFalse(take(Received.plane("ctc", 4)), "a channel that the exam does not have");
        assertEquals(Optional.empty(), assembly.complete(3, ID));
        assertTrue(take(Received.plane("ctc", 1)));

        assertEquals(
                List.of(0, 1, 2, 3),
                complete().frames().stream().map(ReceivedFrame::plane).toList());
    }

    @Test
    void ignoresOtherEnergyWindows() {
        assertFalse(take(Received.at(0).energyWindow(2)));
        assertTrue(take(Received.at(0)));
    }

    @Test
    void neverChoosesByIndex() {
        take(Received.at(180).index(0));
        take(Received.at(0).index(60));
        assertEquals(List.of(0.0, 180.0), angles());

        // Equal in all that says where it was taken: the index decides nothing, whichever comes first or is lower.
        ReceivedFrame low = Received.at(0).of("a").index(1).pixels("p").frame();
        ReceivedFrame high = Received.at(0).of("a").index(2).pixels("q").frame();
        ReceivedFrame highest = Received.at(0).of("b").index(3).pixels("p").frame();
        ReceivedFrame lowest = Received.at(0).of("b").index(0).pixels("q").frame();
        List.of(low, high, highest, lowest).forEach(frame -> assembly.take(3, frame));
        assertEquals(
                assembly.find(3, "a").orElseThrow().pending().getFirst().digest(),
                assembly.find(3, "b").orElseThrow().pending().getFirst().digest());
    }

    @Test
    void breaksATieByDetectorThenByAngle() {
        take(Received.at(359).detector(2));
        take(Received.at(1).detector(2));
        take(Received.at(1).detector(1));
        take(Received.at(359).detector(1));
        take(Received.at(180));
        ReceivedFrame anterior = complete().frames().getFirst();
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
            FrameAssembly shuffled = new FrameAssembly(ExamCatalogue.bundled());
            frames.forEach(frame -> shuffled.take(0, frame));
            List<String> chosen = shuffled.complete(0, ID).orElseThrow().frames().stream()
                    .map(frame -> frame.angleDegrees() + " " + frame.detector() + " " + frame.digest())
                    .toList();
            expected = expected == null ? chosen : expected;
            assertEquals(expected, chosen, "seed " + seed);
        }
    }

    @Test
    void doesNothingForAnAcquisitionThatHasItsScore() {
        take(Received.at(0));
        take(Received.at(180));
        OpenAcquisition scored = complete().acquisition().publishedAs("score", "release", Received.NOW);
        assembly.put(3, scored);

        assertFalse(take(Received.at(0).pixels("again")));
        assertFalse(take(Received.at(180).pixels("again")));
        assertEquals(Optional.empty(), assembly.complete(3, ID));
        assertEquals(List.of(), assembly.complete("datscan"));
        assertEquals(0, assembly.waiting());
        assertEquals("release", assembly.find(3, ID).orElseThrow().releaseId());
    }

    @Test
    void findsWhatWaitsForAReleaseByExam() {
        take(Received.at(0));
        take(Received.at(180));
        assembly.take(1, Received.at(0).of("half").frame());
        assertEquals(
                List.of(ID),
                assembly.complete("datscan").stream()
                        .map(found -> found.acquisition().acquisitionId())
                        .toList());
        assertEquals(List.of(), assembly.complete("mgmt"));
    }

    @Test
    void letsAFrameOfAnotherExamPass() {
        assembly.put(3, OpenAcquisition.unknown(ID, "mgmt", Received.NOW));
        assertFalse(take(Received.at(0)));
    }

    @Test
    void forgetsWhatHasBeenSilent() {
        take(Received.at(0));
        assertEquals(Map.of(), assembly.forgetSilentSince(Received.NOW));
        assertEquals(Map.of(3, List.of(ID)), assembly.forgetSilentSince(Received.NOW.plusSeconds(1)));
        assertEquals(Optional.empty(), assembly.find(3, ID));
        assertEquals(Map.of(), assembly.forgetSilentSince(Received.NOW.plusSeconds(1)));
    }

    @Test
    void forgetsPartitionsThatWentElsewhere() {
        take(Received.at(0));
        assembly.take(4, Received.at(0).of("other").frame());
        assembly.forget(List.of(3));
        assertEquals(Optional.empty(), assembly.find(3, ID));
        assertTrue(assembly.find(4, "other").isPresent());
        assembly.forgetAll();
        assertEquals(Optional.empty(), assembly.find(4, "other"));
    }

    private boolean take(Received frame) {
        return assembly.take(3, frame.frame());
    }

    private FrameAssembly.Complete complete() {
        return assembly.complete(3, ID).orElseThrow();
    }

    private List<Double> angles() {
        return complete().frames().stream().map(ReceivedFrame::angleDegrees).toList();
    }
}
