package io.earlyview.ingestion.receiving;

import com.google.protobuf.ByteString;
import io.earlyview.ingestion.domain.BrokerUnavailableException;
import io.earlyview.v1.IntakeReceipt;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * One gateway's open stream.
 *
 * <p>Everything here happens on the stream's own lane, one thing after the other: a request is decoded, judged and handed
 * to the broker's client without waiting for the one before it, and its future receipt joins a queue. Receipts leave
 * from the head of the queue only, which keeps their order although acknowledgements come in any. gRPC is asked for one
 * more request per receipt that left, so requests and receipts of a stream never take more memory than its allowance:
 * a slow broker, and a gateway that does not read its receipts, slow the gateway down.
 */
final class IntakeStream implements StreamObserver<ByteString> {
    private static final Logger LOG = Logger.getLogger(IntakeStream.class);

    private final Answering answering;
    private final ServerCallStreamObserver<IntakeReceipt> gateway;
    private final ExecutorService lane;
    private final Deque<CompletableFuture<IntakeReceipt>> unanswered = new ArrayDeque<>();
    private final Consumer<IntakeStream> afterEnd;
    private long received;
    private boolean gatewayIsDone;
    private boolean draining;
    private boolean ended;

    IntakeStream(
            Answering answering,
            ServerCallStreamObserver<IntakeReceipt> gateway,
            ExecutorService lane,
            Consumer<IntakeStream> afterEnd) {
        this.answering = answering;
        this.gateway = gateway;
        this.lane = lane;
        this.afterEnd = afterEnd;
    }

    /** Begins to listen, with an allowance of requests that may wait for their receipt. */
    void open(int allowance) {
        gateway.disableAutoRequest();
        gateway.setOnReadyHandler(() -> lane.execute(this::answer));
        gateway.setOnCancelHandler(() -> lane.execute(this::abandon));
        gateway.request(allowance);
    }

    /** Takes no further request, answers those that were taken, then ends the stream. */
    void drain() {
        lane.execute(() -> {
            draining = true;
            answer();
        });
    }

    @Override
    public void onNext(ByteString bytes) {
        lane.execute(() -> take(bytes));
    }

    @Override
    public void onCompleted() {
        lane.execute(() -> {
            gatewayIsDone = true;
            answer();
        });
    }

    @Override
    public void onError(Throwable gatewayIsGone) {
        lane.execute(this::abandon);
    }

    private void take(ByteString bytes) {
        if (ended || draining) {
            return; // no receipt: the gateway sends it again over its next stream
        }
        received++;
        CompletableFuture<IntakeReceipt> receipt =
                switch (RequestDecoding.decode(bytes)) {
                    case Received.Decoded request -> answering.answer(request);
                    case Received.Undecodable(ByteString original, String reason) -> undecodable(original, reason);
                };
        unanswered.add(receipt);
        receipt.whenComplete((done, failure) -> lane.execute(this::answer));
    }

    private CompletableFuture<IntakeReceipt> undecodable(ByteString original, String reason) {
        Status status = Status.INVALID_ARGUMENT.withDescription(
                "request " + received + " of this stream is not an IntakeRequest: " + reason);
        return answering
                .keep(original, reason)
                .thenCompose(kept -> CompletableFuture.failedFuture(status.asRuntimeException()));
    }

    private void answer() {
        while (!ended
                && gateway.isReady()
                && !unanswered.isEmpty()
                && unanswered.element().isDone()) {
            send(unanswered.remove());
        }
        if (!ended && unanswered.isEmpty()) {
            if (gatewayIsDone) {
                end();
                gateway.onCompleted();
            } else if (draining) {
                fail(Status.UNAVAILABLE.withDescription(
                        "ingestion is stopping; open a new stream and send again what has no receipt"));
            }
        }
    }

    private void send(CompletableFuture<IntakeReceipt> answered) {
        if (answered.isCompletedExceptionally()) {
            fail(status(answered.exceptionNow()));
            return;
        }
        gateway.onNext(answered.resultNow());
        gateway.request(1);
    }

    private static Status status(Throwable failure) {
        return switch (failure) {
            case BrokerUnavailableException unavailable -> {
                LOG.warnf("broker unavailable, stream ended: %s", unavailable.getMessage());
                yield Status.UNAVAILABLE.withDescription(
                        unavailable.getMessage() + "; open a new stream and send again what has no receipt");
            }
            case StatusRuntimeException ready -> ready.getStatus();
            default -> {
                LOG.error("a request could not be answered, stream ended", failure);
                yield Status.INTERNAL.withDescription("the request could not be answered; see ingestion's log");
            }
        };
    }

    private void fail(Status status) {
        end();
        gateway.onError(status.asRuntimeException());
    }

    /** What was already handed to the broker's client still arrives there. */
    private void abandon() {
        if (!ended) {
            end();
        }
    }

    private void end() {
        ended = true;
        unanswered.clear();
        lane.shutdown(); // later tasks are discarded
        afterEnd.accept(this);
    }
}
