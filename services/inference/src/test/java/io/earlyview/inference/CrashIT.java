package io.earlyview.inference;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Timestamp;
import io.earlyview.inference.assembly.AssemblyRestore;
import io.earlyview.inference.domain.OpenAcquisition;
import io.earlyview.inference.fixture.FrameSender;
import io.earlyview.inference.fixture.ReferenceScoring;
import io.earlyview.inference.fixture.TestAcquisition;
import io.earlyview.inference.fixture.TestReleases;
import io.earlyview.inference.fixture.TopicReader;
import io.earlyview.testing.EmbeddedBroker;
import io.earlyview.v1.AssemblyState;
import io.earlyview.v1.Score;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that die, hang or lose their broker, against a real one: never no score, never two. */
class CrashIT {
    private static final byte[] ONNX = TestReleases.network(0.3).onnx();
    private static final int PARTITIONS = 4;

    @TempDir
    static Path store;

    private static EmbeddedBroker broker;

    @BeforeAll
    static void start() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
        broker = EmbeddedBroker.start();
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void aSuccessorGoesOnFromTheFramesItsPredecessorHad() {
        List<TestAcquisition> acquisitions =
                TestAcquisition.many("abandoned", 12).toList();
        try (FrameSender sender = new FrameSender(broker.bootstrapServers());
                LoopUnderTest dying = scoring("one").start()) {
            sender.sendView(acquisitions, 0);
            awaitState(acquisitions);
            dying.freeze();
            try (LoopUnderTest successor = scoring("one").start()) {
                sender.sendView(acquisitions, 60);
                assertExactlyOneScoreEach(acquisitions, sender);
                assertTrue(successor.alive());
            }
        }
    }

    @Test
    void whatACrashLeavesInsideATransactionIsNeverSeen() {
        List<TestAcquisition> acquisitions =
                TestAcquisition.many("mid-transaction", 3).toList();
        try (FrameSender sender = new FrameSender(broker.bootstrapServers());
                LoopUnderTest dying = scoring("one").start()) {
            sender.sendView(acquisitions, 60);
            awaitState(acquisitions);
            CountDownLatch frozen = dying.freezeInsideTransaction();
            sender.sendView(acquisitions, 0);
            LoopUnderTest.await(frozen);
            try (TopicReader dirty = new TopicReader(broker.bootstrapServers(), "scores", false);
                    TopicReader committed = new TopicReader(broker.bootstrapServers(), "scores", true)) {
                dirty.until(records -> records.stream().anyMatch(of(acquisitions)));
                assertEquals(
                        0, committed.all().stream().filter(of(acquisitions)).count(), "scores seen before commit");
            }
            try (LoopUnderTest successor = scoring("one").start()) {
                assertExactlyOneScoreEach(acquisitions, sender);
                dying.close(); // lets the dead one go on: the broker must refuse its commit
                assertExactlyOneScoreEach(acquisitions, sender);
                assertEquals(1, dying.count("earlyview_inference_restarts"), "refused commits");
                assertEquals(0, successor.count("earlyview_inference_restarts"));
            }
        }
    }

    @Test
    void aProcessThatWasSuspendedCannotScoreWhatAnotherHasTakenOver() {
        List<TestAcquisition> acquisitions =
                TestAcquisition.many("suspended", 8).toList();
        // The suspended process is given up after 3 s and its session instead of after Kafka's 5 minutes.
        LoopUnderTest suspended = new LoopUnderTest(
                        broker.bootstrapServers(), "suspended", store, Map.of("max.poll.interval.ms", 3_000))
                .start();
        try (FrameSender sender = new FrameSender(broker.bootstrapServers());
                suspended) {
            sender.sendView(acquisitions, 0);
            sender.sendView(acquisitions, 60);
            // It has no release, so all of them wait in it.
            await().until(() -> suspended.gauge("earlyview_inference_acquisitions_waiting") == acquisitions.size());
            suspended.freeze();
            try (LoopUnderTest other = scoring("other").start()) {
                assertExactlyOneScoreEach(acquisitions, sender);
                // Now it gets a release and wakes, with everything still in hand and nothing new from the broker.
                suspended.withRelease("release", ONNX).thaw();
                await().until(() -> suspended.count("earlyview_inference_restarts") >= 1);
                assertExactlyOneScoreEach(acquisitions, sender);
                assertTrue(other.alive());
            }
        }
    }

