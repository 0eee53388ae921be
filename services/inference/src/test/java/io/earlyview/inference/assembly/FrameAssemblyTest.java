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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
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
        assembly.published(3, scored);

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
        assembly.restore(3, OpenAcquisition.unknown(ID, "mgmt", Received.NOW));
        assertFalse(take(Received.at(0)));
    }

    @Test
    void forgetsWhatHasBeenSilent() {
        take(Received.at(0));
        assembly.written();
        assembly.forgetSilentSince(Received.NOW.plusMillis(5));
        assertEquals(Map.of(), assembly.unwritten());
        assembly.forgetSilentSince(Received.NOW.plusSeconds(1));
        assertEquals(Set.of(ID, ID + "/0"), tombstones());
        assertEquals(Optional.empty(), assembly.find(3, ID));
        assembly.written();
        assembly.forgetSilentSince(Received.NOW.plusSeconds(1));
        assertEquals(Map.of(), assembly.unwritten());
    }

    @Test
    void writesEachFrameOnceAndErasesThemAllWithTheScore() {
        long bytes = 0;
        for (int plane = 0; plane < 128; plane++) {
            assertTrue(take(Received.plane("raster-volume", plane).pixels("x".repeat(1000))));
            Map<String, byte[]> records = records();
            assertEquals(Set.of(ID + "/" + plane), records.keySet());
            bytes += records.values().stream().mapToLong(value -> value.length).sum();
            assembly.written();
        }
        assertTrue(bytes < 128 * 1300, bytes + " bytes of state for 128 frames of 1000");

        assembly.published(3, complete().acquisition().publishedAs("score", "release", Received.NOW));
        Map<String, byte[]> last = assembly.unwritten().values().iterator().next();
        assertEquals(129, last.size());
        assertEquals(128, tombstones().size());
        assertEquals(List.of("score"), AssemblyStateCoding.decode(last.get(ID)).publishedScoreIds());
    }

    @Test
    void isTheSameAgainFromItsRecordsWhateverWasWrittenInBetween() {
        Random random = new Random(4);
        for (int round = 0; round < 50; round++) {
            FrameAssembly before = new FrameAssembly(ExamCatalogue.bundled());
            Map<String, byte[]> topic = new HashMap<>();
            for (int frame = 0; frame < 12; frame++) {
                double angle = (random.nextBoolean() ? 0 : 180) + random.nextInt(15) / 10.0;
                before.take(3, Received.at(angle).pixels("pixels" + frame).frame());
                if (random.nextInt(3) > 0) {
                    compact(before, topic);
                }
            }
            compact(before, topic);
            FrameAssembly after = restored(topic);
            assertEquals(angles(before), angles(after));
            assertEquals(Map.of(), after.unwritten());
            assertEquals(
                    before.find(3, ID).orElseThrow().changedAt(),
                    after.find(3, ID).orElseThrow().changedAt());

            after.published(3, after.find(3, ID).orElseThrow().publishedAs("score", "release", Received.NOW));
            compact(after, topic);
            assertEquals(Set.of(ID), topic.keySet());
            assertTrue(restored(topic).find(3, ID).orElseThrow().scored());
        }
    }

    @Test
    void goesOnFromStateThatHeldAllFramesInOneRecord() {
        ReceivedFrame anterior = Received.at(0).frame();
        ReceivedFrame off = Received.at(181).frame();
        assembly.restore(3, new OpenAcquisition(ID, "datscan", "", List.of(anterior, off), List.of(), Received.NOW));
        assertTrue(take(Received.at(180).pixels("nearer")));
        assertEquals(Set.of(ID + "/1"), records().keySet());

        OpenAcquisition old = new OpenAcquisition(ID, "datscan", "", List.of(anterior, off), List.of(), Received.NOW);
        OpenAcquisition newer = AssemblyStateCoding.decode(records().get(ID + "/1"));
        assembly.forgetAll();
        assembly.restore(3, old.joinedWith(newer));
        assertEquals(List.of(0.0, 180.0), angles());
    }

    @Test
    void letsTheOldestGoThatHaveNoReleaseWhenTooMuchWaits() {
        for (int number = 0; number < 5; number++) {
            assembly.restore(
                    number,
                    new OpenAcquisition(
                            "a" + number,
                            number == 0 ? "datscan" : "ctc",
                            "",
                            List.of((number == 0 ? Received.at(0) : Received.plane("ctc", 1))
                                    .of("a" + number)
                                    .pixels("x".repeat(100))
                                    .frame()),
                            List.of(),
                            Received.NOW.plusSeconds(number)));
        }
        assertEquals(0, assembly.forgetBeyond(500, Set.of("datscan")));
        assertEquals(2, assembly.forgetBeyond(300, Set.of("datscan")));
        assertTrue(assembly.find(0, "a0").isPresent(), "its exam has a release");
        assertEquals(Optional.empty(), assembly.find(1, "a1"));
        assertEquals(Optional.empty(), assembly.find(2, "a2"));
        assertTrue(assembly.find(3, "a3").isPresent());
        assertEquals(Set.of("a1", "a1/1", "a2", "a2/1"), tombstones());
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

    private Map<String, byte[]> records() {
        Map<String, byte[]> records = new HashMap<>();
        assembly.unwritten().values().forEach(records::putAll);
        return records;
    }

    private Set<String> tombstones() {
        return records().entrySet().stream()
                .filter(record -> record.getValue() == null)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** What is left in the topic after compaction. */
    private static void compact(FrameAssembly written, Map<String, byte[]> topic) {
        written.unwritten()
                .values()
                .forEach(records -> records.forEach((key, value) -> {
                    if (value == null) {
                        topic.remove(key);
                    } else {
                        topic.put(key, value);
                    }
                }));
        written.written();
    }

    private static FrameAssembly restored(Map<String, byte[]> topic) {
        FrameAssembly assembly = new FrameAssembly(ExamCatalogue.bundled());
        StateRecords.joined(topic.values()).forEach(acquisition -> assembly.restore(3, acquisition));
        return assembly;
    }

    private static List<Double> angles(FrameAssembly assembly) {
        return assembly.find(3, ID).orElseThrow().pending().stream()
                .map(ReceivedFrame::angleDegrees)
                .toList();
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
