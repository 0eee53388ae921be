package io.earlyview.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.inference.fixture.FrameSender;
import io.earlyview.inference.fixture.ReferenceScoring;
import io.earlyview.inference.fixture.TestAcquisition;
import io.earlyview.inference.fixture.TestNetwork;
import io.earlyview.inference.fixture.TestReleases;
import io.earlyview.inference.fixture.TestSetNetwork;
import io.earlyview.inference.fixture.TopicReader;
import io.earlyview.testing.EmbeddedBroker;
import io.earlyview.v1.Score;
import io.earlyview.v1.ScoreState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A release that scores beside the champion: nobody's result, and no danger to one. */
class ShadowIT {
    private static final byte[] CHAMPION = TestReleases.network(0.3).onnx();
    private static final TestSetNetwork SHADOW = TestReleases.setNetwork(-0.2);

    @TempDir
    static Path store;

    private static EmbeddedBroker broker;

    @BeforeAll
    static void start() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
        broker = EmbeddedBroker.start();
        TestReleases.store(store, CHAMPION);
        TestReleases.store(store, SHADOW);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void itsScoresStandBesideTheChampionsAndNeverAmongThem() {
        List<TestAcquisition> acquisitions = TestAcquisition.many("beside", 4).toList();
        try (FrameSender sender = new FrameSender(broker.bootstrapServers());
                TopicReader scores = new TopicReader(broker.bootstrapServers(), "scores", true);
                TopicReader shadows = new TopicReader(broker.bootstrapServers(), "shadow-scores", true);
                LoopUnderTest loop = loop().withShadow(TestReleases.setChampion("shadow", SHADOW))
                        .start()) {
            for (int view : new int[] {0, 60, 1}) {
                sender.sendView(acquisitions, view);
            }
            acquisitions.forEach(acquisition -> sender.completed(acquisition, 3));
            for (TestAcquisition acquisition : acquisitions) {
                List<Score> beside = shadows.revisionsOf(acquisition, 2);
                assertEquals(
                        ReferenceScoring.probability(SHADOW, List.of(acquisition.view(0), acquisition.view(60))),
                        beside.get(0).getProbability().getValue(),
                        1e-6);
                assertEquals(
                        ReferenceScoring.probability(
                                SHADOW, List.of(acquisition.view(0), acquisition.view(60), acquisition.view(1))),
                        beside.get(1).getProbability().getValue(),
                        1e-6);
                beside.forEach(score -> {
                    assertEquals("shadow", score.getRelease().getReleaseId());
                    assertTrue(score.getSimulated());
                });
                Score champions = only(scores.revisionsOf(acquisition, 1));
                assertEquals("champion", champions.getRelease().getReleaseId());
                assertEquals(ScoreState.SCORE_STATE_FINAL, champions.getState());
                assertEquals(
                        ReferenceScoring.probability(CHAMPION, List.of(acquisition.view(0), acquisition.view(60))),
                        champions.getProbability().getValue(),
                        1e-6);
            }
            assertTrue(scores.all().stream()
                    .map(TopicReader::score)
                    .allMatch(score -> score.getRelease().getReleaseId().equals("champion")));
            assertTrue(loop.alive());
        }
    }

    /** Its network passes every check on flat frames and fails on real ones. */
    @Test
    void aShadowThatFailsStopsNoScore() {
        byte[] failing =
                TestReleases.network(0.6).withHead(TestNetwork.Head.LOOK_UP).onnx();
        TestReleases.store(store, failing);
        List<TestAcquisition> acquisitions = Stream.concat(
                        TestAcquisition.many("beside a failing shadow", 8), TestAcquisition.many("after it", 4))
                .toList();
        try (FrameSender sender = new FrameSender(broker.bootstrapServers());
                TopicReader scores = new TopicReader(broker.bootstrapServers(), "scores", true);
                LoopUnderTest loop = loop().withShadow(TestReleases.champion("failing", failing))
                        .start()) {
            sender.sendView(acquisitions, 0);
            sender.sendView(acquisitions, 60);
            assertEquals(acquisitions.size(), scores.scoresOf(acquisitions).size());
            assertEquals(0, loop.count("earlyview_inference_restarts"));
        }
    }

    private static Score only(List<Score> scores) {
        assertEquals(1, scores.size());
        return scores.getFirst();
    }

    private static LoopUnderTest loop() {
        return new LoopUnderTest(broker.bootstrapServers(), "one", store)
                .withChampion(TestReleases.champion("champion", CHAMPION));
    }
}
