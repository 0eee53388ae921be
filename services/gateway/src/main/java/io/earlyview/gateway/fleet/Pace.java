package io.earlyview.gateway.fleet;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * One scanner's time. Pauses are counted from when the one before should have ended, so that the work between them does
 * not slow the scanner down. One per thread.
 */
final class Pace {
    private final Speed speed;
    private final CountDownLatch stop;
    private long dueNanos = System.nanoTime();

    /** @param stop counted down when the fleet is to stop */
    Pace(Speed speed, CountDownLatch stop) {
        this.speed = speed;
        this.stop = stop;
    }

    /** Lets this much simulated time pass; false when the fleet is to stop. */
    boolean sleep(Duration simulated) throws InterruptedException {
        long now = System.nanoTime();
        // A scanner that was held up goes on from now instead of rushing.
        dueNanos = Math.max(dueNanos + speed.of(simulated).toNanos(), now);
        return !stop.await(dueNanos - now, TimeUnit.NANOSECONDS);
    }
}
