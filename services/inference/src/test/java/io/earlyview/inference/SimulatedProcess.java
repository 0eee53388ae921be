package io.earlyview.inference;

import io.earlyview.exams.ExamCatalogue;
import io.earlyview.inference.assembly.Deadlines;
import io.earlyview.inference.assembly.FrameAssembly;
import io.earlyview.inference.domain.OpenAcquisition;
import io.earlyview.inference.intake.RecordDecoding;
import io.earlyview.inference.release.Releases;
import io.earlyview.inference.release.Stages;
import io.earlyview.topics.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A process of the simulation: the service's own assembly, answering and turn, with a simulated broker around them. What
 * {@link ScoringLoop} and {@link Ownership} do with a real one, it does here.
 */
final class SimulatedProcess {
    static final Deadlines DEADLINES =
            new Deadlines(Duration.ofSeconds(10), Duration.ofMinutes(10), Duration.ofHours(6));
    private static final ConsumerGroupMetadata GROUP = new ConsumerGroupMetadata("inference");
    // One for all histories: metrics are not what is simulated.
    private static final ScoringMetrics METRICS = new ScoringMetrics(new SimpleMeterRegistry());

    /** The process is gone, as after {@code kill -9}. */
    static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private final SimulatedBroker broker;
    private final SimulatedNetworks networks;
    private final ExamCatalogue exams;
    private final Releases releases = new Releases();
    private final WorkerReleases leases = WorkerReleases.champions(releases);
    private final FrameAssembly assembly;
    private final ShadowScoring shadow;
    private final InstantSource clock;
    private final Runnable seen;
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private ScoringTurn turn;
    private int stepsToCrash = Integer.MAX_VALUE;

    SimulatedProcess(SimulatedBroker broker, ExamCatalogue exams, InstantSource clock, Runnable seen) {
        this.broker = broker;
        this.exams = exams;
        this.clock = clock;
        this.seen = seen;
        this.networks = new SimulatedNetworks(this::step);
        this.assembly = new FrameAssembly(exams, DEADLINES, leases, clock);
        this.shadow = new ShadowScoring(exams, DEADLINES, WorkerReleases.shadows(releases), clock);
        this.turn = freshTurn();
    }

    private ScoringTurn freshTurn() {
        return new ScoringTurn(
                new RecordDecoding(exams),
                assembly,
                leases,
                shadow,
                broker.publication(this, this::step, seen),
                METRICS,
                clock,
                1 << 20,
                "simulated");
    }

    private void step() {
        if (--stepsToCrash < 0) {
            throw new Crash();
        }
    }

    /** It will crash after so many more steps. */
    void crashAfter(int steps) {
        stepsToCrash = steps;
    }

    void champion(String releaseId) {
        Stages.champion(releases, networks.loaded(releaseId));
    }

    /** Partitions come: their state is restored, with the releases that it rests on where they can be had. */
    void assigned(Collection<Integer> partitions, Set<String> lostReleases) {
        Map<TopicPartition, OffsetAndMetadata> came = new HashMap<>();
        for (int partition : partitions) {
            Collection<OpenAcquisition> state = broker.state(partition);
            Set<String> needed = new HashSet<>();
            state.stream()
                    .filter(one -> one.pinned() && !one.closed() && !lostReleases.contains(one.releaseId()))
                    .forEach(one -> needed.add(one.releaseId()));
            needed.stream().filter(id -> leases.loaded(id).isEmpty()).forEach(id -> leases.keep(networks.loaded(id)));
            for (Topics topic : List.of(Topics.FRAMES, Topics.ACQUISITIONS)) {
                TopicPartition key = new TopicPartition(topic.topicName(), partition);
                long offset = broker.committed(topic.topicName(), partition);
                positions.put(key, offset);
                came.put(key, new OffsetAndMetadata(offset));
            }
            assembly.restore(partition, state);
        }
        turn.own(came);
    }

    void revoked(Collection<Integer> partitions) {
        assembly.forget(partitions);
        List<TopicPartition> gone = new ArrayList<>();
        positions.keySet().stream()
                .filter(one -> partitions.contains(one.partition()))
                .forEach(gone::add);
        positions.keySet().removeAll(gone);
        turn.forget(gone);
    }

    /** One poll of at most so many records, and what follows. Returns whether it went well; afterwards it must start anew. */
    boolean turn(Random random, int mostRecords) {
        Map<TopicPartition, List<ConsumerRecord<byte[], byte @Nullable []>>> polled = new HashMap<>();
        Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
        List<TopicPartition> partitions = new ArrayList<>(positions.keySet());
        java.util.Collections.shuffle(partitions, random);
        int left = mostRecords;
        for (TopicPartition partition : partitions) {
            var log = broker.log(partition.topic(), partition.partition());
            int from = positions.get(partition).intValue();
            int to = Math.min(log.size(), from + random.nextInt(left + 1));
            if (to > from) {
                polled.put(partition, List.copyOf(log.subList(from, to)));
                next.put(partition, new OffsetAndMetadata(to));
                positions.put(partition, (long) to);
                left -= to - from;
            }
        }
        try {
            turn.take(new ConsumerRecords<>(polled, next), GROUP, readToEnd());
            return true;
        } catch (KafkaException e) {
            return false;
        }
    }

    private Set<Integer> readToEnd() {
        Set<Integer> atEnd = new HashSet<>();
        positions.forEach((partition, position) -> {
            boolean all = position
                    == broker.log(partition.topic(), partition.partition()).size();
            if (all && partition.topic().equals(Topics.FRAMES.topicName())) {
                atEnd.add(partition.partition());
            }
        });
        return atEnd;
    }

    /** As the loop does after a refused commit. */
    void startAnew() {
        assembly.forgetAll();
        shadow.forgetAll();
        positions.clear();
        turn = freshTurn();
    }

    int open() {
        return assembly.open();
    }

    /** Networks that are loaded. */
    int networksLoaded() {
        return networks.open();
    }
}
