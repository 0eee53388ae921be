package io.earlyview.ingestion.receiving;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.earlyview.ingestion.Requests;
import io.earlyview.ingestion.domain.BrokerUnavailableException;
import io.earlyview.v1.IntakeReceipt;
import io.earlyview.v1.IntakeRequest;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** The stream's promises on a lane that runs in the test's own thread, so that every order of events can be played. */
class IntakeStreamTest {
    private static final int ALLOWANCE = 4;

    private final GatewayDouble gateway = new GatewayDouble();
    private final ManualAnswering answering = new ManualAnswering();
    private final List<IntakeStream> endedStreams = new ArrayList<>();
    private final IntakeStream stream = new IntakeStream(answering, gateway, new SameThread(), endedStreams::add);

    @BeforeEach
    void open() {
        stream.open(ALLOWANCE);
    }

    @Test
    void asksForItsAllowanceAndThenForOneRequestPerReceipt() {
        assertThat(gateway.requested).isEqualTo(ALLOWANCE);
        send(1, 2);
        assertThat(gateway.requested).isEqualTo(ALLOWANCE);
        answering.complete(1);
        assertThat(gateway.requested).isEqualTo(ALLOWANCE + 1);
    }

    @Test
    void doesNotWaitForOneAnswerBeforeAskingForTheNext() {
        send(1, 2, 3);
        assertThat(answering.asked).containsExactly(1L, 2L, 3L);
        assertThat(gateway.sequences()).isEmpty();
    }

    @RepeatedTest(50)
    void receiptsKeepTheOrderOfRequestsInWhateverOrderAnswersCome(RepetitionInfo repetition) {
        send(1, 2, 3, 4);
        List<Integer> order = new ArrayList<>(List.of(1, 2, 3, 4));
        Collections.shuffle(order, new Random(repetition.getCurrentRepetition()));
        order.forEach(answering::complete);
        assertThat(gateway.sequences()).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void endsOnlyAfterTheLastReceiptWhenTheGatewayIsDone() {
        send(1, 2);
        stream.onCompleted();
        answering.complete(1);
        assertThat(gateway.completed).isFalse();
        answering.complete(2);
        assertThat(gateway.sequences()).containsExactly(1L, 2L);
        assertThat(gateway.completed).isTrue();
        assertThat(endedStreams).containsExactly(stream);
    }

    @Test
    void aGatewayThatDoesNotReadGetsNoMoreAndIsAskedForNoMore() {
        gateway.ready = false;
        send(1, 2);
        answering.complete(1);
        answering.complete(2);
        assertThat(gateway.sequences()).isEmpty();
        assertThat(gateway.requested).isEqualTo(ALLOWANCE);
        gateway.becomeReady();
        assertThat(gateway.sequences()).containsExactly(1L, 2L);
        assertThat(gateway.requested).isEqualTo(ALLOWANCE + 2);
    }

    @Test
    void aBrokerThatIsAwayEndsTheStreamAsUnavailableAfterTheReceiptsBefore() {
        send(1, 2, 3);
        answering.fail(2, new BrokerUnavailableException("topic frames did not take a record", new Exception()));
        assertThat(gateway.failure).isNull();
        answering.complete(1);
        answering.complete(3);
        assertThat(gateway.sequences()).containsExactly(1L);
        assertThat(gateway.failure.getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        assertThat(gateway.failure.getDescription()).contains("send again what has no receipt");
        assertThat(endedStreams).containsExactly(stream);
    }

    @Test
    void whatNobodyForesawIsInternalAndTellsNothing() {
        send(1);
        answering.fail(1, new IllegalStateException("secret"));
        assertThat(gateway.failure.getCode()).isEqualTo(Status.Code.INTERNAL);
        assertThat(gateway.failure.getDescription()).doesNotContain("secret");
    }

    @Test
    void junkEndsTheStreamAfterItsReceiptsAndIsKept() {
        send(1);
        ByteString junk = ByteString.fromHex("0affffffff");
        stream.onNext(junk);
        assertThat(answering.kept).containsExactly(junk);
        assertThat(gateway.failure).isNull();
        answering.complete(1);
        assertThat(gateway.sequences()).containsExactly(1L);
        assertThat(gateway.failure.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(gateway.failure.getDescription()).startsWith("request 2 of this stream is not an IntakeRequest");
    }

    @Test
    void drainingAnswersWhatWasTakenAndLeavesTheRest() {
        send(1, 2);
        stream.drain();
        send(3);
        assertThat(answering.asked).containsExactly(1L, 2L);
        answering.complete(2);
        assertThat(gateway.failure).isNull();
        answering.complete(1);
        assertThat(gateway.sequences()).containsExactly(1L, 2L);
        assertThat(gateway.failure.getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    }

    @Test
    void nothingIsSentToAGatewayThatIsGone() {
        send(1);
        gateway.cancel();
        stream.onError(Status.CANCELLED.asRuntimeException());
        answering.complete(1);
        send(2);
        assertThat(gateway.sequences()).isEmpty();
        assertThat(gateway.failure).isNull();
        assertThat(answering.asked).containsExactly(1L);
        assertThat(endedStreams).containsExactly(stream);
    }

    private void send(long... sequences) {
        for (long sequence : sequences) {
            IntakeRequest request = Requests.of(sequence, Requests.started(Requests.id(1)));
            stream.onNext(request.toByteString());
        }
    }

    /** Answers when the test says so. */
    private static final class ManualAnswering implements Answering {
        private final List<Long> asked = new ArrayList<>();
        private final List<CompletableFuture<IntakeReceipt>> answers = new ArrayList<>();
        private final List<ByteString> kept = new ArrayList<>();

        @Override
        public CompletableFuture<IntakeReceipt> answer(Received.Decoded request) {
            asked.add(request.request().getSequence());
            answers.add(new CompletableFuture<>());
            return answers.getLast();
        }

        @Override
        public CompletableFuture<Void> keep(ByteString undecodable, String reason) {
            kept.add(undecodable);
            return CompletableFuture.completedFuture(null);
        }

        void complete(int sequence) {
            answers.get(sequence - 1)
                    .complete(IntakeReceipt.newBuilder().setSequence(sequence).build());
        }

        void fail(int sequence, Exception failure) {
            answers.get(sequence - 1).completeExceptionally(failure);
        }
    }

    private static final class SameThread extends AbstractExecutorService {
        private boolean shutdown;

        @Override
        public void execute(Runnable task) {
            if (!shutdown) {
                task.run();
            }
        }

        @Override
        public void shutdown() {
            shutdown = true;
        }

        @Override
        public List<Runnable> shutdownNow() {
            shutdown = true;
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return shutdown;
        }

        @Override
        public boolean isTerminated() {
            return shutdown;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return shutdown;
        }
    }
}
