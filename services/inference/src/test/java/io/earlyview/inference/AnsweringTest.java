package io.earlyview.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.exams.ExamCatalogue;
import io.earlyview.inference.assembly.Deadlines;
import io.earlyview.inference.assembly.FrameAssembly;
import io.earlyview.inference.domain.AcquisitionWord;
import io.earlyview.inference.domain.Due;
import io.earlyview.inference.domain.Prediction;
import io.earlyview.inference.domain.ReleaseReference;
import io.earlyview.inference.domain.ScoreRevision;
import io.earlyview.inference.domain.ScoreStage;
import io.earlyview.inference.domain.StoppingPolicy;
import io.earlyview.inference.domain.StoppingPolicy.Limit;
import io.earlyview.inference.domain.Unscorable;
import io.earlyview.inference.fixture.FakeSet;
import io.earlyview.inference.fixture.FakeStack;
import io.earlyview.inference.fixture.Received;
import io.earlyview.inference.fixture.TestReference;
import io.earlyview.inference.prediction.Network;
import io.earlyview.inference.release.Releases;
import io.earlyview.inference.release.TestOffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What becomes of what is due, with networks that say what the test lays down. */
class AnsweringTest {
    private static final StoppingPolicy POLICY =
            new StoppingPolicy(3, Optional.of(new Limit(0.1, 0.02)), Optional.of(new Limit(0.9, 0.04)));
    private static final ReleaseReference SET =
            TestReference.of("set", "datscan", ReleaseReference.Kind.SET, "1".repeat(64), POLICY);

    private final Releases releases = new Releases();
    private final WorkerReleases worker = WorkerReleases.champions(releases);
    private Instant now = Received.NOW;
    private final FrameAssembly assembly = new FrameAssembly(
            ExamCatalogue.bundled(),
            new Deadlines(Duration.ofSeconds(10), Duration.ofMinutes(10), Duration.ofHours(6)),
            worker,
            () -> now);
    private final Answering answering = new Answering(assembly, worker, () -> now);
    private final List<Due> due = new ArrayList<>();

    @Test
    void whatAPolicySaysStaysSaidUntilTheEnd() {
        double[] probabilities = {0.95, 0.5, 0.95, 0.5, 0.05, 0.5};
        use(SET, new FakeSet(1, angles -> new Prediction.Probability(probabilities[angles.size() - 2])));
        List<ScoreRevision> revisions = new ArrayList<>();
        for (int view : new int[] {0, 60, 1, 61, 2, 62}) { // a turn each
            take(Received.at(view * 3.0));
            revisions.addAll(answer());
        }
        ended(6);
        revisions.addAll(answer());
        assertEquals(
                List.of(
                        ScoreStage.PROVISIONAL, // two frames: fewer than the policy takes
                        ScoreStage.PROVISIONAL,
                        ScoreStage.STOP_ABNORMAL,
                        ScoreStage.STOP_ABNORMAL,
                        ScoreStage.STOP_ABNORMAL, // though it says normal now
                        ScoreStage.FINAL),
                stages(revisions));
        assertEquals(
                List.of(0.0, 0.0, 0.9, 0.9, 0.9, 0.0),
                revisions.stream()
                        .map(one -> one.stopping().map(Limit::probability).orElse(0.0))
                        .toList());
        assertEquals(
                List.of(1, 2, 3, 4, 5, 6),
                revisions.stream().map(one -> one.due().revision()).toList());
        assertEquals(6, ids(revisions).size());
    }

    @Test
    void alsoWhereSeveralRevisionsAreDueInOneTurn() {
        double[] probabilities = {0.5, 0.05, 0.5, 0.95};
        use(SET, new FakeSet(1, angles -> new Prediction.Probability(probabilities[angles.size() - 2])));
        for (int view : new int[] {0, 60, 1, 61, 2}) {
            take(Received.at(view * 3.0));
        }
        List<ScoreRevision> revisions = answer();
        assertEquals(
                List.of(ScoreStage.PROVISIONAL, ScoreStage.STOP_NORMAL, ScoreStage.STOP_NORMAL, ScoreStage.STOP_NORMAL),
                stages(revisions));
        assertEquals(Optional.of(SET), revisions.getFirst().release());
    }

    @Test
    void everyFrameIsReadOnceAndEachRevisionRestsOnTheFramesOfItsTime() {
        FakeSet set = new FakeSet(1, angles -> new Prediction.Probability(0.5));
        use(SET, set);
        take(Received.at(90));
        assertEquals(List.of(), answer());
        assertEquals(List.of(List.of(90.0)), set.encoded(), "though nothing is due of it");
        take(Received.at(0));
        take(Received.at(180));
        take(Received.at(93.5));
        take(Received.at(93.2)); // nearer to the same place
        answer();
        assertEquals(
                List.of(List.of(0.0, 90.0, 180.0), List.of(0.0, 90.0, 93.5, 180.0), List.of(0.0, 90.0, 93.2, 180.0)),
                rounded(set.predicted()));
        assertEquals(5, set.encoded().size());
        assertEquals(List.of(), answer());
        assertEquals(5, set.encoded().size());
    }

