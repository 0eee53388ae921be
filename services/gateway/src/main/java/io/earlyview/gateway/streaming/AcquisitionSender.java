package io.earlyview.gateway.streaming;

import io.earlyview.gateway.domain.Acquisition;
import io.earlyview.gateway.domain.EndOfScan;
import io.earlyview.gateway.domain.Projection;
import io.earlyview.gateway.domain.ScanLabel;
import io.earlyview.v1.IntakeRequest;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * Sends one acquisition over a stream that it may share: started, frames, the end, a label. Used by one thread.
 */
public final class AcquisitionSender {
    private final IntakeStream stream;
    private final Acquisition acquisition;
    private final InstantSource clock;
    private final List<CompletableFuture<Receipt>> receipts = new ArrayList<>();
    private int framesSent;

    public AcquisitionSender(IntakeStream stream, Acquisition acquisition, InstantSource clock) {
        this.stream = stream;
        this.acquisition = acquisition;
        this.clock = clock;
    }

    /** How many frames were handed to the stream. */
    public int framesSent() {
        return framesSent;
    }

    /** The scanner began. */
    public CompletableFuture<Receipt> start() throws InterruptedException {
        return send(Requests.started(acquisition, clock.instant()));
    }

    /** One frame, just acquired. */
    public CompletableFuture<Receipt> frame(Projection projection) throws InterruptedException {
        var receipt = send(Requests.frame(acquisition, projection, clock.instant()));
        framesSent++;
        return receipt;
    }

    /**
     * No further frame will come. Waits until every frame has its receipt: an end that is known while a frame waits for
     * ingestion to come back would close the acquisition without it.
     */
    public CompletableFuture<Receipt> end(EndOfScan end) throws InterruptedException {
        try {
            delivery().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("receipts never fail", e);
        }
        return send(Requests.ended(acquisition, end, framesSent, clock.instant()));
    }

    /** A verdict on this acquisition. */
    public CompletableFuture<Receipt> label(ScanLabel label) throws InterruptedException {
        return send(Requests.label(acquisition, label, clock.instant()));
    }

    /** What became of everything sent so far, once all receipts are there; never completed exceptionally. */
    public CompletableFuture<Delivery> delivery() {
        List<CompletableFuture<Receipt>> awaited = List.copyOf(receipts);
        return CompletableFuture.allOf(awaited.toArray(CompletableFuture[]::new))
                .thenApply(done -> Delivery.of(
                        awaited.stream().map(CompletableFuture::join).toList()));
    }

    /** Hands over what {@link #delivery()} will say, on the thread that the last receipt arrives on. */
    public void whenDelivered(Consumer<Delivery> listener) {
        // A listener that throws breaks an invariant of ours: let it be seen, nobody else looks at this future.
        delivery().thenAccept(listener).exceptionally(AcquisitionSender::unexpected);
    }

    private static Void unexpected(Throwable failure) {
        Thread current = Thread.currentThread();
        current.getUncaughtExceptionHandler().uncaughtException(current, failure);
        throw new IllegalStateException(failure);
    }

    private CompletableFuture<Receipt> send(IntakeRequest request) throws InterruptedException {
        var receipt = stream.send(request);
        receipts.add(receipt);
        return receipt;
    }
}
