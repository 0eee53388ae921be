package io.earlyview.inference;

import io.earlyview.inference.assembly.StateTopic;
import io.earlyview.inference.domain.OpenAcquisition;
import io.earlyview.inference.domain.RefusedRecord;
import io.earlyview.inference.domain.ScoreRevision;
import io.earlyview.inference.publication.Publication;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.jspecify.annotations.Nullable;

/** A broker in memory: logs, who owns which partition, and transactions of which all is seen or nothing. */
final class SimulatedBroker {
    static final int PARTITIONS = 2;

    private final Map<TopicPartition, List<ConsumerRecord<byte[], byte @Nullable []>>> logs = new HashMap<>();
    private final Map<TopicPartition, Long> committed = new HashMap<>();
    private final Map<Integer, Map<String, byte[]>> states = new HashMap<>();
    private final Map<Integer, Object> owners = new HashMap<>();
    private final List<ScoreRevision> scores = new ArrayList<>();
    private int deadLetters;

    List<ConsumerRecord<byte[], byte @Nullable []>> log(String topic, int partition) {
        return logs.computeIfAbsent(new TopicPartition(topic, partition), p -> new ArrayList<>());
    }

    void append(String topic, int partition, byte[] key, byte[] value, Instant at) {
        var log = log(topic, partition);
        log.add(new ConsumerRecord<>(
                topic,
                partition,
                log.size(),
                at.toEpochMilli(),
                org.apache.kafka.common.record.TimestampType.CREATE_TIME,
                key.length,
                value.length,
                key,
                value,
                new org.apache.kafka.common.header.internals.RecordHeaders(),
                java.util.Optional.empty()));
    }

    long committed(String topic, int partition) {
        return committed.getOrDefault(new TopicPartition(topic, partition), 0L);
    }

    Collection<OpenAcquisition> state(int partition) {
        return StateTopic.joined(states.getOrDefault(partition, Map.of()));
    }

    Collection<String> stateKeys() {
        return states.values().stream().flatMap(all -> all.keySet().stream()).toList();
    }

    void own(int partition, Object owner) {
        owners.put(partition, owner);
    }

    @Nullable
    Object owner(int partition) {
        return owners.get(partition);
    }

    List<ScoreRevision> scores() {
        return scores;
    }

    int deadLetters() {
        return deadLetters;
    }

    /**
     * Publication of one process.
     *
     * @param step runs between any two acts, and once after a commit that the process does not hear of any more
     * @param seen looks at the broker after every commit
     */
    Publication publication(Object owner, Runnable step, Runnable seen) {
        return new Transactions(owner, step, seen);
    }

    private final class Transactions implements Publication {
        private final Object owner;
        private final Runnable step;
        private final Runnable seen;
        private final List<Consumer<SimulatedBroker>> acts = new ArrayList<>();

        Transactions(Object owner, Runnable step, Runnable seen) {
            this.owner = owner;
            this.step = step;
            this.seen = seen;
        }

        @Override
        public void begin() {
            step.run();
            acts.clear();
        }

        @Override
        public void score(ScoreRevision revision) {
            step.run();
            acts.add(broker -> broker.scores.add(revision));
        }

        @Override
        public void shadow(ScoreRevision revision) {
            step.run();
        }

        @Override
        public void state(int partition, String key, byte @Nullable [] state) {
            step.run();
            acts.add(broker -> {
                Map<String, byte[]> states = broker.states.computeIfAbsent(partition, p -> new LinkedHashMap<>());
                if (state == null) {
                    states.remove(key);
                } else {
                    states.put(key, state);
                }
            });
        }

        @Override
        public void deadLetter(RefusedRecord refused, Instant now) {
            step.run();
            acts.add(broker -> broker.deadLetters++);
        }

        @Override
        public void commit(Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
            step.run();
            for (TopicPartition partition : offsets.keySet()) {
                if (owners.get(partition.partition()) != owner) {
                    throw new ProducerFencedException("partition " + partition + " is another's by now");
                }
            }
            acts.forEach(act -> act.accept(SimulatedBroker.this));
            offsets.forEach((partition, next) -> {
                if (next.offset() < committed.getOrDefault(partition, 0L)) {
                    throw new AssertionError("the offset of " + partition + " goes back");
                }
                committed.put(partition, next.offset());
            });
            acts.clear();
            seen.run();
            step.run();
        }

        @Override
        public void close() {}
    }
}
