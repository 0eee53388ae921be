package io.earlyview.gateway.fleet;

import io.earlyview.gateway.deidentification.Pseudonyms;
import io.earlyview.gateway.streaming.Ingestion;
import io.earlyview.gateway.streaming.IntakeStream;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Runs a fleet of simulated scanners until all acquisitions are done. One run a process. */
@Singleton
public final class Fleet {
    private final Pseudonyms pseudonyms;
    private final Ingestion ingestion;
    private final InstantSource clock;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean running;

    public Fleet(Pseudonyms pseudonyms, Ingestion ingestion, InstantSource clock) {
        this.pseudonyms = pseudonyms;
        this.ingestion = ingestion;
        this.clock = clock;
    }

    /** Runs all scanners; returns when the last has ended. */
    public void run(FleetOrder order, FleetListener listener) throws InterruptedException {
        SimulatedCohort cohort =
                Cohorts.of(order.exam(), order.patients(), order.acquisitions()).orElseThrow();
        run(order, cohort, listener);
    }

    void run(FleetOrder order, SimulatedCohort cohort, FleetListener listener) throws InterruptedException {
        running = true;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> scanners = new ArrayList<>();
            for (int number = 0; number < Math.min(order.scanners(), order.acquisitions()); number++) {
                int scanner = number;
                scanners.add(threads.submit(() -> {
                    var pace = new Pace(order.speed(), stop);
                    try (IntakeStream stream = ingestion.open(order.window())) {
                        new SimulatedScanner(scanner, order, cohort, pseudonyms, listener, clock, pace).run(stream);
                    }
                    return null;
                }));
            }
            for (Future<?> scanner : scanners) {
                scanner.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a simulated scanner broke", e.getCause());
        } finally {
            ended.countDown();
        }
    }

    /** Lets every scanner break off its scan and say so; returns when they have, or time is up. */
    public void stop(Duration patience) {
        stop.countDown();
        if (!running) {
            return;
        }
        try {
            ended.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
