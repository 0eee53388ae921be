package io.earlyview.inference.assembly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.exams.ExamCatalogue;
import io.earlyview.inference.domain.HeldFrame;
import io.earlyview.inference.domain.ReceivedFrame;
import io.earlyview.inference.domain.ReleaseReference.Kind;
import io.earlyview.inference.fixture.Received;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Of a DaTscan: 120 views, 3 degrees apart; a first score needs those at 0 and 180, each within 1.4 degrees. */
class PlacesTest {
    private static final Places ROTATION = places(Kind.SET);
    private static final Places NEEDED = places(Kind.STACK);

    private static Places places(Kind kind) {
        return Places.of(ExamCatalogue.bundled().find("datscan").orElseThrow(), kind);
    }

    @Test
    void aViewStandsForTheNearestPlaceOfTheRotation() {
        assertEquals(OptionalInt.of(0), ROTATION.of(Received.at(0).frame()));
        assertEquals(OptionalInt.of(1), ROTATION.of(Received.at(3).frame()));
        assertEquals(OptionalInt.of(60), ROTATION.of(Received.at(180).frame()));
        assertEquals(OptionalInt.of(119), ROTATION.of(Received.at(357).frame()));
        assertEquals(OptionalInt.of(0), ROTATION.of(Received.at(1.49).frame()));
        assertEquals(OptionalInt.of(1), ROTATION.of(Received.at(1.51).frame()));
        assertEquals(OptionalInt.of(60), ROTATION.of(Received.at(178.51).frame()));
    }

    @Test
    void theRotationClosesAt360Degrees() {
        assertEquals(OptionalInt.of(119), ROTATION.of(Received.at(358.49).frame()));
        assertEquals(OptionalInt.of(0), ROTATION.of(Received.at(358.51).frame()));
        assertEquals(
                OptionalInt.of(0), ROTATION.of(Received.at(Math.nextDown(360.0)).frame()));
        assertEquals(1, ROTATION.distanceDegrees(0, Received.at(359).frame()), 1e-9);
        assertEquals(1, ROTATION.distanceDegrees(119, Received.at(358).frame()), 1e-9);
        assertEquals(180, ROTATION.distanceDegrees(60, Received.at(0).frame()), 1e-9);
    }

    @Test
    void everyViewOfARotationHasAPlaceOfItsOwn() {
        for (double offset : new double[] {0, 0.5, -0.7}) {
            assertEquals(
                    120,
                    IntStream.range(0, 120)
                            .map(view -> ROTATION.of(Received.at((view * 3 + offset + 360) % 360)
                                            .frame())
                                    .orElseThrow())
                            .distinct()
                            .count(),
                    "offset " + offset);
        }
    }

    @Test
    void onlyThePhotopeakHasAPlace() {
        assertEquals(
                OptionalInt.empty(), ROTATION.of(Received.at(0).energyWindow(2).frame()));
        assertEquals(
                OptionalInt.empty(), NEEDED.of(Received.at(0).energyWindow(2).frame()));
    }

    @Test
    void theNearestFrameIsBetterThenTheLowerDetectorThenTheSmallerAngleThenTheDigest() {
        ReceivedFrame near = Received.at(3.1).detector(2).frame();
        ReceivedFrame far = Received.at(3.2).detector(1).frame();
        assertTrue(ROTATION.better(1, near, far));
        assertFalse(ROTATION.better(1, far, near));
        ReceivedFrame first = Received.at(3.5).detector(1).frame();
        ReceivedFrame second = Received.at(3.5).detector(2).frame();
        assertTrue(ROTATION.better(1, first, second));
        assertFalse(ROTATION.better(1, second, first));
        ReceivedFrame below = Received.at(2.5).detector(1).frame();
        assertTrue(ROTATION.better(1, below, first));
        assertFalse(ROTATION.better(1, first, below));
        ReceivedFrame x = Received.at(3).pixels("x").frame();
        ReceivedFrame y = Received.at(3).pixels("y").frame();
        assertEquals(x.digest().compareTo(y.digest()) < 0, ROTATION.better(1, x, y));
        assertEquals(y.digest().compareTo(x.digest()) < 0, ROTATION.better(1, y, x));
        assertFalse(ROTATION.better(1, x, x), "a duplicate is not better");
    }

