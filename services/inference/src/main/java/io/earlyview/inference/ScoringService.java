package io.earlyview.inference;

import io.earlyview.exams.ExamCatalogue;
import io.earlyview.inference.release.ReleaseIntake;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/** Starts and stops the two threads of the service: one follows releases, one scores. */
@ApplicationScoped
public class ScoringService {
    private static final Logger LOG = Logger.getLogger(ScoringService.class);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration LAST_BATCH = Duration.ofSeconds(8);

    private final ScoringLoop scoring;
    private final ReleaseIntake releases;
    private final Map<String, Object> brokerSettings;
    private final List<Thread> threads;
    private volatile boolean stopping;

    ScoringService(
            ScoringLoop scoring,
            ReleaseIntake releases,
            @Identifier("default-kafka-broker") Map<String, Object> brokerSettings) {
        this.scoring = scoring;
        this.releases = releases;
        this.brokerSettings = brokerSettings;
        this.threads = List.of(
                Thread.ofPlatform().name("releases").unstarted(this::followReleases),
                Thread.ofPlatform().name("scoring").unstarted(scoring::run));
    }

    void start(@Observes StartupEvent event, ExamCatalogue exams) {
        LOG.infof("Scoring starts: exams=%s device=cpu", exams.names());
        threads.forEach(Thread::start);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        releases.stop();
        scoring.stop();
        for (Thread thread : threads) {
            thread.join(LAST_BATCH);
        }
    }

    /** Whether both threads live; a dead one means that the process must be replaced. */
    boolean alive() {
        return threads.stream().allMatch(Thread::isAlive);
    }

    private void followReleases() {
        while (!stopping) {
            try {
                releases.follow(brokerSettings);
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