    @Test
    void whatWaitedForAReleaseIsScoredByASuccessorThatHasIt() {
        List<TestAcquisition> acquisitions = TestAcquisition.many("waiting", 6).toList();
        try (FrameSender sender = new FrameSender(broker.bootstrapServers());
                LoopUnderTest without = new LoopUnderTest(broker.bootstrapServers(), "one", store).start()) {
            sender.sendView(acquisitions, 0);
            sender.sendView(acquisitions, 60);
            await().until(() -> without.gauge("earlyview_inference_acquisitions_waiting") == acquisitions.size());
            without.freeze();
            // Its release is there before its partitions are, and no further frame comes.
            try (LoopUnderTest with = scoring("one").start();
                    TopicReader scores = new TopicReader(broker.bootstrapServers(), "scores", true)) {
                assertEquals(acquisitions.size(), scores.scoresOf(acquisitions).size());
                assertTrue(with.alive());
            }
        }
    }

    /** What was committed behind another's open transaction is invisible until that has ended; restoring must wait for it. */
    @Test
    void restoringWaitsForTransactionsThatAreStillOpen() throws Exception {
        OpenAcquisition hidden = OpenAcquisition.unknown("hidden", "datscan", Instant.now());
        OpenAcquisition aborted = OpenAcquisition.unknown("aborted", "datscan", Instant.now());
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers());
        Map<String, Object> transactional =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "left open");
        try (FrameSender sender = new FrameSender(broker.bootstrapServers());
                var open = new KafkaProducer<>(transactional, new ByteArraySerializer(), new ByteArraySerializer())) {
            open.initTransactions();
            open.beginTransaction();
            open.send(state(aborted)).get();
            sender.send(state(hidden));
            try {
                // A thread of its own: one of the common pool has another class loader where Quarkus runs tests too.
                AtomicInteger stuck = new AtomicInteger();
                FutureTask<Map<Integer, Collection<OpenAcquisition>>> restored =
                        new FutureTask<>(() -> new AssemblyRestore(settings, stuck::incrementAndGet).read(List.of(0)));
                Thread.ofPlatform().daemon().name("restoring").start(restored);
                assertThrows(TimeoutException.class, () -> restored.get(2, TimeUnit.SECONDS));
                open.abortTransaction();
                Collection<OpenAcquisition> found = Objects.requireNonNull(
                        restored.get(30, TimeUnit.SECONDS).get(0));
                assertTrue(found.contains(hidden), found.toString());
                assertFalse(found.contains(aborted), found.toString());
                assertEquals(1, stuck.get(), "asked for help once");
            } finally {
                sender.send(new ProducerRecord<>("assembly", 0, "hidden".getBytes(StandardCharsets.UTF_8), null));
            }
        }
    }

    private static ProducerRecord<byte[], byte[]> state(OpenAcquisition acquisition) {
        AssemblyState state = AssemblyState.newBuilder()
                .setAcquisitionId(acquisition.acquisitionId())
                .setExam(acquisition.exam())
                .setChangedAt(Timestamp.newBuilder()
                        .setSeconds(acquisition.changedAt().getEpochSecond())
                        .setNanos(acquisition.changedAt().getNano()))
                .build();
        return new ProducerRecord<>(
                "assembly", 0, acquisition.acquisitionId().getBytes(StandardCharsets.UTF_8), state.toByteArray());
    }

    @Test
    void startsAnewAfterAnUnforeseenExceptionAndDiesOfAnError() {
        List<TestAcquisition> acquisitions =
                TestAcquisition.many("unforeseen", 2).toList();
        try (FrameSender sender = new FrameSender(broker.bootstrapServers());
                LoopUnderTest loop = scoring("one").start()) {
            sender.sendView(acquisitions, 0);
            awaitState(acquisitions);
            loop.atNextTurn(() -> {
                throw new UnsupportedOperationException("thrown by the test");
            });
            await().until(() -> loop.count("earlyview_inference_restarts") == 1);
            sender.sendView(acquisitions, 60);
            assertExactlyOneScoreEach(acquisitions, sender);
            // Health looks at the thread: a dead one makes the process be replaced.
            loop.atNextTurn(() -> {
                throw new AssertionError("thrown by the test");
            });
            await().dontCatchUncaughtExceptions().until(() -> !loop.alive());
        }
    }

    @Test
    void goesOnWhenTheBrokerComesBack() {
        List<TestAcquisition> acquisitions = TestAcquisition.many("outage", 8).toList();
        EmbeddedBroker before = EmbeddedBroker.start();
        try (LoopUnderTest loop = scoring(before.bootstrapServers(), "one").start()) {
            try (FrameSender sender = new FrameSender(before.bootstrapServers())) {
                sender.sendView(acquisitions, 0);
                awaitState(before.bootstrapServers(), acquisitions);
            }
            before.close();
            try (EmbeddedBroker after = EmbeddedBroker.start(before.directory(), before.port());
                    FrameSender sender = new FrameSender(after.bootstrapServers())) {
                sender.sendView(acquisitions, 60);
                assertExactlyOneScoreEach(after.bootstrapServers(), acquisitions, sender);
                loop.close();
                assertFalse(loop.alive());
            }
        }
    }

    private static LoopUnderTest scoring(String instance) {
        return scoring(broker.bootstrapServers(), instance);
    }

    private static LoopUnderTest scoring(String bootstrapServers, String instance) {
        return new LoopUnderTest(bootstrapServers, instance, store).withRelease("release", ONNX);
    }

    private static void awaitState(List<TestAcquisition> acquisitions) {
        awaitState(broker.bootstrapServers(), acquisitions);
    }

    private static void awaitState(String bootstrapServers, List<TestAcquisition> acquisitions) {
        try (TopicReader state = new TopicReader(bootstrapServers, "assembly", true)) {
            state.until(records -> records.stream()
                            .filter(of(acquisitions))
                            .filter(record -> new String(record.key(), StandardCharsets.UTF_8).contains("/"))
                            .count()
                    >= acquisitions.size());
        }
    }

    private static Predicate<ConsumerRecord<byte[], byte[]>> of(List<TestAcquisition> acquisitions) {
        List<String> ids = acquisitions.stream().map(TestAcquisition::id).toList();
        // A frame that waits has its place behind the acquisition's id.
        return record -> ids.contains(new String(record.key(), StandardCharsets.UTF_8).split("/", -1)[0]);
    }

    private static void assertExactlyOneScoreEach(List<TestAcquisition> acquisitions, FrameSender sender) {
        assertExactlyOneScoreEach(broker.bootstrapServers(), acquisitions, sender);
    }

    /** Waits for the scores, then for those of an acquisition behind them in each partition, so that a second would show. */
    private static void assertExactlyOneScoreEach(
            String bootstrapServers, List<TestAcquisition> acquisitions, FrameSender sender) {
        try (TopicReader reader = new TopicReader(bootstrapServers, "scores", true)) {
            reader.scoresOf(acquisitions);
            List<TestAcquisition> behind = Stream.generate(() -> TestAcquisition.named("behind" + System.nanoTime()))
                    .limit(PARTITIONS)
                    .toList();
            IntStream.range(0, PARTITIONS).forEach(partition -> {
                TestAcquisition acquisition = behind.get(partition);
                for (int view : new int[] {0, 60}) {
                    sender.send(new ProducerRecord<>(
                            "frames",
                            partition,
                            acquisition.key(),
                            acquisition.view(view).toByteArray()));
                }
            });
            reader.scoresOf(behind);
            List<Score> scores = reader.scoresOf(acquisitions);
            for (TestAcquisition acquisition : acquisitions) {
                List<Score> own = scores.stream()
                        .filter(score -> score.getAcquisitionId().equals(acquisition.id()))
                        .toList();
                assertEquals(1, own.size(), "scores of one acquisition");
                assertEquals(
                        ReferenceScoring.probability(ONNX, List.of(acquisition.view(0), acquisition.view(60))),
                        own.getFirst().getProbability().getValue(),
                        1e-6);
            }
        }
    }
}
