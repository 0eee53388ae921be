package io.earlyview.training.curation;

import io.earlyview.topics.Topics;
import io.earlyview.training.broker.BrokerClients;
import io.earlyview.training.broker.TopicReplay;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Lets curation read what the broker holds at this moment, so that a run sees what was sent before it was asked for. Only
 * partitions that this process curates are waited for.
 */
@ApplicationScoped
public class CatchingUp {
    private static final Logger LOG = Logger.getLogger(CatchingUp.class);
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration STEP = Duration.ofMillis(50);

    private final CurationLoop curation;
    private final BrokerClients clients;
    private final Clock clock;

    public CatchingUp(CurationLoop curation, BrokerClients clients, Clock clock) {
        this.curation = curation;
        this.clients = clients;
        this.clock = clock;
    }

    /**
     * Returns when curation has caught up, or when {@code cancelled} says so; after two minutes it says that it has not, and
     * returns all the same.
     */
    public void await(BooleanSupplier cancelled) {
        Map<TopicPartition, Long> ends = ends();
        Instant limit = clock.instant().plus(LIMIT);
        while (curation.enabled() && !cancelled.getAsBoolean() && !curation.hasRead(ends)) {
            if (clock.instant().isAfter(limit)) {
                LOG.warnf(
                        "Curation is still behind after %d s; the data set lacks the newest scans", LIMIT.toSeconds());
                return;
            }
            pause();
        }
    }

    /** Returns when the broker answers, or when {@code cancelled} says so. */
    public void awaitBroker(BooleanSupplier cancelled) {
        while (!cancelled.getAsBoolean()) {
            try {
                ends();
                return;
            } catch (KafkaException e) {
                LOG.warnf("A run waits for the broker: %s", e.getMessage());
                pause();
            }
        }
    }

    private Map<TopicPartition, Long> ends() {
        List<String> topics = List.of(Topics.ACQUISITIONS.topicName(), Topics.FRAMES.topicName());
        try (TopicReplay replay = TopicReplay.pinned(clients.reader(), topics)) {
            return replay.ends();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(STEP);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while curation catches up", e);
        }
    }
}
