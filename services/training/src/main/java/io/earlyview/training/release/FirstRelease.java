package io.earlyview.training.release;

import io.earlyview.exams.ExamCatalogue;
import io.earlyview.v1.ReleaseManifest;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/** At start-up, makes the bundled release champion of each exam that has none. Waits for the broker if it must. */
@ApplicationScoped
public class FirstRelease {
    private static final Logger LOG = Logger.getLogger(FirstRelease.class);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(3);

    private final ExamCatalogue exams;
    private final ArtifactStore artifacts;
    private final ModelsTopic models;
    private final ReleasePublication publication;
    private final BundledReleaseConfig config;
    private final CountDownLatch stopping = new CountDownLatch(1);

    public FirstRelease(
            ExamCatalogue exams,
            ArtifactStore artifacts,
            ModelsTopic models,
            ReleasePublication publication,
            BundledReleaseConfig config) {
        this.exams = exams;
        this.artifacts = artifacts;
        this.models = models;
        this.publication = publication;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        // The broker may come later than this service, and nothing else waits for a release here.
        Thread.ofVirtual().name("first-release").start(() -> exams.names().forEach(this::untilDone));
    }

    void stop(@Observes ShutdownEvent event) {
        stopping.countDown();
    }

    private void untilDone(String exam) {
        while (stopping.getCount() > 0) {
            try {
                ensureChampion(exam);
                return;
            } catch (KafkaException e) {
                LOG.warnf("The topic of models cannot be reached yet: %s", e.getMessage());
                pause();
            } catch (RuntimeException e) { // thread boundary: a broken bundle must not go unnoticed
                LOG.errorf(e, "The bundled release cannot be used; exam=%s", exam);
                return;
            }
        }
    }

    /** Publishes the bundled release unless the exam has a champion. */
    void ensureChampion(String exam) {
        Optional<BundledRelease> bundled = BundledRelease.find(config.directory(), exam);
        if (bundled.isEmpty()) {
            LOG.infof("No release comes with the system; exam=%s", exam);
            return;
        }
        ReleaseManifest manifest = bundled.get().manifest();
        Optional<ReleaseManifest> champion = models.champion(exam);
        if (champion.isEmpty()) {
            artifacts.store(bundled.get().onnx());
            publication.publishFirst(manifest);
        } else if (Artifact.of(champion.get()).equals(Artifact.of(manifest))) {
            // The broker may have outlived the artifact directory.
            artifacts.store(bundled.get().onnx());
        }
    }

    private void pause() {
        try {
            stopping.await(PAUSE_AFTER_FAILURE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping.countDown();
        }
    }
}
