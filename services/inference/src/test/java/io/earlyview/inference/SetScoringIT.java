package io.earlyview.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.inference.fixture.FrameSender;
import io.earlyview.inference.fixture.ReferenceScoring;
import io.earlyview.inference.fixture.TestAcquisition;
import io.earlyview.inference.fixture.TestReleases;
import io.earlyview.inference.fixture.TestSetNetwork;
import io.earlyview.inference.fixture.TopicReader;
import io.earlyview.testing.EmbeddedBroker;
import io.earlyview.v1.CannotScoreCause;
import io.earlyview.v1.Frame;
import io.earlyview.v1.FrameUsed;
import io.earlyview.v1.ReleaseManifest;
import io.earlyview.v1.Score;
import io.earlyview.v1.ScoreState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Acquisitions that are scored again with every frame, against a real broker: each revision once, in order, and the last. */
class SetScoringIT {
    private static final TestSetNetwork NETWORK = TestReleases.setNetwork(-0.2);
    private static final ReleaseManifest SET = TestReleases.setChampion("set", NETWORK);
    /** In the order in which two heads take them. */
    private static final int[] VIEWS = {0, 60, 1, 61, 2, 62, 3, 63};

    @TempDir
    static Path store;

    private static EmbeddedBroker broker;

    @BeforeAll
    static void start() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
        broker = EmbeddedBroker.start();
        TestReleases.store(store, NETWORK);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void everyFrameGivesARevisionAndTheEndTheLast() {
        TestAcquisition acquisition = TestAcquisition.named("two heads");
        List<Frame> frames = frames(acquisition, VIEWS);
        // So that it stops with the fifth frame; what later frames say does not unsay it.
        double limit = ReferenceScoring.probability(NETWORK, frames.subList(0, 5)) - 1e-6;
        ReleaseManifest stopping =
                SET.toBuilder().setStopping(TestReleases.stopping(5, 0, limit)).build();
        try (FrameSender sender = new FrameSender(broker.bootstrapServers());
                TopicReader scores = new TopicReader(broker.bootstrapServers(), "scores", true);
                LoopUnderTest loop = loop("one").withChampion(stopping).start()) {
            sender.started(acquisition, 120);
            frames.forEach(sender::send);
            scores.revisionsOf(acquisition, 7);
            frames.forEach(sender::send); // once more, as a gateway that lost its receipts would
            sender.completed(acquisition, 8);
            List<Score> revisions = scores.revisionsOf(acquisition, 8);

            assertRevisions(revisions, frames, stopping);
            assertEquals(
                    List.of(
                            ScoreState.SCORE_STATE_PROVISIONAL,
                            ScoreState.SCORE_STATE_PROVISIONAL,
                            ScoreState.SCORE_STATE_PROVISIONAL,
                            ScoreState.SCORE_STATE_STOP_ABNORMAL,
                            ScoreState.SCORE_STATE_STOP_ABNORMAL,
                            ScoreState.SCORE_STATE_STOP_ABNORMAL,
                            ScoreState.SCORE_STATE_STOP_ABNORMAL,
                            ScoreState.SCORE_STATE_FINAL),
                    revisions.stream().map(Score::getState).toList());
            assertEquals(limit, revisions.get(3).getStopping().getLimit());
            assertEquals(0.04, revisions.get(3).getStopping().getRiskAtMost());
            assertFalse(revisions.getLast().hasStopping());
            assertEquals(120, revisions.getLast().getCompleteness().getFramesExpected());
            assertFalse(revisions.getLast().getCompleteness().getDegraded());
            assertFalse(revisions.getLast().getStamps().hasAcquiredAt(), "no frame made it due");
            assertTrue(revisions.get(6).getStamps().hasAcquiredAt());

            // Late frames change nothing, and nothing follows the last revision.
            sender.send(acquisition.view(4));
            assertNothingMore(sender, scores, acquisition, 8);
            assertTrue(loop.alive());
        }
    }

