package io.earlyview.training.curation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.InvalidProtocolBufferException;
import io.earlyview.testing.EmbeddedBroker;
import io.earlyview.training.TopicProbe;
import io.earlyview.training.broker.TopicReplay;
import io.earlyview.training.broker.TraceHeaders;
import io.earlyview.training.domain.FurtherViewSource;
import io.earlyview.v1.DeadLetter;
import io.earlyview.v1.Example;
import io.earlyview.v1.FurtherView;
import io.earlyview.v1.Label;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Curation against a real broker: what is published, what is committed, what a crash costs. */
class CurationIT {
    private static final TraceHeaders TRACES = new TraceHeaders(
            OpenTelemetry.propagating(ContextPropagators.create(W3CTraceContextPropagator.getInstance())));
    private static EmbeddedBroker broker;

    private final String run = UUID.randomUUID().toString();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private TopicProbe probe;

    private record Settings(
            boolean enabled,
            String groupId,
            Duration openLimit,
            Duration graceAfterEnd,
            Duration furtherSilence,
            MemorySize furtherLimit)
            implements CurationConfig {}

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedBroker.start();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void open() {
        probe = new TopicProbe(broker.bootstrapServers());
    }

    @AfterEach
    void close() {
        probe.close();
    }

    @Test
    void interleavedAcquisitionsWithDuplicatesGiveOneExampleEach() {
        String a = id("a");
        String b = id("b");
        probe.write("frames", b, Acquisitions.frame(b, 0, 3));
        probe.write("acquisitions", a, Acquisitions.started(a));
        probe.write("frames", a, Acquisitions.frame(a, 0, 1));
        probe.write("frames", a, Acquisitions.frame(a, 1, 9));
        probe.write("frames", a, Acquisitions.frame(a, 0, 1));
        probe.write("acquisitions", b, Acquisitions.started(b));
        probe.write("frames", b, Acquisitions.frame(b, 60, 4));
        probe.write("frames", a, Acquisitions.frame(a, 60, 2));
        probe.write("frames", a, Acquisitions.frame(a, 60, 2));
        probe.write("acquisitions", a, Acquisitions.completed(a, 3));
        probe.write("acquisitions", b, Acquisitions.completed(b, 2));

        try (CurationSession session = session(Duration.ofHours(2))) {
            stepUntil(session, () -> examples().size() == 2 && lag() == 0);
        }

        assertEquals(List.of(0.0, 180.0), examples().get(a).getFirst().getAngleDegreesList());
        Example last = examples().get(a).getLast();
        assertEquals(
                List.of(3.0),
                last.getFurtherList().stream().map(FurtherView::getAngleDegrees).toList());
        assertEquals(1, examples().get(b).size());
        assertEquals(0, examples().get(b).getFirst().getFurtherCount());
    }

    @Test
    void furtherViewsAreReadAgainAsTheDataSetKnowsThem() {
        String a = id("a");
        probe.write("acquisitions", a, Acquisitions.started(a));
        for (int index : new int[] {0, 60, 1, 61, 2}) {
            probe.write("frames", a, Acquisitions.frame(a, index, 10 + index));
        }
        probe.write("acquisitions", a, Acquisitions.completed(a, 5));
        try (CurationSession session = session(Duration.ofHours(2))) {
            stepUntil(session, () -> examples().containsKey(a) && lag() == 0);
        }
        label(a, false);
        DataSetReader reader = new DataSetReader(probe.clients());
        DataSet dataSet = reader.read(Acquisitions.DATSCAN);
        FurtherViewSource further = reader.further(dataSet);
        assertTrue(further.acquisitions().contains(a));

        // What comes behind the pinned offsets does not count, whatever it is.
        Example whole = examples().get(a).getLast();
        probe.write("examples", a, whole.toBuilder().clearFurther().build());
        Map<String, List<Double>> angles = new TreeMap<>();
        Map<String, Float> lastPixels = new TreeMap<>();
        further.read(Set.of(a, "another"), (id, views) -> {
            angles.put(
                    id, views.stream().map(FurtherViewSource.View::angleDegrees).toList());
            lastPixels.put(id, views.getLast().pixels()[Acquisitions.PIXELS - 1]);
        });

        assertEquals(Map.of(a, List.of(3.0, 183.0, 6.0)), angles);
        assertEquals(Map.of(a, 12f), lastPixels);
        assertNotEquals(dataSet.sha256(), reader.read(Acquisitions.DATSCAN).sha256());
    }

