package io.earlyview.gateway.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.earlyview.gateway.streaming.FakeIngestion.Reaction;
import io.earlyview.v1.Frame;
import io.earlyview.v1.IntakeRequest;
import io.earlyview.v1.RefusalCause;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A stream against a real gRPC server that cuts, refuses, dawdles and lies. */
@Timeout(60)
class IntakeStreamTest {
    private static final StreamRules RULES =
            new StreamRules(4, 6, Duration.ofMillis(5), Duration.ofMillis(50), Duration.ofSeconds(20));

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private FakeIngestion ingestion;
    private IngestionChannels channels;

    @BeforeEach
    void start() {
        ingestion = new FakeIngestion();
        channels = new IngestionChannels(IngestionAddress.parse(ingestion.address()), List.of());
    }

    @AfterEach
    void stop() {
        channels.close();
        ingestion.close();
    }

    @Test
    void everyRequestHasItsReceiptInOrder() throws Exception {
        List<CompletableFuture<Receipt>> receipts = send(50, RULES);

        assertThat(receipts).allSatisfy(receipt -> assertThat(receipt).isCompletedWithValue(new Receipt.Accepted()));
        assertThat(indices(ingestion.taken()))
                .isEqualTo(IntStream.range(0, 50).boxed().toList());
        assertThat(ingestion.sequences())
                .containsExactly(LongStream.rangeClosed(1, 50).boxed().toList());
    }

    @Test
    void refusalsComeBackTypedAndTheStreamGoesOn() throws Exception {
        ingestion.refuse(request -> request.getFrame().getIndex() % 10 == 3
                ? Optional.of(FakeIngestion.refusal(RefusalCause.REFUSAL_CAUSE_WRONG_SHAPE, "100 x 128 pixels"))
                : Optional.empty());

        List<CompletableFuture<Receipt>> receipts = send(30, RULES);

        for (int i = 0; i < 30; i++) {
            assertThat(receipts.get(i).join())
                    .isEqualTo(
                            i % 10 == 3
                                    ? new Receipt.Refused(RefusalCause.REFUSAL_CAUSE_WRONG_SHAPE, "100 x 128 pixels")
                                    : new Receipt.Accepted());
        }
        assertThat(meters.get("earlyview_gateway_receipts")
                        .tag("outcome", "refused")
                        .counter()
                        .count())
                .isEqualTo(3);
        assertThat(ingestion.sequences()).hasSize(1);
    }