    @Test
    void theLastExpectedFrameGivesTheLastRevision() {
        TestAcquisition acquisition = TestAcquisition.named("short protocol");
        List<Frame> frames = frames(acquisition, 0, 60, 1, 61).stream()
                .map(frame -> frame.toBuilder().setExpectedFrames(4).build())
                .toList();
        try (FrameSender sender = new FrameSender(broker.bootstrapServers());
                TopicReader scores = new TopicReader(broker.bootstrapServers(), "scores", true);
                LoopUnderTest loop = loop("one").withChampion(SET).start()) {
            frames.forEach(sender::send);
            List<Score> revisions = scores.revisionsOf(acquisition, 3);
            assertRevisions(revisions, frames, SET);
            assertEquals(ScoreState.SCORE_STATE_FINAL, revisions.getLast().getState());
            assertEquals(4, revisions.getLast().getFramesUsedCount());
            sender.completed(acquisition, 4);
            assertNothingMore(sender, scores, acquisition, 3);
            assertTrue(loop.alive());
        }
    }

    @Test
    void aSuccessorGoesOnWithTheNextRevisionAfterACrashInsideATransaction() {
        TestAcquisition acquisition = TestAcquisition.named("crashed");
        List<Frame> frames = frames(acquisition, 0, 60, 1, 61, 2);
        try (FrameSender sender = new FrameSender(broker.bootstrapServers());
                TopicReader scores = new TopicReader(broker.bootstrapServers(), "scores", true);
                LoopUnderTest dying = loop("one").withChampion(SET).start()) {
            sender.started(acquisition, 120);
            frames.subList(0, 3).forEach(sender::send);
            scores.revisionsOf(acquisition, 2);
            CountDownLatch frozen = dying.freezeInsideTransaction();
            sender.send(frames.get(3));
            LoopUnderTest.await(frozen);
            try (TopicReader dirty = new TopicReader(broker.bootstrapServers(), "scores", false)) {
                dirty.revisionsOf(acquisition, 3);
            }
            assertEquals(2, scores.revisionsOf(acquisition, 2).size(), "a revision seen before its commit");
            try (LoopUnderTest successor = loop("one").withChampion(SET).start()) {
                scores.revisionsOf(acquisition, 3);
                sender.send(frames.get(4));
                scores.revisionsOf(acquisition, 4);
                sender.completed(acquisition, 5);
                List<Score> revisions = scores.revisionsOf(acquisition, 5);
                assertRevisions(revisions, frames, SET);
                assertEquals(ScoreState.SCORE_STATE_FINAL, revisions.getLast().getState());
                dying.close(); // lets the dead one go on: the broker must refuse its commit
                assertNothingMore(sender, scores, acquisition, 5);
                assertEquals(1, dying.count("earlyview_inference_restarts"), "refused commits");
                assertEquals(0, successor.count("earlyview_inference_restarts"));
            }
        }
    }

    @Test
    void acquisitionsThatFallSilentEnd() {
        TestAcquisition onlyStarted = TestAcquisition.named("only started");
        TestAcquisition half = TestAcquisition.named("half of the first pair");
        TestAcquisition brokenOff = TestAcquisition.named("silent after three");
        TestAcquisition lossy = TestAcquisition.named("two were lost");
        TestAcquisition aborted = TestAcquisition.named("aborted after three");
        try (FrameSender sender = new FrameSender(broker.bootstrapServers());
                TopicReader scores = new TopicReader(broker.bootstrapServers(), "scores", true);
                LoopUnderTest loop = new LoopUnderTest(
                                broker.bootstrapServers(), "one", store, Duration.ofSeconds(2), Duration.ofSeconds(5))
                        .withChampion(SET)
                        .start()) {
            sender.started(onlyStarted, 120);
            sender.send(half.view(0));
            for (TestAcquisition acquisition : List.of(brokenOff, lossy, aborted)) {
                frames(acquisition, 0, 60, 1).forEach(sender::send);
            }
            scores.scoresOf(List.of(lossy, aborted));
            sender.completed(lossy, 5);
            sender.aborted(aborted, 3);

            assertCannotScore(
                    "view at 0.0 degrees, view at 180.0 degrees",
                    scores.revisionsOf(onlyStarted, 1).getLast());
            assertCannotScore(
                    "needs view at 180.0 degrees; 1 of 120",
                    scores.revisionsOf(half, 1).getLast());
            assertEnded(117, brokenOff, scores);
            assertEnded(2, lossy, scores);
            assertEnded(0, aborted, scores);
            assertTrue(loop.alive());
            assertEquals(0, loop.gauge("earlyview_inference_acquisitions_open"));
        }
    }

