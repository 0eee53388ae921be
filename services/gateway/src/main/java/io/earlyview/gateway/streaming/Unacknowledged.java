package io.earlyview.gateway.streaming;

import io.earlyview.v1.IntakeRequest;
import java.util.concurrent.CompletableFuture;

/** A request whose receipt is not there yet. Guarded by its stream's lock. */
final class Unacknowledged {
    private final IntakeRequest request;
    private final CompletableFuture<Receipt> receipt = new CompletableFuture<>();
    private long sequence;
    private long transmittedAtNanos = System.nanoTime();

    Unacknowledged(IntakeRequest request) {
        this.request = request;
    }

    IntakeRequest request() {
        return request;
    }

    CompletableFuture<Receipt> receipt() {
        return receipt;
    }

    /** The sequence under which it was last sent. */
    long sequence() {
        return sequence;
    }

    void transmittedAs(long newSequence) {
        sequence = newSequence;
        transmittedAtNanos = System.nanoTime();
    }

    long waitedNanos() {
        return System.nanoTime() - transmittedAtNanos;
    }
}
