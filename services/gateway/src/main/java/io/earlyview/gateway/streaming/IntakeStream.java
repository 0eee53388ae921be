package io.earlyview.gateway.streaming;

import io.earlyview.v1.AcquisitionIntakeGrpc;
import io.earlyview.v1.IntakeReceipt;
import io.earlyview.v1.IntakeRequest;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One stream to ingestion that survives cuts. Requests wait in {@code unacknowledged}, in order, until their receipt
 * is there; there are never more of them than the window. When the connection breaks, a keeper thread opens another and
 * sends all of them again, byte for byte but for the sequence, which starts at 1 in every stream: ingestion may
 * see a request twice but never misses one, and what follows it tells duplicates by their content. After too many attempts
 * without a single receipt the stream is given up and everything unacknowledged is {@link Receipt.Lost}.
 *
 * <p>All fields are guarded by {@code lock}; futures are completed outside of it, so that what hangs on them may send.
 */
public final class IntakeStream implements AutoCloseable {
    private static final int ENDED = -1;

    private final ManagedChannel channel;
    private final String address;
    private final StreamRules rules;
    private final StreamMetrics metrics;
    private final Semaphore window;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Unacknowledged> unacknowledged = new ArrayDeque<>();
    private final Thread keeper;

    private @Nullable IntakeConnection connection;
    private long sequence;
    private int failures;
    private String lastFailure = "no connection yet";
    private int unsettled;
    private boolean closing;
    private Optional<Receipt.Lost> givenUp = Optional.empty();

    IntakeStream(ManagedChannel channel, String address, StreamRules rules, StreamMetrics metrics) {
        this.channel = channel;
        this.address = address;
        this.rules = rules;
        this.metrics = metrics;
        this.window = new Semaphore(rules.window());
        this.keeper = Thread.ofVirtual().name("intake-stream").start(this::keep);
    }

    /**
     * Sends a request and returns at once, or waits while the window is full.
     *
     * @return completed when the receipt is there, never exceptionally
     */
    public CompletableFuture<Receipt> send(IntakeRequest request) throws InterruptedException {
        window.acquire();
        lock.lock();
        try {
            if (givenUp.isPresent() || closing) {
                window.release();
                return CompletableFuture.completedFuture(
                        givenUp.orElseGet(() -> new Receipt.Lost("The stream to ingestion is closed.")));
            }
            var waiting = new Unacknowledged(request);
            unacknowledged.add(waiting);
            unsettled++;
            metrics.sent();
            if (connection != null) {
                transmit(connection, waiting);
            }
            changed.signalAll();
            return waiting.receipt();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until every receipt was handed on, or the stream given up, and ends the stream. */
    @Override
    public void close() {
        lock.lock();
        try {
            closing = true;
            changed.signalAll();
            while (unsettled > 0) {
                changed.awaitUninterruptibly();
            }
            if (connection != null) {
                connection.halfClose();
            }
            connection = null;
        } finally {
            lock.unlock();
        }
        keeper.interrupt();
    }

    private void keep() {
        try {
            int failed = awaitNeedOfConnection();
            while (failed != ENDED && failed <= rules.reconnects()) {
                Thread.sleep(rules.pauseBefore(failed));
                connect();
                failed = awaitNeedOfConnection();
            }
            if (failed != ENDED) {
                giveUp();
            }
        } catch (InterruptedException e) {
            // Closed: nothing is left to keep.
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until something is to be sent and nothing carries it; returns the failures since the last receipt. */
    private int awaitNeedOfConnection() throws InterruptedException {
        lock.lock();
        try {
            while (true) {
                Unacknowledged oldest = unacknowledged.peek();
                if (oldest == null) {
                    if (closing) {
                        return ENDED;
                    }
                    changed.await();
                } else if (connection == null) {
                    return failures;
                } else {
                    long left = rules.receiptTimeout().toNanos() - oldest.waitedNanos();
                    if (left > 0) {
                        changed.await(left, TimeUnit.NANOSECONDS);
                    } else {
                        connection.cancel();
                        broken("no receipt within " + rules.receiptTimeout().toSeconds() + " s");
                    }
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void connect() {
        // The pause before was ours; the channel need not add its own.
        channel.resetConnectBackoff();
        lock.lock();
        try {
            if (failures > 0) {
                metrics.reconnected();
            }
            var opened = new IntakeConnection(this);
            opened.open(AcquisitionIntakeGrpc.newStub(channel));
            connection = opened;
            sequence = 0;
            unacknowledged.forEach(waiting -> transmit(opened, waiting));
        } finally {
            lock.unlock();
        }
    }

    private void transmit(IntakeConnection through, Unacknowledged waiting) {
        sequence++;
        waiting.transmittedAs(sequence);
        through.transmit(waiting.request().toBuilder().setSequence(sequence).build());
    }

    void received(IntakeConnection from, IntakeReceipt message) {
        Unacknowledged answered;
        Receipt receipt;
        lock.lock();
        try {
            Unacknowledged oldest = unacknowledged.peek();
            if (from != connection) {
                return;
            }
            if (oldest == null || oldest.sequence() != message.getSequence()) {
                from.cancel();
                broken("a receipt out of order (" + message.getSequence() + ")");
                return;
            }
            answered = unacknowledged.remove();
            receipt = IntakeConnection.receipt(message);
            failures = 0;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        settle(answered, receipt);
    }

    void ended(IntakeConnection which, Status status) {
        lock.lock();
        try {
            if (which == connection) {
                broken(status.isOk() ? "ingestion ended the stream" : IntakeConnection.describe(status));
                if (!IntakeConnection.worthAnotherTry(status)) {
                    failures = rules.reconnects() + 1;
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void broken(String why) {
        connection = null;
        failures++;
        lastFailure = why;
        changed.signalAll();
    }

    private void giveUp() {
        List<Unacknowledged> all;
        Receipt.Lost lost;
        lock.lock();
        try {
            lost = new Receipt.Lost("Ingestion at " + address + " did not answer (" + lastFailure + ").");
            givenUp = Optional.of(lost);
            all = new ArrayList<>(unacknowledged);
            unacknowledged.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        all.forEach(waiting -> settle(waiting, lost));
    }

    private void settle(Unacknowledged waiting, Receipt receipt) {
        window.release();
        metrics.answered(receipt);
        waiting.receipt().complete(receipt);
        lock.lock();
        try {
            unsettled--;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
