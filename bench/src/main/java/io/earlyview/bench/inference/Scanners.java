package io.earlyview.bench.inference;

import io.earlyview.bench.inference.acquisitions.AcquisitionNumber;
import io.earlyview.bench.inference.acquisitions.RotationFrames;
import io.earlyview.bench.inference.acquisitions.ScannerFleet;
import io.earlyview.bench.inference.acquisitions.ScannerFleet.Shot;
import io.earlyview.bench.inference.acquisitions.ViewPair;
import io.earlyview.bench.inference.load.FrameLedger;
import io.earlyview.bench.inference.load.ScoreSubscriber;
import io.earlyview.bench.inference.network.ViewNetwork;
import io.earlyview.bench.inference.report.ScannerFigures;
import io.earlyview.bench.inference.stage.Contestant;
import io.earlyview.bench.inference.stage.Releases;
import io.earlyview.bench.inference.stage.Route;
import io.earlyview.bench.inference.stage.Stage;
import io.earlyview.bench.inference.stage.Usage;
import io.earlyview.local.processes.ChildProcess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A fleet of scanners at the rate of real time. What they had sent before is worked off first, so that the service holds as many open
 * acquisitions as it would in the middle of a day.
 */
final class Scanners {
    private static final int PATIENTS = 4;
    private static final int PHASE = 1;
    private static final Route ROUTE = Route.OF_THE_SERVICE;
    private static final long LOOK_NANOS = Duration.ofSeconds(5).toNanos();
    private static final Duration PAST_LIMIT = Duration.ofMinutes(5);
    private static final Duration LAST_LIMIT = Duration.ofSeconds(30);
    private static final Duration STEP = Duration.ofMillis(200);

    private final Stage stage;
    private final int scanners;
    private final double minutes;
    private final Kind kind;
    private final Consumer<String> step;
    private final FrameLedger ledger = new FrameLedger();
    private final List<Double> memory = new ArrayList<>();

    /** What kind of release scores. */
    enum Kind {
        /** The first opposite pair of each acquisition, once. */
        STACK,
        /** Every view. */
        SET
    }

    /** {@code step} is told what is going on. */
    Scanners(Stage stage, int scanners, double minutes, Kind kind, Consumer<String> step) {
        this.stage = stage;
        this.scanners = scanners;
        this.minutes = minutes;
        this.kind = kind;
        this.step = step;
    }

    ScannerFigures measure(long seed) {
        step.accept("simulating views");
        RotationFrames frames = RotationFrames.simulated(seed, PATIENTS);
        List<Shot> shots = ScannerFleet.shots(scanners, 60 * minutes, seed);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", stage.bootstrapServers()))) {
            ROUTE.make(admin);
            publish(ViewNetwork.drawn(seed));
            ChildProcess service = Contestant.EARLYVIEW.start(stage, "scanners", Path.of(""));
            try (ScoreSubscriber subscriber = new ScoreSubscriber(stage.bootstrapServers(), ROUTE.scores(), ledger);
                    KafkaProducer<byte[], byte[]> producer = producer()) {
                past(shots, frames, producer, admin, service);
                return present(shots, frames, producer, service, subscriber);
            } finally {
                stage.end(service);
            }
        }
    }

    private void publish(ViewNetwork network) {
        try (Releases releases = new Releases(stage)) {
            switch (kind) {
                case STACK -> releases.champion("datscan-scanners", network.pair());
                case SET -> releases.champion("datscan-scanners", network.encoder(), network.head());
            }
        }
    }

    private void past(
            List<Shot> shots,
            RotationFrames frames,
            KafkaProducer<byte[], byte[]> producer,
            Admin admin,
            ChildProcess service) {
        step.accept("what the scanners have sent before");
        Instant now = Instant.now();
        shots.stream()
                .filter(shot -> shot.atNanos() < 0)
                .forEach(shot -> producer.send(record(shot, frames, now.plusNanos(shot.atNanos()))));
        producer.flush();
        long end = System.nanoTime() + PAST_LIMIT.toNanos();
        while (ROUTE.behind(admin) > 0) {
            if (!service.alive() || System.nanoTime() > end) {
                throw new IllegalStateException(
                        "the service is still %d frames behind after %d s; it %s. Its last words:%n%s"
                                .formatted(
                                        ROUTE.behind(admin),
                                        PAST_LIMIT.toSeconds(),
                                        service.alive() ? "runs" : "has ended",
                                        service.lastWords()));
            }
            LockSupport.parkNanos(STEP.toNanos());
        }
    }

    private ScannerFigures present(
            List<Shot> shots,
            RotationFrames frames,
            KafkaProducer<byte[], byte[]> producer,
            ChildProcess service,
            ScoreSubscriber subscriber) {
        List<Shot> coming = shots.stream().filter(shot -> shot.atNanos() >= 0).toList();
        double cpuBefore = Usage.cpuSeconds(service);
        int scoresBefore = ledger.scores();
        long begin = System.nanoTime();
        Instant beginInstant = Instant.now();
        for (Shot shot : coming) {
            ProducerRecord<byte[], byte[]> record = record(shot, frames, beginInstant.plusNanos(shot.atNanos()));
            waitUntil(begin + shot.atNanos(), begin, service, subscriber);
            if (isScored(shot)) {
                ledger.sent(shot.acquisition(), shot.view(), begin + shot.atNanos());
            }
            producer.send(record);
        }
        waitUntil(begin + Math.round(60e9 * minutes), begin, service, subscriber);
        long end = System.nanoTime() + LAST_LIMIT.toNanos();
        while (ledger.missing() > 0 && System.nanoTime() < end) {
            LockSupport.parkNanos(STEP.toNanos());
        }
        ledger.check();
        return ScannerFigures.of(
                scanners,
                kind.name(),
                minutes,
                coming.size(),
                ledger.scores() - scoresBefore,
                ledger.latencies(),
                Usage.cpuSeconds(service) - cpuBefore,
                memory);
    }

    /** Whether the release scores what rests on this view. */
    private boolean isScored(Shot shot) {
        return kind == Kind.SET || shot.view() == 0 || shot.view() == ViewPair.POSTERIOR;
    }

    private void waitUntil(long nanoTime, long begin, ChildProcess service, ScoreSubscriber subscriber) {
        for (long now = System.nanoTime(); now < nanoTime; now = System.nanoTime()) {
            long nextLook = begin + (memory.size() + 1) * LOOK_NANOS;
            if (now >= nextLook) {
                memory.add(Usage.residentMebibytes(service));
                step.accept("%d of %.0f s".formatted((now - begin) / 1_000_000_000L, 60 * minutes));
                if (!subscriber.reads()) {
                    throw new IllegalStateException("the subscriber has ended");
                }
            } else {
                LockSupport.parkNanos(Math.min(nanoTime, nextLook) - now);
            }
        }
    }

    private static ProducerRecord<byte[], byte[]> record(Shot shot, RotationFrames frames, Instant acquiredAt) {
        AcquisitionNumber acquisition = new AcquisitionNumber(PHASE, shot.acquisition());
        return new ProducerRecord<>(
                ROUTE.frames(),
                acquisition.id().getBytes(StandardCharsets.UTF_8),
                frames.record(acquisition, shot.view(), acquiredAt));
    }

    private KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        stage.bootstrapServers(),
                        "acks",
                        "all",
                        "linger.ms",
                        0,
                        "batch.size",
                        1 << 18),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
