package io.earlyview.inference;

import io.earlyview.exams.ExamCatalogue;
import io.earlyview.inference.prediction.Device;
import io.earlyview.inference.release.ReleaseIntake;
import io.earlyview.inference.release.ReleaseLoading;
import io.earlyview.inference.release.ReleaseSignature;
import io.earlyview.inference.release.Releases;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/** Starts and stops the threads of the service: one follows releases, the workers score. */
@ApplicationScoped
public class ScoringService {
    private static final Logger LOG = Logger.getLogger(ScoringService.class);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration LAST_BATCH = Duration.ofSeconds(8);

    private final List<ScoringLoop> workers;
    private final ReleaseIntake releases;
    private final ReleaseSignature signature;
    private final Device device;
    private final String instance;
    private final Map<String, Object> brokerSettings;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopping;

    ScoringService(
            ScoringSettings settings,
            ScoringMetrics metrics,
            Releases known,
            ReleaseIntake releases,
            ReleaseLoading loading,
            ReleaseSignature signature,
            Device device,
            ExamCatalogue exams,
            InstantSource clock,
            @Identifier("default-kafka-broker") Map<String, Object> brokerSettings) {
        this.releases = releases;
        this.signature = signature;
        this.device = device;
        this.instance = settings.instance();
        this.brokerSettings = brokerSettings;
        // The first keeps the process's name, so that one worker becomes several without moving what it has.
        this.workers = IntStream.range(0, settings.workers())
                .mapToObj(number -> number == 0 ? instance : instance + "-" + number)
                .map(name -> new ScoringLoop(settings, name, metrics, known, loading, exams, clock, brokerSettings))
                .toList();
        threads.add(Thread.ofPlatform().name("releases").unstarted(this::followReleases));
        workers.forEach(worker -> threads.add(
                Thread.ofPlatform().name("scoring-" + workers.indexOf(worker)).unstarted(worker::run)));
    }

    void start(@Observes StartupEvent event, ExamCatalogue exams) {
        LOG.infof(
                "Scoring starts: exams=%s device=%s because=\"%s\" workers=%d signatures=%s",
                exams.names(),
                device.label(),
                device.because(),
                workers.size(),
                signature.checked() ? "checked" : "not checked: no key is configured");
        threads.forEach(Thread::start);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        releases.stop();
        workers.forEach(ScoringLoop::stop);
        for (Thread thread : threads) {
            thread.join(LAST_BATCH);
        }
    }

    /** Whether all threads live; a dead one means that the process must be replaced. */
    boolean alive() {
        return threads.stream().allMatch(Thread::isAlive);
    }

    /** Whether every worker has its partitions and their state. */
    boolean joined() {
        return workers.stream().allMatch(ScoringLoop::joined);
    }

    /** When the worker that is longest at its turn began it. */
    Instant lastTurn() {
        return workers.stream()
                .map(ScoringLoop::lastTurn)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private void followReleases() {
        while (!stopping) {
            try {
                releases.follow(brokerSettings, instance);
            } catch (KafkaException e) {
                LOG.warnf("Releases are followed anew: %s", e.toString());
                pause();
            } catch (RuntimeException e) {
                // The thread's boundary: without it a record that nobody foresaw would end every hot swap to come.
                LOG.error("Releases are followed anew after an unforeseen failure", e);
                pause();
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE_AFTER_FAILURE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping = true;
        }
    }
}
