package io.earlyview.inference;

import io.earlyview.exams.ExamCatalogue;
import io.earlyview.inference.fixture.StateSendGate;
import io.earlyview.inference.release.ReleasesInUse;
import io.earlyview.inference.release.TestOffer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A scoring loop without Quarkus, which a test can stop dead: at its next turn, or between the scores of a transaction and its
 * commit. For the broker it then is what a process is that hangs, is suspended, or was killed.
 */
final class LoopUnderTest implements AutoCloseable {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AtomicReference<Runnable> atNextTurn = new AtomicReference<>(() -> {});
    private final AtomicReference<Runnable> atNextStateSend = new AtomicReference<>(() -> {});
    private final CountDownLatch thaw = new CountDownLatch(1);
    private final ReleasesInUse releases = new ReleasesInUse();
    private final ScoringLoop loop;
    private final Thread thread;

    private record Settings(String instance, Duration sessionTimeout, Duration forgetAfter, MemorySize waitingLimit)
            implements ScoringSettings {}

    LoopUnderTest(String bootstrapServers, String instance, Map<String, Object> more) {
        Map<String, Object> brokerSettings = new HashMap<>(more);
        brokerSettings.put("bootstrap.servers", bootstrapServers);
        brokerSettings.putAll(StateSendGate.settings(UUID.randomUUID().toString(), () -> runOnce(atNextStateSend)));
        InstantSource clock = () -> {
            runOnce(atNextTurn);
            return Instant.now();
        };
        loop = new ScoringLoop(
                new Settings(
                        instance,
                        Duration.ofSeconds(6),
                        Duration.ofHours(6),
                        new MemorySize(BigInteger.valueOf(64 << 20))),
                new ScoringMetrics(registry),
                releases,
                ExamCatalogue.bundled(),
                clock,
                brokerSettings);
        thread = Thread.ofPlatform().daemon().name("scoring-" + instance).unstarted(loop::run);
    }

    LoopUnderTest withRelease(Path store, String releaseId, byte[] onnx) {
        TestOffer.offer(releases, store, releaseId, onnx);
        return this;
    }

    LoopUnderTest start() {
        thread.start();
        return this;
    }

    /** Returns once the scoring thread hangs at its next turn. */
    void freeze() {
        CountDownLatch frozen = new CountDownLatch(1);
        atNextTurn.set(() -> hang(frozen));
        await(frozen);
    }

    /** The scoring thread will hang when it has sent scores and is about to send state; the latch says when it does. */
    CountDownLatch freezeInsideTransaction() {
        CountDownLatch frozen = new CountDownLatch(1);
        atNextStateSend.set(() -> hang(frozen));
        return frozen;
    }

    /** Something that the scoring thread runs at its next turn. */
    void atNextTurn(Runnable sabotage) {
        atNextTurn.set(sabotage);
    }

    void thaw() {
        thaw.countDown();
    }

    boolean alive() {
        return thread.isAlive();
    }

    double count(String metric) {
        return registry.counter(metric).count();
    }

    double gauge(String metric) {
        return registry.get(metric).gauge().value();
    }

    @Override
    public void close() {
        loop.stop();
        thaw();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(40));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            throw new IllegalStateException("the scoring thread does not end");
        }
    }

    private void hang(CountDownLatch frozen) {
        frozen.countDown();
        try {
            thaw.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static void await(CountDownLatch latch) {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the scoring thread did not come here within 30 s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void runOnce(AtomicReference<Runnable> what) {
        if (Thread.currentThread() == thread) {
            what.getAndSet(() -> {}).run();
        }
    }
}