    @Test
    void neverMoreRequestsWithoutReceiptThanTheWindow() throws Exception {
        var held = new CountDownLatch(1);
        var waiting = new AtomicInteger();
        ingestion.react(number -> {
            // The first receipt is held back: everything the window allows must pile up behind it, and no more.
            if (number == 1) {
                await().until(() -> waiting.get() == 4);
                try {
                    held.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            return Reaction.ACCEPT;
        });
        try (var stream = stream(RULES)) {
            var sender = Thread.ofVirtual().start(() -> {
                for (int i = 0; i < 9; i++) {
                    try {
                        stream.send(frame(i));
                    } catch (InterruptedException e) {
                        return;
                    }
                    waiting.incrementAndGet();
                }
            });
            await().until(() -> sender.getState() == Thread.State.WAITING && waiting.get() == 4);
            assertThat(meters.get("earlyview_gateway_unacknowledged_requests")
                            .gauge()
                            .value())
                    .isEqualTo(4);
            held.countDown();
            sender.join();
        }
        assertThat(ingestion.taken()).hasSize(9);
        assertThat(meters.get("earlyview_gateway_unacknowledged_requests")
                        .gauge()
                        .value())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"BREAK", "TAKE_AND_BREAK", "WRONG_SEQUENCE"})
    void aBrokenCallIsResumedWithTheSameRequests(Reaction reaction) throws Exception {
        ingestion.react(number -> number == 7 ? reaction : Reaction.ACCEPT);

        List<CompletableFuture<Receipt>> receipts = send(20, RULES);

        assertThat(receipts).allSatisfy(receipt -> assertThat(receipt).isCompletedWithValue(new Receipt.Accepted()));
        assertNothingMissingNothingAltered(20);
        assertThat(ingestion.sequences()).hasSize(2);
        assertThat(ingestion.sequences().getLast().getFirst()).isEqualTo(1);
        assertThat(meters.get("earlyview_gateway_reconnects").counter().count()).isEqualTo(1);
    }

    @Test
    void aServerThatCrashesAndComesBackMissesNothing() throws Exception {
        var patient = new StreamRules(4, 200, Duration.ofMillis(5), Duration.ofMillis(50), Duration.ofSeconds(20));
        var crashed = new CountDownLatch(1);
        var back = new AtomicBoolean();
        ingestion.react(number -> {
            if (number >= 10 && !back.get()) {
                crashed.countDown();
                return Reaction.IGNORE;
            }
            return Reaction.ACCEPT;
        });
        var crash = Thread.ofVirtual().start(() -> {
            try {
                crashed.await();
            } catch (InterruptedException e) {
                return;
            }
            ingestion.stop();
            back.set(true);
            ingestion.startAgain();
        });

        List<CompletableFuture<Receipt>> receipts = send(40, patient);
        crash.join();

        assertThat(receipts).allSatisfy(receipt -> assertThat(receipt).isCompletedWithValue(new Receipt.Accepted()));
        assertNothingMissingNothingAltered(40);
    }

    @Test
    void manyRandomBreaksMissNothing() throws Exception {
        long seed = 42;
        var random = new SplittableRandom(seed);
        ingestion.react(number -> switch (random.nextInt(12)) {
            case 0 -> Reaction.BREAK;
            case 1 -> Reaction.TAKE_AND_BREAK;
            default -> Reaction.ACCEPT;
        });
        var patient = new StreamRules(8, 100, Duration.ofMillis(1), Duration.ofMillis(5), Duration.ofSeconds(20));

        List<CompletableFuture<Receipt>> receipts = send(200, patient);

        assertThat(receipts).as("seed %d", seed).allSatisfy(receipt -> assertThat(receipt)
                .isCompletedWithValue(new Receipt.Accepted()));
        assertNothingMissingNothingAltered(200);
    }

    @Test
    void aServerThatNeverAnswersIsLeftAfterTheTimeout() throws Exception {
        ingestion.react(number -> number == 1 ? Reaction.IGNORE : Reaction.ACCEPT);
        var hasty = new StreamRules(4, 3, Duration.ofMillis(5), Duration.ofMillis(20), Duration.ofMillis(300));

        List<CompletableFuture<Receipt>> receipts = send(3, hasty);

        assertThat(receipts).allSatisfy(receipt -> assertThat(receipt).isCompletedWithValue(new Receipt.Accepted()));
        assertThat(ingestion.sequences().size()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void withoutAServerEverythingIsLostAfterTheLastAttempt() throws Exception {
        ingestion.stop();

        List<CompletableFuture<Receipt>> receipts = send(9, RULES);

        assertThat(receipts).allSatisfy(receipt -> assertThat(receipt.join())
                .isInstanceOfSatisfying(
                        Receipt.Lost.class, lost -> assertThat(lost.reason()).contains(ingestion.address())));
        assertThat(meters.get("earlyview_gateway_unacknowledged_requests")
                        .gauge()
                        .value())
                .isZero();
    }

    @Test
    void aServerThatBreaksWithoutEndIsGivenUp() throws Exception {
        ingestion.react(number -> Reaction.BREAK);

        List<CompletableFuture<Receipt>> receipts = send(5, RULES);

        assertThat(receipts).allSatisfy(receipt -> assertThat(receipt.join()).isInstanceOf(Receipt.Lost.class));
        assertThat(ingestion.sequences()).hasSize(7);
    }

    @Test
    void aServiceThatIsNotThereIsNotAskedAgain() throws Exception {
        ingestion.react(number -> Reaction.REJECT_CALL);

        List<CompletableFuture<Receipt>> receipts = send(2, RULES);

        assertThat(receipts).allSatisfy(receipt -> assertThat(receipt.join()).isInstanceOf(Receipt.Lost.class));
        assertThat(ingestion.sequences()).hasSize(1);
    }

    @Test
    void aClosedStreamTakesNothing() throws Exception {
        var stream = stream(RULES);
        stream.close();

        assertThat(stream.send(frame(1)).join()).isInstanceOf(Receipt.Lost.class);
        assertThat(ingestion.received()).isEmpty();
    }

    @Test
    void aHundredAndTwentyStreamsShareThreeConnections() throws Exception {
        List<IntakeStream> streams = new ArrayList<>();
        List<CompletableFuture<Receipt>> receipts = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            streams.add(stream(RULES));
            receipts.add(streams.getLast().send(frame(i)));
        }
        streams.forEach(IntakeStream::close);

        assertThat(receipts).allSatisfy(receipt -> assertThat(receipt).isCompletedWithValue(new Receipt.Accepted()));
        assertThat(ingestion.sequences()).hasSize(120);
    }

    @Test
    void framesOfAMebibyteFit() throws Exception {
        var large = frame(0).toBuilder();
        large.getFrameBuilder().setPixels(com.google.protobuf.ByteString.copyFrom(new byte[1 << 20]));
        CompletableFuture<Receipt> receipt;
        try (var stream = stream(RULES)) {
            receipt = stream.send(large.build());
        }
        assertThat(receipt).isCompletedWithValue(new Receipt.Accepted());
    }

    @Test
    void aConnectionIsTriedBeforeAnythingIsSent() throws Exception {
        assertThat(channels.tryConnection(Duration.ofSeconds(10))).isEmpty();
        ingestion.stop();
        try (var others = new IngestionChannels(IngestionAddress.parse(ingestion.address()), List.of())) {
            assertThat(others.tryConnection(Duration.ofSeconds(10))).contains("nothing answers there");
        }
    }

    private void assertNothingMissingNothingAltered(int requests) {
        assertThat(new HashSet<>(indices(ingestion.taken())))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, requests).boxed().toList());
        assertThat(ingestion.received()).allSatisfy(request -> assertThat(
                        request.toBuilder().clearSequence().build())
                .isEqualTo(frame(request.getFrame().getIndex())));
        // First arrivals keep the order of sending: a repeat never lets a later request overtake.
        assertThat(indices(ingestion.taken()).stream().distinct().toList())
                .isEqualTo(IntStream.range(0, requests).boxed().toList());
    }

    private static List<Integer> indices(List<IntakeRequest> requests) {
        return requests.stream().map(request -> request.getFrame().getIndex()).toList();
    }

    private List<CompletableFuture<Receipt>> send(int requests, StreamRules rules) throws InterruptedException {
        List<CompletableFuture<Receipt>> receipts = new ArrayList<>();
        try (var stream = stream(rules)) {
            for (int i = 0; i < requests; i++) {
                receipts.add(stream.send(frame(i)));
            }
        }
        return receipts;
    }

    private IntakeStream stream(StreamRules rules) {
        return new IntakeStream(channels.forAnotherStream(), ingestion.address(), rules, new StreamMetrics(meters));
    }

    private static IntakeRequest frame(int index) {
        return IntakeRequest.newBuilder()
                .setFrame(Frame.newBuilder()
                        .setIndex(index)
                        .setPixels(com.google.protobuf.ByteString.copyFromUtf8("pixels of " + index)))
                .build();
    }
}
