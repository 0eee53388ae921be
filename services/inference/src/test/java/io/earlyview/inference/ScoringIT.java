package io.earlyview.inference;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.inference.fixture.ArtifactsResource;
import io.earlyview.inference.fixture.FrameSender;
import io.earlyview.inference.fixture.ReferenceScoring;
import io.earlyview.inference.fixture.TestAcquisition;
import io.earlyview.inference.fixture.TestReleases;
import io.earlyview.inference.fixture.TopicReader;
import io.earlyview.testing.KafkaResource;
import io.earlyview.topics.Topics;
import io.earlyview.v1.DeadLetter;
import io.earlyview.v1.Frame;
import io.earlyview.v1.FrameUsed;
import io.earlyview.v1.LatencyStamps;
import io.earlyview.v1.ReleaseManifest;
import io.earlyview.v1.Score;
import io.earlyview.v1.ScoreState;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The whole service against a real broker, from before its first release to after its second. */
@QuarkusTest
@WithTestResource(KafkaResource.class)
@WithTestResource(ArtifactsResource.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ScoringIT {
    private static final byte[] FIRST = TestReleases.network(0.3).onnx();
    private static final byte[] SECOND = TestReleases.network(-0.4).onnx();

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @ConfigProperty(name = "earlyview.artifacts.directory")
    Path store;

    @Inject
    ScoringSettings settings;

    @TestHTTPResource("/q/health/ready")
    URI readiness;

    @TestHTTPResource("/q/health/live")
    URI liveness;

    @TestHTTPResource("/q/metrics")
    URI metrics;

    private FrameSender sender;
    private TopicReader scores;

    @BeforeEach
    void connect() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
        sender = new FrameSender(bootstrapServers);
        scores = new TopicReader(bootstrapServers, "scores", true);
    }

    @AfterEach
    void disconnect() {
        sender.close();
        scores.close();
    }

    @Test
    @Order(1)
    void framesWaitForTheFirstRelease() {
        await().until(() -> get(readiness).statusCode() == 200);
        List<TestAcquisition> acquisitions = TestAcquisition.many("early", 5).toList();
        sender.sendView(acquisitions, 0);
        sender.sendView(acquisitions, 60);
        await().until(() -> metric("earlyview_inference_acquisitions_waiting") == acquisitions.size());
        assertEquals(List.of(), scores.all());

        release("first", FIRST);

        assertScored(acquisitions, "first", FIRST);
        await().until(() -> metric("earlyview_inference_acquisitions_waiting") == 0);
        assertTrue(
                get(readiness).body().contains("\"datscan\": \"first\""),
                get(readiness).body());
    }

    @Test
    @Order(2)
    void everyAcquisitionIsScoredOnceWhateverTheOrderAndHoweverOftenFramesCome() {
        long seed = 20_260_304;
        Random random = new Random(seed);
        List<TestAcquisition> acquisitions =
                TestAcquisition.many("interleaved", 20).toList();
        List<Frame> frames = new ArrayList<>();
        for (TestAcquisition acquisition : acquisitions) {
            for (int view : new int[] {0, 0, 60, 60, 60, 1, 30, 59, 61, 90, 119}) {
                frames.add(acquisition.view(view));
            }
        }
        Collections.shuffle(frames, random);
        frames.forEach(sender::send);
        assertScored(acquisitions, "first", FIRST);

        // Once more from the beginning, as a gateway that lost its receipts would.
        Collections.shuffle(frames, random);
        frames.subList(0, 60).forEach(sender::send);
        assertScored(acquisitions, "first", FIRST);
    }

    @Test
    @Order(3)
    void whatCannotBeTakenLiesUnchangedInTheDeadLetterTopicAndTheStreamGoesOn() throws Exception {
        TestAcquisition acquisition = TestAcquisition.named("beside dead letters");
        byte[] garbage = "no frame at all".getBytes(StandardCharsets.UTF_8);
        byte[] unfit = acquisition.view(0).toBuilder().setRows(64).build().toByteArray();
        byte[] huge = new byte[20 << 20];
        Arrays.fill(huge, (byte) 0xff);
        sender.send(new ProducerRecord<>("frames", 0, acquisition.key(), garbage));
        sender.send(new ProducerRecord<>("frames", 0, acquisition.key(), unfit));
        sender.send(new ProducerRecord<>("frames", 0, null, huge)); // 20 MiB, of which 20 KiB travel
        sender.send(new ProducerRecord<>("frames", 0, acquisition.key(), null));
        sender.send(acquisition.view(0));
        sender.send(acquisition.view(60));

        assertScored(List.of(acquisition), "first", FIRST);
        try (TopicReader dead = new TopicReader(bootstrapServers, "frames.dead", true)) {
            List<ConsumerRecord<byte[], byte[]>> letters = dead.until(records -> records.size() == 4);
            assertArrayEquals(garbage, letter(letters, 0).getOriginal().toByteArray());
            assertEquals("UNDECODABLE", letter(letters, 0).getCause());
            assertArrayEquals(acquisition.key(), letters.getFirst().key());
            assertArrayEquals(unfit, letter(letters, 1).getOriginal().toByteArray());
            assertEquals("REFUSAL_CAUSE_WRONG_SHAPE", letter(letters, 1).getCause());
            assertTrue(letter(letters, 2).getExplanation().contains("of 20971520 bytes the first 2097152"));
            assertEquals(0, letter(letters, 3).getOriginal().size());
        }
        await().until(() -> metric("earlyview_inference_frames_refused_total") == 4);
    }

    @Test
    @Order(4)
    void theTraceOfTheLastFrameGoesOnInTheScore() {
        TestAcquisition acquisition = TestAcquisition.named("traced");
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        String parent = "00f067aa0ba902b7";
        sender.send(acquisition.view(0));
        ProducerRecord<byte[], byte[]> last = FrameSender.record(acquisition.view(60));
        last.headers().add("traceparent", ("00-" + trace + "-" + parent + "-01").getBytes(StandardCharsets.UTF_8));
        sender.send(last);
        assertScored(List.of(acquisition), "first", FIRST);

        ConsumerRecord<byte[], byte[]> score = scores.all().stream()
                .filter(record -> Arrays.equals(record.key(), acquisition.key()))
                .findFirst()
                .orElseThrow();
        assertNotNull(score.headers().lastHeader("traceparent"));
        String[] parts =
                new String(score.headers().lastHeader("traceparent").value(), StandardCharsets.UTF_8).split("-");
        assertEquals(trace, parts[1]);
        assertNotEquals(parent, parts[2], "the score has a span of its own");
        assertEquals("01", parts[3]);
    }

    @Test
    @Order(5)
    void aReleaseThatIsRefusedLeavesTheChampion() {
        double before = metric("earlyview_inference_releases_refused_total");
        byte[] garbage = "no network".getBytes(StandardCharsets.UTF_8);
        TestReleases.store(store, garbage);
        byte[] never = TestReleases.network(0.9).onnx();
        TestReleases.store(store, SECOND);
        TestReleases.store(store, "f".repeat(64), SECOND);
        ReleaseManifest stored = TestReleases.champion("stored", SECOND);
        // A release's own record is none of inference's business, whatever stands in it.
        sender.publish(Topics.releaseKey("datscan", "candidate"), garbage);
        sender.publish(TestReleases.champion("garbage", garbage));
        sender.publish(TestReleases.champion("unstored", never));
        sender.publish(stored.toBuilder()
                .setReleaseId("other digest")
                .setArtifactSha256("f".repeat(64))
                .build());
        sender.publish(stored.toBuilder()
                .setReleaseId("other views")
                .clearViewAnglesDegrees()
                .addAllViewAnglesDegrees(List.of(0.0, 90.0))
                .build());
        sender.publish("datscan/champion", garbage);
        sender.publish(
                "datscan/shadow",
                stored.toBuilder().setReleaseId("misplaced").build().toByteArray());
        // Manifests of one stage that came together are tried from the newest until one fits; all six are looked at.
        await().until(() -> metric("earlyview_inference_releases_refused_total") == before + 6);
        Map<String, String> reasons = refusals(5);
        assertTrue(reasons.get("garbage").contains("cannot load"), reasons.toString());
        assertTrue(reasons.get("unstored").contains("cannot be read from the store"), reasons.toString());
        assertTrue(reasons.get("other digest").contains("has SHA-256"), reasons.toString());
        assertTrue(reasons.get("other views").contains("[0.0, 90.0]"), reasons.toString());
        assertTrue(reasons.get("misplaced").contains("has key 'datscan/shadow'"), reasons.toString());

        List<TestAcquisition> acquisitions =
                TestAcquisition.many("after refusals", 4).toList();
        sender.sendView(acquisitions, 60);
        sender.sendView(acquisitions, 0);
        assertScored(acquisitions, "first", FIRST);
        assertEquals(before + 6, metric("earlyview_inference_releases_refused_total"));
    }

    @Test
    @Order(6)
    void aSecondReleaseTakesOverWithoutARestartAndLeavesWhatIsScored() {
        List<TestAcquisition> scored = TestAcquisition.many("interleaved", 20).toList();
        List<TestAcquisition> half = TestAcquisition.many("half", 3).toList();
        List<TestAcquisition> fresh = TestAcquisition.many("fresh", 5).toList();
        sender.sendView(half, 0);
        await().until(() -> metric("earlyview_inference_acquisitions_waiting") == half.size());
        release("second", SECOND);
        await().until(() -> get(readiness).body().contains("\"datscan\": \"second\""));

        sender.sendView(scored, 0);
        sender.sendView(scored, 60);
        sender.sendView(fresh, 0);
        sender.sendView(fresh, 60);
        sender.sendView(half, 60);

        assertScored(fresh, "second", SECOND);
        // Begun before the second: they stay on the first.
        assertScored(half, "first", FIRST);
        assertScored(scored, "first", FIRST);
    }

    @Test
    @Order(7)
    void healthAndMetricsSayWhatWasDone() {
        assertEquals(200, get(liveness).statusCode());
        assertTrue(get(liveness).body().contains("\"scoring\""), get(liveness).body());
        assertEquals(scores.all().size(), metric("earlyview_inference_scores_total"));
        assertEquals(scores.all().size(), metric("earlyview_inference_latency_seconds_count"));
        assertEquals(0, metric("earlyview_inference_restarts_total"));
        assertTrue(metric("earlyview_inference_frames_total") > 200);
    }

    /** Why this process does not take releases, by their ids, as it says on topic {@code models}. */
    private Map<String, String> refusals(int number) {
        try (TopicReader models = new TopicReader(bootstrapServers, "models", true)) {
            Map<String, String> reasons = new HashMap<>();
            models.until(records -> {
                records.stream()
                        .filter(record -> Topics.isRefusalKey(key(record)))
                        .map(TopicReader::refusal)
                        .forEach(refusal -> {
                            assertEquals("datscan", refusal.getExam());
                            assertTrue(refusal.hasRefusedAt());
                            reasons.put(refusal.getReleaseId(), refusal.getReason());
                        });
                return reasons.size() == number;
            });
            models.all().stream()
                    .map(ScoringIT::key)
                    .filter(Topics::isRefusalKey)
                    .forEach(key -> assertTrue(key.endsWith("/" + settings.instance()), key));
            return reasons;
        }
    }

    private static String key(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.key(), StandardCharsets.UTF_8);
    }

    private void release(String releaseId, byte[] onnx) {
        TestReleases.store(store, onnx);
        sender.publish(TestReleases.champion(releaseId, onnx));
    }

    /** Exactly one score each, from this release, equal to what ONNX Runtime alone says of the same pixels. */
    private void assertScored(List<TestAcquisition> acquisitions, String releaseId, byte[] onnx) {
        scores.scoresOf(acquisitions);
        List<TestAcquisition> behind = sendBehindEverything();
        scores.scoresOf(behind);
        List<Score> all = scores.scoresOf(acquisitions);
        for (TestAcquisition acquisition : acquisitions) {
            List<Score> own = all.stream()
                    .filter(score -> score.getAcquisitionId().equals(acquisition.id()))
                    .toList();
            assertEquals(1, own.size(), "scores of one acquisition");
            Score score = own.getFirst();
            Frame anterior = acquisition.view(0);
            Frame posterior = acquisition.view(60);
            assertEquals(
                    ReferenceScoring.probability(onnx, List.of(anterior, posterior)),
                    score.getProbability().getValue(),
                    1e-6);
            assertEquals("abnormal", score.getProbability().getPositiveClass());
            assertEquals(ScoreState.SCORE_STATE_FINAL, score.getState());
            assertEquals(1, score.getRevision());
            assertEquals(2, score.getCompleteness().getFramesExpected());
            assertFalse(score.getCompleteness().getDegraded());
            assertTrue(score.getSimulated());
            assertEquals(releaseId, score.getRelease().getReleaseId());
            assertEquals(
                    TestReleases.champion(releaseId, onnx).getArtifactSha256(),
                    score.getRelease().getArtifactSha256());
            assertEquals(
                    List.of(anterior.getPixelsSha256(), posterior.getPixelsSha256()),
                    score.getFramesUsedList().stream()
                            .map(FrameUsed::getPixelsSha256)
                            .toList());
            LatencyStamps stamps = score.getStamps();
            List<Instant> inOrder = Stream.of(
                            stamps.getAcquiredAt(),
                            stamps.getIngestedAt(),
                            stamps.getReceivedAt(),
                            stamps.getAssembledAt(),
                            stamps.getComputeStartedAt(),
                            stamps.getScoredAt(),
                            stamps.getPublishedAt())
                    .map(stamp -> Instant.ofEpochSecond(stamp.getSeconds(), stamp.getNanos()))
                    .toList();
            assertEquals(inOrder.stream().sorted().toList(), inOrder);
            assertTrue(stamps.hasAcquiredAt());
        }
    }

    /** An acquisition in each partition, behind all that was sent: once they are scored, a second score would be there too. */
    private List<TestAcquisition> sendBehindEverything() {
        List<TestAcquisition> behind = Stream.generate(() -> TestAcquisition.named("behind" + System.nanoTime()))
                .limit(4)
                .toList();
        for (int partition = 0; partition < behind.size(); partition++) {
            TestAcquisition acquisition = behind.get(partition);
            for (int view : new int[] {0, 60}) {
                sender.send(new ProducerRecord<>(
                        "frames",
                        partition,
                        acquisition.key(),
                        acquisition.view(view).toByteArray()));
            }
        }
        return behind;
    }

    private static DeadLetter letter(List<ConsumerRecord<byte[], byte[]>> records, int number) throws Exception {
        return DeadLetter.parseFrom(records.get(number).value());
    }

    /** The sum over all tags. */
    private double metric(String name) {
        return get(metrics)
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .map(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .reduce(Double::sum)
                .orElseThrow(() -> new AssertionError("no metric " + name));
    }

    private static HttpResponse<String> get(URI uri) {
        try {
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