    private static void assertCannotScore(String says, Score score) {
        assertEquals(ScoreState.SCORE_STATE_CANNOT_SCORE, score.getState());
        assertEquals(
                CannotScoreCause.CANNOT_SCORE_CAUSE_FRAMES_MISSING,
                score.getCannotScore().getCause());
        assertTrue(
                score.getCannotScore().getExplanation().contains(says),
                score.getCannotScore().getExplanation());
        assertEquals(1, score.getRevision());
        assertTrue(score.getSimulated());
    }

    private static void assertEnded(int missing, TestAcquisition acquisition, TopicReader scores) {
        List<Score> revisions = scores.revisionsOf(acquisition, 3);
        assertRevisions(revisions, frames(acquisition, 0, 60, 1), SET);
        Score last = revisions.getLast();
        assertEquals(ScoreState.SCORE_STATE_FINAL, last.getState());
        assertEquals(missing, last.getCompleteness().getFramesMissing());
        assertEquals(missing > 0, last.getCompleteness().getDegraded());
    }

    /**
     * Revisions 1, 2, 3, ... of an acquisition whose frames came in this order, the first with the second frame; one more at the
     * end says over the same frames that it has ended.
     */
    private static void assertRevisions(List<Score> revisions, List<Frame> arrived, ReleaseManifest release) {
        assertEquals(
                IntStream.rangeClosed(1, revisions.size()).boxed().toList(),
                revisions.stream().map(Score::getRevision).toList());
        assertEquals(
                revisions.size(),
                revisions.stream().map(Score::getScoreId).distinct().count());
        for (Score score : revisions) {
            List<Frame> frames = arrived.subList(0, Math.min(arrived.size(), score.getRevision() + 1));
            assertEquals(
                    frames.stream()
                            .map(frame -> frame.getView().getAngleDegrees())
                            .sorted()
                            .toList(),
                    score.getFramesUsedList().stream()
                            .map(FrameUsed::getAngleDegrees)
                            .toList(),
                    "revision " + score.getRevision());
            assertEquals(
                    ReferenceScoring.probability(NETWORK, frames),
                    score.getProbability().getValue(),
                    1e-6);
            assertEquals(release.getReleaseId(), score.getRelease().getReleaseId());
            assertEquals(release.getArtifactSha256(), score.getRelease().getArtifactSha256());
            assertEquals(release.getHeadSha256(), score.getRelease().getHeadSha256());
            assertTrue(score.getSimulated());
        }
    }

    /** Behind all that was sent, in the same partition, comes another acquisition: once that is scored, more would be there too. */
    private static void assertNothingMore(
            FrameSender sender, TopicReader scores, TestAcquisition acquisition, int revisions) {
        List<TestAcquisition> behind = new ArrayList<>();
        while (behind.size() < 16) { // so that one of them shares its partition
            behind.add(TestAcquisition.named("behind" + System.nanoTime()));
        }
        sender.sendView(behind, 0);
        sender.sendView(behind, 60);
        scores.scoresOf(behind);
        assertEquals(revisions, scores.revisionsOf(acquisition, revisions).size());
    }

    private static List<Frame> frames(TestAcquisition acquisition, int... views) {
        return Arrays.stream(views).mapToObj(acquisition::view).toList();
    }

    private static LoopUnderTest loop(String instance) {
        return new LoopUnderTest(broker.bootstrapServers(), instance, store);
    }
}
