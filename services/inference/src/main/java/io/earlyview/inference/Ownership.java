package io.earlyview.inference;

import io.earlyview.inference.assembly.AssemblyRestore;
import io.earlyview.inference.assembly.FrameAssembly;
import io.earlyview.inference.release.ReleaseLoading;
import io.earlyview.inference.release.Releases;
import io.earlyview.topics.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Restores the state of partitions that come, while they pause and the others go on, and lets go of those that leave. */
final class Ownership implements ConsumerRebalanceListener {
    private static final Logger LOG = Logger.getLogger(Ownership.class);
    private static final Duration QUIET = Duration.ofSeconds(1);

    private final KafkaConsumer<byte[], byte @Nullable []> consumer;
    private final FrameAssembly assembly;
    private final ScoringTurn turn;
    private final WorkerReleases leases;
    private final Releases releases;
    private final ReleaseLoading loading;
    private final Map<String, Object> brokerSettings;
    private final Fencing fencing;
    private final List<Restoring> restoring = new ArrayList<>();
    private final Map<TopicPartition, OffsetAndMetadata> coming = new HashMap<>();
    private boolean told;

    Ownership(
            KafkaConsumer<byte[], byte @Nullable []> consumer,
            FrameAssembly assembly,
            ScoringTurn turn,
            WorkerReleases leases,
            Releases releases,
            ReleaseLoading loading,
            Map<String, Object> brokerSettings,
            Fencing fencing) {
        this.consumer = consumer;
        this.assembly = assembly;
        this.turn = turn;
        this.leases = leases;
        this.releases = releases;
        this.loading = loading;
        this.brokerSettings = brokerSettings;
        this.fencing = fencing;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        told = true;
        if (partitions.isEmpty()) {
            return;
        }
        consumer.pause(partitions);
        // Waits until no transaction of an earlier owner is open on these offsets; only then is `assembly` complete.
        partitions.forEach(partition -> coming.put(partition, new OffsetAndMetadata(position(partition))));
        Collection<TopicPartition> frames = partitions.stream()
                .filter(partition -> partition.topic().equals(Topics.FRAMES.topicName()))
                .toList();
        AssemblyRestore restore = new AssemblyRestore(brokerSettings, () -> fencing.fenceOwnersOf(frames));
        restoring.add(Restoring.start(numbers(partitions), restore, releases, loading));
    }

    private long position(TopicPartition partition) {
        try {
            return consumer.position(partition, QUIET);
        } catch (TimeoutException e) {
            fencing.fenceOwnersOf(List.of(partition));
            return consumer.position(partition);
        }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        assembly.forget(numbers(partitions));
        turn.forget(partitions);
        partitions.forEach(coming::remove);
    }

    /** Scoring thread, between two turns: takes what has been restored meanwhile. Returns whether more is to come. */
    boolean takeRestored() {
        for (Iterator<Restoring> each = restoring.iterator(); each.hasNext(); ) {
            Restoring one = each.next();
            if (one.done()) {
                each.remove();
                take(one);
            }
        }
        return !restoring.isEmpty();
    }

    private void take(Restoring done) {
        Restoring.Restored restored = done.get();
        restored.leases().forEach(leases::keep);
        int acquisitions = 0;
        Map<TopicPartition, OffsetAndMetadata> ready = new HashMap<>();
        for (int number : done.partitions()) {
            for (Topics topic : List.of(Topics.FRAMES, Topics.ACQUISITIONS)) {
                TopicPartition partition = new TopicPartition(topic.topicName(), number);
                OffsetAndMetadata position = coming.remove(partition);
                if (position != null) { // it may have gone again
                    ready.put(partition, position);
                }
            }
            if (ready.containsKey(new TopicPartition(Topics.FRAMES.topicName(), number))) {
                var committed = restored.acquisitions().getOrDefault(number, List.of());
                assembly.restore(number, committed);
                acquisitions += committed.size();
            }
        }
        turn.own(ready);
        consumer.resume(ready.keySet());
        LOG.infof("Partitions taken: partitions=%s acquisitionsRestored=%d", done.partitions(), acquisitions);
    }

    /** Whether the broker has told which partitions are this worker's, and their state is there. */
    boolean settled() {
        return told && restoring.isEmpty();
    }

    private static Set<Integer> numbers(Collection<TopicPartition> partitions) {
        Set<Integer> numbers = new TreeSet<>();
        partitions.forEach(partition -> numbers.add(partition.partition()));
        return numbers;
    }
}