    @Test
    void aCrashBetweenTheViewsLosesNothing() throws Exception {
        String a = id("a");
        String b = sameTopicPartitionAs(a);
        probe.write("acquisitions", a, Acquisitions.started(a));
        probe.write("frames", a, Acquisitions.frame(a, 0, 1));
        probe.write("acquisitions", b, Acquisitions.started(b));
        probe.write("frames", b, Acquisitions.frame(b, 0, 1));
        probe.write("frames", b, Acquisitions.frame(b, 60, 1));
        probe.write("acquisitions", b, Acquisitions.completed(b, 2));
        long firstFrame = offsetOf("frames", a);

        // What the session remembers dies with it; only committed offsets remain, as after a kill.
        try (CurationSession session = session(Duration.ofHours(2))) {
            stepUntil(session, () -> examples().containsKey(b));
            session.step(Duration.ofMillis(100));
        }
        assertEquals(firstFrame, committed("frames", a), "the offset of an open acquisition's first frame is held");
        assertEquals(offsetOf("acquisitions", a), committed("acquisitions", a));

        probe.write("frames", a, Acquisitions.frame(a, 60, 2));
        probe.write("acquisitions", a, Acquisitions.completed(a, 2));
        try (CurationSession session = session(Duration.ofHours(2))) {
            stepUntil(session, () -> examples().containsKey(a) && lag() == 0);
        }

        Example example = examples().get(a).getFirst();
        assertEquals(1, examples().get(a).size());
        assertEquals("patient-of-" + a, example.getPatientPseudonym());
        // The other one was read again and published again, the same bytes under the same key.
        assertEquals(1, examples().get(b).stream().distinct().count());
    }

    @Test
    void anAcquisitionThatNeverBecomesWholeLetsGoOfTheOffsets() {
        String a = id("a");
        long threeHoursAgo = Clock.systemUTC().millis() - Duration.ofHours(3).toMillis();
        probe.write("acquisitions", a, Acquisitions.started(a), threeHoursAgo, List.of());
        probe.write("frames", a, Acquisitions.frame(a, 0, 1), threeHoursAgo, List.of());

        try (CurationSession session = session(Duration.ofHours(2))) {
            stepUntil(session, () -> lag() == 0);
        }

        assertTrue(meters.counter("earlyview.training.acquisitions.given.up", "reason", "OPEN_TOO_LONG")
                        .count()
                >= 1);
        assertTrue(!examples().containsKey(a));
    }