    @Test
    void aFirstScoreNeedsBothViewsNearEnough() {
        assertFalse(ROTATION.enough(held(0)));
        assertTrue(ROTATION.enough(held(0, 180)));
        assertTrue(ROTATION.enough(held(0, 3, 90, 180)));
        assertFalse(ROTATION.enough(held(1.45, 180)), "it has the place, and is not the view");
        assertEquals(List.of("view at 0.0 degrees"), ROTATION.wanting(held(1.45, 180)));
        assertEquals(List.of(), ROTATION.wanting(held(1.4, 178.7)));
        assertEquals(List.of("view at 0.0 degrees", "view at 180.0 degrees"), ROTATION.wanting(held(90)));
    }

    @Test
    void expectsWhatTheSenderSaysAndNeverMoreThanThereArePlaces() {
        assertEquals(120, ROTATION.expected(0));
        assertEquals(60, ROTATION.expected(60));
        assertEquals(120, ROTATION.expected(240), "two energy windows");
        assertEquals(2, NEEDED.expected(120));
    }

    @Test
    void nothingIsMissingWhereEachHeadHasTakenAnArc() {
        assertEquals(0, ROTATION.gaps(held()));
        assertEquals(0, ROTATION.gaps(held(180)));
        assertEquals(0, ROTATION.gaps(held(0, 180)));
        assertEquals(0, ROTATION.gaps(held(0, 3, 6, 180, 183)), "two heads");
        assertEquals(0, ROTATION.gaps(range(0, 60)), "one head");
        assertEquals(0, ROTATION.gaps(range(0, 119)));
        assertEquals(0, ROTATION.gaps(held(354, 357, 0, 3, 174, 177, 180)), "over 0 degrees");
    }

    @Test
    void countsTheHolesInTheArcsOfTwoHeads() {
        assertEquals(1, ROTATION.gaps(held(0, 3, 9, 180, 183, 186)));
        assertEquals(3, ROTATION.gaps(held(0, 3, 9, 180, 189)));
        assertEquals(2, ROTATION.gaps(held(351, 0, 3, 180)), "over 0 degrees");
        NavigableMap<Integer, HeldFrame> whole = range(0, 119);
        whole.keySet().removeAll(List.of(7, 20, 21, 90));
        // The two largest may be what the heads have not come to yet.
        assertEquals(1, ROTATION.gaps(whole));
    }

    /** Nothing says that a camera has two heads: the only hole of one may as well be between two arcs. */
    @Test
    void takesTheOnlyHoleOfOneHeadForTheSpaceBetweenTwo() {
        assertEquals(0, ROTATION.gaps(held(0, 3, 9, 12)));
        assertEquals(1, ROTATION.gaps(held(0, 3, 9, 12, 21)));
    }

    @Test
    void neededFramesHaveNoHoles() {
        assertEquals(0, NEEDED.gaps(held(0)));
        assertEquals(List.of("view at 180.0 degrees"), NEEDED.wanting(held(0)));
    }

    private static NavigableMap<Integer, HeldFrame> range(int first, int last) {
        return held(IntStream.rangeClosed(first, last)
                .mapToDouble(place -> place * 3.0)
                .toArray());
    }

    /** At the places of the rotation. */
    private static NavigableMap<Integer, HeldFrame> held(double... angles) {
        NavigableMap<Integer, HeldFrame> held = new TreeMap<>();
        Arrays.stream(angles).forEach(angle -> {
            ReceivedFrame frame = Received.at(angle).frame();
            held.put(ROTATION.of(frame).orElseThrow(), frame);
        });
        return held;
    }
}
