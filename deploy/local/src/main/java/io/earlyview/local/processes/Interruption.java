package io.earlyview.local.processes;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets Ctrl-C or SIGTERM interrupt the thread that leads a command, and the process wait until that has put things in order. */
public final class Interruption implements AutoCloseable {
    private static final int LONGEST_ORDER_SECONDS = 60;

    private final CountDownLatch ordered = new CountDownLatch(1);

    private Interruption() {}

    /** From now on until this is closed. */
    public static Interruption ofThisThread() {
        Interruption interruption = new Interruption();
        Thread leader = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> interruption.pass(leader)));
        return interruption;
    }

    private void pass(Thread leader) {
        if (ordered.getCount() == 0) {
            return;
        }
        leader.interrupt();
        try {
            ordered.await(LONGEST_ORDER_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        ordered.countDown();
    }
}