    @Test
    void aDeviceThatTakesBatchesIsGivenWhatWaitsTogether() {
        FakeSet set = new FakeSet(4, angles -> new Prediction.Probability(0.5));
        use(SET, set);
        for (int view = 0; view <= 60; view += 6) {
            take(Received.at(view * 3.0));
        }
        answer();
        assertEquals(List.of(4, 4, 3), set.encoded().stream().map(List::size).toList());
        assertEquals(1, set.predicted().size());
        assertEquals(11, set.predicted().getFirst().size());
    }

    @Test
    void acquisitionsOfAStackGoTogetherTooAndKeepTheirOrder() {
        FakeStack stack = new FakeStack(4, new Prediction.Probability(0.25));
        use(TestReference.stack("stack", "datscan"), stack);
        for (int number = 0; number < 6; number++) {
            take(Received.at(0).of("acquisition " + number));
            take(Received.at(180).of("acquisition " + number));
        }
        List<ScoreRevision> revisions = answer();
        assertEquals(List.of(4, 2), stack.asked());
        for (int number = 0; number < 6; number++) {
            ScoreRevision revision = revisions.get(number);
            assertEquals("acquisition " + number, revision.due().acquisition().acquisitionId());
            assertEquals(ScoreStage.FINAL, revision.stage());
            assertEquals(new Prediction.Probability(0.25), revision.prediction());
        }
    }

    @Test
    void anAnswerThatIsNoNumberIsSaidAndTheNextFrameIsScoredAllTheSame() {
        Prediction none = new Prediction.None(new Unscorable(Unscorable.Cause.NOT_FINITE, "NaN"));
        use(SET, new FakeSet(1, angles -> angles.size() == 3 ? none : new Prediction.Probability(0.5)));
        for (int view : new int[] {0, 60, 1, 2}) {
            take(Received.at(view * 3.0));
        }
        assertEquals(
                List.of(ScoreStage.PROVISIONAL, ScoreStage.CANNOT_SCORE, ScoreStage.PROVISIONAL), stages(answer()));
    }

    @Test
    void noNetworkIsAskedWhereThereCanBeNoNumber() {
        FakeSet set = new FakeSet(1, angles -> new Prediction.Probability(0.5));
        use(SET, set);
        take(Received.at(0));
        ended(1);
        assertEquals(List.of(), answer());
        now = Received.NOW.plusSeconds(60);
        due.addAll(assembly.overdue(Set.of(3)));
        ScoreRevision last = answer().getFirst();
        assertEquals(ScoreStage.CANNOT_SCORE, last.stage());
        assertTrue(last.prediction() instanceof Prediction.None none
                && none.because().cause() == Unscorable.Cause.FRAMES_MISSING);
        assertEquals(Optional.of(SET), last.release());
        assertEquals(List.of(), set.predicted());
    }

    @Test
    void withoutAReleaseNoneIsNamed() {
        take(Received.at(0));
        take(Received.at(180));
        ended(2);
        ScoreRevision only = answer().getFirst();
        assertEquals(ScoreStage.CANNOT_SCORE, only.stage());
        assertEquals(Optional.empty(), only.release());
        assertTrue(only.prediction() instanceof Prediction.None none
                && none.because().cause() == Unscorable.Cause.NO_RELEASE);
    }

    @Test
    void theEndOfAnAcquisitionIsSaidOverTheSameFramesUnderAnIdOfItsOwn() {
        use(SET, new FakeSet(1, angles -> new Prediction.Probability(0.95)));
        for (int view : new int[] {0, 60, 1}) {
            take(Received.at(view * 3.0));
        }
        List<ScoreRevision> revisions = new ArrayList<>(answer());
        ended(3);
        revisions.addAll(answer());
        assertEquals(List.of(ScoreStage.PROVISIONAL, ScoreStage.STOP_ABNORMAL, ScoreStage.FINAL), stages(revisions));
        assertEquals(
                revisions.get(1).due().frames().stream()
                        .map(frame -> frame.digest())
                        .toList(),
                revisions.get(2).due().frames().stream()
                        .map(frame -> frame.digest())
                        .toList());
        assertEquals(3, ids(revisions).size());
    }

    private void use(ReleaseReference reference, Network network) {
        TestOffer.champion(releases, reference, network);
        worker.adopt();
    }

    private void take(Received frame) {
        assembly.take(3, frame.pixels(frame.acquisition() + frame.angle()).frame())
                .ifPresent(due::add);
    }

    private void ended(int framesSent) {
        assembly.take(3, new AcquisitionWord.Ended(Received.at(0).acquisition(), framesSent, false))
                .ifPresent(due::add);
    }

    private List<ScoreRevision> answer() {
        List<ScoreRevision> revisions = answering.answer(List.copyOf(due));
        due.clear();
        assembly.written();
        return revisions;
    }

    private static List<ScoreStage> stages(List<ScoreRevision> revisions) {
        return revisions.stream().map(ScoreRevision::stage).toList();
    }

    private static Set<String> ids(List<ScoreRevision> revisions) {
        return new HashSet<>(revisions.stream().map(ScoreRevision::scoreId).toList());
    }

    /** An embedding is a float. */
    private static List<List<Double>> rounded(List<List<Double>> angles) {
        return angles.stream()
                .map(each -> each.stream()
                        .map(angle -> Math.round(angle * 10) / 10.0)
                        .toList())
                .toList();
    }
}
