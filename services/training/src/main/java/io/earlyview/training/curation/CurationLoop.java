package io.earlyview.training.curation;

import io.earlyview.exams.ExamCatalogue;
import io.earlyview.training.broker.BrokerClients;
import io.earlyview.training.broker.TraceHeaders;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/** Keeps a {@link CurationSession} going on a thread of its own while the service runs. */
@ApplicationScoped
public class CurationLoop {
    private static final Logger LOG = Logger.getLogger(CurationLoop.class);
    private static final Duration POLL_WAIT = Duration.ofMillis(250);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(3);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

    private final BrokerClients clients;
    private final ExamCatalogue exams;
    private final CurationConfig config;
    private final CurationMetrics metrics;
    private final TraceHeaders traces;
    private final Clock clock;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().name("curation").unstarted(this::keepGoing);
    private volatile boolean stepping;
    private volatile Map<TopicPartition, Long> positions = Map.of();

    public CurationLoop(
            BrokerClients clients,
            ExamCatalogue exams,
            CurationConfig config,
            CurationMetrics metrics,
            TraceHeaders traces,
            Clock clock) {
        this.clients = clients;
        this.exams = exams;
        this.config = config;
        this.metrics = metrics;
        this.traces = traces;
        this.clock = clock;
    }

    /** Whether frames are being read, or need not be. False between a failure and the next successful step. */
    public boolean healthy() {
        return stepping || !config.enabled();
    }

    /** Whether this process curates at all. */
    boolean enabled() {
        return config.enabled();
    }

    /** Whether every partition this process owns, of which there must be one, has been read and published up to its end. */
    boolean hasRead(Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> read = positions;
        return !read.isEmpty()
                && read.entrySet().stream().allMatch(own -> own.getValue() >= ends.getOrDefault(own.getKey(), 0L));
    }

    void start(@Observes StartupEvent event) {
        if (config.enabled()) {
            thread.start();
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping.countDown();
        if (thread.isAlive() && !thread.join(LONGEST_STOP)) {
            LOG.warn("Curation did not stop in time; its work will be repeated");
        }
    }

    private void keepGoing() {
        while (stopping.getCount() > 0) {
            try (CurationSession session = new CurationSession(
                    clients.member(config.groupId()), clients.producer(), exams, config, metrics, traces, clock)) {
                while (stopping.getCount() > 0) {
                    session.step(POLL_WAIT);
                    positions = session.positions();
                    stepping = true;
                }
            } catch (RuntimeException e) { // thread boundary: whatever broke, the next session reads it again
                LOG.error("Curation broke off and will start again", e);
                pause();
            } finally {
                stepping = false;
                positions = Map.of();
            }
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