    @Test
    void whatCannotBeReadGoesToTheDeadLettersAndReadingGoesOn() throws Exception {
        String a = id("a");
        byte[] rubbish = "rubbish".getBytes(StandardCharsets.UTF_8);
        List<Header> trace = List.of(new RecordHeader(
                "traceparent",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01".getBytes(StandardCharsets.UTF_8)));
        probe.writeBytes("frames", a, rubbish, null, List.of());
        // Either topic may be read first, so either record may be the one that completes the example.
        probe.write("acquisitions", a, Acquisitions.started(a), null, trace);
        probe.write("frames", a, Acquisitions.frame(a, 0, 1));
        probe.write("frames", a, Acquisitions.frame(a, 60, 1), null, trace);

        try (CurationSession session = session(Duration.ofHours(2))) {
            stepUntil(session, () -> examples().containsKey(a));
        }

        ConsumerRecord<String, byte[]> dead = last("frames.dead", a);
        DeadLetter letter = DeadLetter.parseFrom(dead.value());
        assertEquals("UNDECODABLE", letter.getCause());
        assertArrayEquals(rubbish, letter.getOriginal().toByteArray());
        assertEquals("training", letter.getService());
        String carried = new String(
                last("examples", a).headers().lastHeader("traceparent").value(), StandardCharsets.UTF_8);
        assertTrue(carried.contains("0af7651916cd43dd8448eb211c80319c"), carried);
    }

    @Test
    void aDataSetEndsWhereItWasPinned() {
        String a = id("a");
        String b = id("b");
        label(a, false);
        label(b, true);
        probe.write("examples", a, Example.newBuilder().setExam("datscan").build());

        try (TopicReplay replay = TopicReplay.pinned(probe.clients().reader(), List.of("labels", "examples"))) {
            String late = id("late");
            label(late, false);
            TreeMap<String, Boolean> seen = new TreeMap<>();
            replay.read("labels", label -> seen.put(label.key(), true));
            assertTrue(seen.containsKey(a) && seen.containsKey(b));
            assertTrue(!seen.containsKey(late), "a label written after the pinning was read");
        }
        DataSet dataSet = new DataSetReader(probe.clients()).read(Acquisitions.DATSCAN);
        assertEquals(8, dataSet.offsets().size());
        assertTrue(dataSet.left().authorSawScore() >= 1);
    }

    private void label(String id, boolean authorSawScore) {
        probe.write(
                "labels",
                id,
                Label.newBuilder()
                        .setAcquisitionId(id)
                        .setExam("datscan")
                        .setClassName("normal")
                        .setAuthorSawScore(authorSawScore)
                        .build());
    }

    /** Each test reads with a group of its own, from the beginning. */
    private CurationSession session(Duration openLimit) {
        return new CurationSession(
                probe.clients().member(run),
                probe.clients().producer(),
                Acquisitions.EXAMS,
                new Settings(
                        true,
                        run,
                        openLimit,
                        Duration.ofMinutes(2),
                        Duration.ofMinutes(10),
                        new MemorySize(BigInteger.valueOf(64 << 20))),
                new CurationMetrics(meters),
                TRACES,
                Clock.systemUTC());
    }

    private static void stepUntil(CurationSession session, BooleanSupplier done) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        do {
            session.step(Duration.ofMillis(100));
            assertTrue(System.nanoTime() < deadline, "not done within 30 s");
        } while (!done.getAsBoolean());
    }

    private String id(String name) {
        return name + "-" + run;
    }

    /** An id that the partitioner puts beside the other. */
    private String sameTopicPartitionAs(String other) {
        for (int i = 0; ; i++) {
            String candidate = id("neighbour" + i);
            if (partition(candidate) == partition(other)) {
                return candidate;
            }
        }
    }

    private static int partition(String key) {
        return org.apache.kafka.clients.producer.internals.BuiltInPartitioner.partitionForKey(
                key.getBytes(StandardCharsets.UTF_8), 4);
    }

    /** This test's examples by acquisition, every version that was published since the broker began. */
    private Map<String, List<Example>> examples() {
        Map<String, List<Example>> found = new TreeMap<>();
        for (ConsumerRecord<String, byte[]> each : probe.read("examples")) {
            if (each.key().endsWith(run)) {
                found.merge(each.key(), List.of(parsed(each.value())), (held, next) -> java.util.stream.Stream.concat(
                                held.stream(), next.stream())
                        .toList());
            }
        }
        return found;
    }

    private static Example parsed(byte[] value) {
        try {
            return Example.parseFrom(value);
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    private ConsumerRecord<String, byte[]> last(String topic, String key) {
        return probe.read(topic).stream()
                .filter(each -> key.equals(each.key()))
                .reduce((_, next) -> next)
                .orElseThrow();
    }

    private long offsetOf(String topic, String key) {
        return probe.read(topic).stream()
                .filter(each -> key.equals(each.key()))
                .findFirst()
                .orElseThrow()
                .offset();
    }

    private Map<TopicPartition, OffsetAndMetadata> offsets() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            return admin.listConsumerGroupOffsets(run)
                    .partitionsToOffsetAndMetadata()
                    .get();
        } catch (Exception e) { // Admin declares checked ones
            throw new AssertionError(e);
        }
    }

    private long committed(String topic, String key) {
        return offsets().get(new TopicPartition(topic, partition(key))).offset();
    }

    /** How many of this test's records lie behind the committed offsets. */
    private long lag() {
        Map<TopicPartition, OffsetAndMetadata> offsets = offsets();
        return List.of("acquisitions", "frames").stream()
                .flatMap(topic -> probe.read(topic).stream())
                .filter(each -> each.key().endsWith(run))
                .filter(each -> {
                    OffsetAndMetadata at = offsets.get(new TopicPartition(each.topic(), each.partition()));
                    return at == null || at.offset() <= each.offset();
                })
                .count();
    }
}
