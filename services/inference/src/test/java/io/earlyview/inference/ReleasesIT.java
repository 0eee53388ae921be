package io.earlyview.inference;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.inference.fixture.FrameSender;
import io.earlyview.inference.fixture.ReferenceScoring;
import io.earlyview.inference.fixture.TestAcquisition;
import io.earlyview.inference.fixture.TestReleases;
import io.earlyview.inference.fixture.TestSetNetwork;
import io.earlyview.inference.fixture.TopicReader;
import io.earlyview.testing.EmbeddedBroker;
import io.earlyview.topics.Topics;
import io.earlyview.v1.Frame;
import io.earlyview.v1.ReleaseManifest;
import io.earlyview.v1.ReleaseStage;
import io.earlyview.v1.Score;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that follow the topic of releases, and what of it survives them. */
class ReleasesIT {
    private static final TestSetNetwork FIRST = TestReleases.setNetwork(-0.2);
    private static final byte[] SECOND = TestReleases.network(0.3).onnx();

    @TempDir
    Path store;

    private EmbeddedBroker broker;
    private FrameSender sender;
    private TopicReader scores;

    @BeforeEach
    void start() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
        broker = EmbeddedBroker.start();
        sender = new FrameSender(broker.bootstrapServers());
        scores = new TopicReader(broker.bootstrapServers(), "scores", true);
    }

    @AfterEach
    void stop() {
        sender.close();
        scores.close();
        broker.close();
    }

    @Test
    void openAcquisitionsStayOnTheirReleaseAlsoOverARestart() {
        List<TestAcquisition> begun = TestAcquisition.many("begun before", 3).toList();
        List<TestAcquisition> fresh = TestAcquisition.many("begun after", 3).toList();
        TestReleases.store(store, FIRST);
        TestReleases.store(store, SECOND);
        try (LoopUnderTest before = loop("one").startFollowing()) {
            promote(TestReleases.setChampion("first", FIRST));
            await().until(() -> before.championOf("datscan").equals("first"));
            sender.sendView(begun, 0);
            sender.sendView(begun, 60);
            begun.forEach(acquisition -> scores.revisionsOf(acquisition, 1));
            promote(TestReleases.champion("second", SECOND));
            retire(TestReleases.setChampion("first", FIRST));
            await().until(() -> before.championOf("datscan").equals("second"));
            sender.sendView(begun, 1);
            begun.forEach(acquisition -> scores.revisionsOf(acquisition, 2));
            before.freeze();
            try (LoopUnderTest after = loop("one").startFollowing()) {
                await().until(() -> after.championOf("datscan").equals("second"));
                sender.sendView(begun, 2);
                sender.sendView(fresh, 0);
                sender.sendView(fresh, 60);
                for (TestAcquisition acquisition : begun) {
                    List<Score> revisions = scores.revisionsOf(acquisition, 3);
                    assertEquals(
                            List.of("first", "first", "first"),
                            revisions.stream()
                                    .map(score -> score.getRelease().getReleaseId())
                                    .toList());
                    assertEquals(
                            List.of(1, 2, 3),
                            revisions.stream().map(Score::getRevision).toList());
                    List<Frame> frames = List.of(
                            acquisition.view(0), acquisition.view(1), acquisition.view(2), acquisition.view(60));
                    assertEquals(
                            ReferenceScoring.probability(FIRST, frames),
                            revisions.getLast().getProbability().getValue(),
                            1e-6);
                }
                for (Score score : scores.scoresOf(fresh)) {
                    assertEquals("second", score.getRelease().getReleaseId());
                }
                assertTrue(after.alive());
            }
        }
    }

    @Test
    void scoringBeginsOnlyWhenAllReleasesThatThereAreHaveBeenRead() {
        TestReleases.store(store, FIRST);
        TestReleases.store(store, SECOND);
        for (int number = 0; number < 20; number++) {
            promote(TestReleases.setChampion("of old " + number, FIRST));
        }
        promote(TestReleases.champion("newest", SECOND));
        List<TestAcquisition> acquisitions = TestAcquisition.many("waited", 6).toList();
        sender.sendView(acquisitions, 0);
        sender.sendView(acquisitions, 60);
        try (LoopUnderTest loop = loop("one").startFollowing()) {
            for (Score score : scores.scoresOf(acquisitions)) {
                assertEquals("newest", score.getRelease().getReleaseId());
            }
            assertTrue(loop.alive());
        }
    }

    @Test
    void aRefusalIsSaidAndTakenBackOnceTheReleaseFits() {
        ReleaseManifest release = TestReleases.champion("early", SECOND);
        try (LoopUnderTest loop = loop("one").startFollowing()) {
            promote(release); // before its artifact is stored
            awaitRefusals(Map.of("datscan/refused/early/one", "cannot be read from the store"));
            TestReleases.store(store, SECOND);
            promote(release);
            await().until(() -> loop.championOf("datscan").equals("early"));
            awaitRefusals(Map.of());
        }
    }

    @Test
    void aRefusalIsTakenBackAlsoByAProcessThatStartedAnew() {
        // Several, since the order in which one process meets the topic's keys is nobody's promise.
        List<String> names = List.of("one", "two", "three", "four", "five", "six");
        ReleaseManifest release = TestReleases.champion("early", SECOND);
        promote(release);
        Map<String, String> refusals = new LinkedHashMap<>();
        for (String name : names) {
            refusals.put("datscan/refused/early/" + name, "cannot be read from the store");
            try (LoopUnderTest loop = loop(name).startFollowing()) {
                awaitRefusals(refusals);
                assertEquals("none", loop.championOf("datscan"));
            }
        }
        TestReleases.store(store, SECOND);
        for (String name : names) {
            refusals.remove("datscan/refused/early/" + name);
            try (LoopUnderTest loop = loop(name).startFollowing()) {
                await().until(() -> loop.championOf("datscan").equals("early"));
                awaitRefusals(refusals);
            }
        }
    }

    /** A release's record is written again with every decision; what it says last holds, and may be all that fits. */
    @Test
    void releasesAreLoadedAgainByTheirLastManifests() {
        // Several, since the order in which one process meets the topic's keys is nobody's promise.
        List<String> names = List.of("a", "b", "c", "d", "e", "f");
        TestReleases.store(store, FIRST);
        TestReleases.store(store, SECOND);
        try (LoopUnderTest before = loop("one").startFollowing()) {
            for (String name : names) {
                ReleaseManifest release = TestReleases.setChampion(name, FIRST);
                ReleaseManifest unfit =
                        release.toBuilder().setHeadSha256("0".repeat(64)).build();
                sender.publish(Topics.releaseKey("datscan", name), unfit.toByteArray());
                promote(release);
                await().until(() -> before.championOf("datscan").equals(name));
                List<TestAcquisition> begun = List.of(TestAcquisition.named("on " + name));
                sender.sendView(begun, 0);
                sender.sendView(begun, 60);
                scores.revisionsOf(begun.getFirst(), 1);
            }
            promote(TestReleases.champion("second", SECOND));
            await().until(() -> before.championOf("datscan").equals("second"));
            before.freeze();
            try (LoopUnderTest after = loop("one").startFollowing()) {
                for (String name : names) {
                    TestAcquisition begun = TestAcquisition.named("on " + name);
                    sender.send(begun.view(1));
                    Score last = scores.revisionsOf(begun, 2).getLast();
                    assertEquals("", last.getCannotScore().getExplanation());
                    assertEquals(name, last.getRelease().getReleaseId());
                }
                assertTrue(after.alive());
            }
        }
    }

    /** As training does: both records. */
    private void promote(ReleaseManifest manifest) {
        sender.publish(Topics.releaseKey(manifest.getExam(), manifest.getReleaseId()), manifest.toByteArray());
        sender.publish(manifest);
    }

    private void retire(ReleaseManifest manifest) {
        sender.publish(
                Topics.releaseKey(manifest.getExam(), manifest.getReleaseId()),
                manifest.toBuilder()
                        .setStage(ReleaseStage.RELEASE_STAGE_RETIRED)
                        .build()
                        .toByteArray());
    }

    /** Waits until these refusals stand on the topic and no others, by key, with what they say. */
    private void awaitRefusals(Map<String, String> expected) {
        try (TopicReader models = new TopicReader(broker.bootstrapServers(), "models", true)) {
            Map<String, String> standing = new LinkedHashMap<>();
            await().pollInSameThread().untilAsserted(() -> {
                standing.clear();
                models.all().forEach(record -> {
                    String key = new String(record.key(), StandardCharsets.UTF_8);
                    if (Topics.isRefusalKey(key)) {
                        if (record.value() == null) {
                            standing.remove(key);
                        } else {
                            standing.put(key, TopicReader.refusal(record).getReason());
                        }
                    }
                });
                assertEquals(expected.keySet(), standing.keySet());
            });
            standing.forEach((key, reason) -> assertTrue(reason.contains(expected.get(key)), reason));
        }
    }

    private LoopUnderTest loop(String instance) {
        return new LoopUnderTest(broker.bootstrapServers(), instance, store);
    }
}
