package io.earlyview.inference;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Ends the transaction that a dead owner of partitions left open, so that its successor need not wait until the broker's
 * time limit ends it. Who had a partition stands in its last offset's metadata.
 */
final class Fencing {
    private static final Logger LOG = Logger.getLogger(Fencing.class);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final Map<String, Object> brokerSettings;
    private final String group;
    private final String own;

    /** @param own this worker's transactional id, which is never fenced */
    Fencing(Map<String, Object> brokerSettings, String group, String own) {
        this.brokerSettings = new HashMap<>(brokerSettings);
        this.group = group;
        this.own = own;
    }

    /** Fences whoever owned these partitions last. */
    void fenceOwnersOf(Collection<TopicPartition> partitions) {
        try (Admin admin = Admin.create(brokerSettings)) {
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
            List<String> owners = partitions.stream()
                    .map(committed::get)
                    .filter(Objects::nonNull)
                    .map(OffsetAndMetadata::metadata)
                    .filter(owner -> !owner.isEmpty() && !owner.equals(own))
                    .distinct()
                    .toList();
            if (!owners.isEmpty()) {
                LOG.warnf(
                        "Transactions of an owner that is gone are ended: owners=%s partitions=%s", owners, partitions);
                admin.fenceProducers(owners).all().get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while fencing", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("owners of " + partitions + " cannot be fenced", e);
        }
    }
}
