package io.earlyview.inference;

import io.earlyview.exams.ExamCatalogue;
import io.earlyview.inference.fixture.StateSendGate;
import io.earlyview.inference.prediction.Device;
import io.earlyview.inference.release.ReleaseIntake;
import io.earlyview.inference.release.ReleaseLoading;
import io.earlyview.inference.release.Releases;
import io.earlyview.inference.release.TestOffer;
import io.earlyview.v1.ReleaseManifest;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
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
    private final Releases releases = new Releases();
    private final Path store;
    private final ScoringLoop loop;
    private final Thread thread;
    private final ReleaseIntake intake;
    private final Thread following;

    private record Settings(
            String instance,
            int workers,
            Device.Choice device,
            Optional<Path> releaseKeyFile,
            Duration sessionTimeout,
            Duration lateFrames,
            Duration silence,
            Duration forgetAfter,
            MemorySize waitingLimit)
            implements ScoringSettings {

        Settings(String instance, Duration lateFrames, Duration silence, Duration forgetAfter) {
            this(
                    instance,
                    1,
                    Device.Choice.CPU,
                    Optional.empty(),
                    Duration.ofSeconds(6),
                    lateFrames,
                    silence,
                    forgetAfter,
                    new MemorySize(BigInteger.valueOf(64 << 20)));
        }
    }

    LoopUnderTest(String bootstrapServers, String instance, Path store) {
        this(bootstrapServers, instance, store, Map.of());
    }

    LoopUnderTest(String bootstrapServers, String instance, Path store, Map<String, Object> more) {
        this(
                bootstrapServers,
                store,
                more,
                1,
                new Settings(instance, Duration.ofSeconds(10), Duration.ofMinutes(10), Duration.ofHours(6)));
    }

    /** With deadlines that a test can wait for. */
    LoopUnderTest(String bootstrapServers, String instance, Path store, Duration lateFrames, Duration silence) {
        this(bootstrapServers, store, Map.of(), 1, new Settings(instance, lateFrames, silence, Duration.ofHours(6)));
    }

    /** Whose clock goes so many times faster than all others: to it, whatever it does takes long. */
    static LoopUnderTest slow(String bootstrapServers, String instance, Path store, int times) {
        return new LoopUnderTest(
                bootstrapServers,
                store,
                Map.of(),
                times,
                new Settings(instance, Duration.ofSeconds(10), Duration.ofMinutes(10), Duration.ofDays(365)));
    }

    private LoopUnderTest(String bootstrapServers, Path store, Map<String, Object> more, int times, Settings settings) {
        this.store = store;
        Map<String, Object> brokerSettings = new HashMap<>(more);
        brokerSettings.put("bootstrap.servers", bootstrapServers);
        brokerSettings.putAll(StateSendGate.settings(UUID.randomUUID().toString(), () -> runOnce(atNextStateSend)));
        Instant begun = Instant.now();
        InstantSource clock = () -> {
            runOnce(atNextTurn);
            return begun.plus(Duration.between(begun, Instant.now()).multipliedBy(times));
        };
        ReleaseLoading loading = TestOffer.loading(store);
        loop = new ScoringLoop(
                settings,
                settings.instance(),
                new ScoringMetrics(registry),
                releases,
                loading,
                ExamCatalogue.bundled(),
                clock,
                brokerSettings);
        intake = TestOffer.intake(loading, releases, registry);
        thread = Thread.ofPlatform()
                .daemon()
                .name("scoring-" + settings.instance())
                .unstarted(loop::run);
        following = Thread.ofPlatform()
                .daemon()
                .name("releases-" + settings.instance())
                .unstarted(() -> intake.follow(Map.of("bootstrap.servers", bootstrapServers), settings.instance()));
    }

    LoopUnderTest withRelease(String releaseId, byte[] onnx) {
        TestOffer.offer(releases, store, releaseId, onnx);
        return this;
    }

    LoopUnderTest withChampion(ReleaseManifest manifest) {
        TestOffer.champion(releases, store, manifest);
        return this;
    }

    LoopUnderTest withShadow(ReleaseManifest manifest) {
        TestOffer.shadow(releases, store, manifest);
        return this;
    }

    /** Starts with the releases that it was given, as if the topic held no others. */
    LoopUnderTest start() {
        TestOffer.caughtUp(releases);
        thread.start();
        return this;
    }

    /** Starts with the releases of the topic, which it follows. */
    LoopUnderTest startFollowing() {
        following.start();
        thread.start();
        return this;
    }

    /** The id of the release that scores an exam's next acquisitions. */
    String championOf(String exam) {
        return releases.championIds().getOrDefault(exam, "none");
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
        intake.stop();
        thaw();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(40));
            following.join(TimeUnit.SECONDS.toMillis(40));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive() || following.isAlive()) {
            throw new IllegalStateException("the scoring thread, or the one that follows releases, does not end");
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
