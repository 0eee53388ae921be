package io.earlyview.inference;

import io.earlyview.inference.assembly.FrameAssembly;
import io.earlyview.inference.assembly.Place;
import io.earlyview.inference.domain.Due;
import io.earlyview.inference.domain.RefusedRecord;
import io.earlyview.inference.domain.ScoreRevision;
import io.earlyview.inference.intake.Decoded;
import io.earlyview.inference.intake.RecordDecoding;
import io.earlyview.inference.publication.Publication;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What happens to the records of one poll: decode, assemble, answer what became due, publish all of it in one transaction.
 * Polls of which nothing is to be remembered commit their offsets with the next transaction, or after a second: taking them
 * again does no harm.
 */
final class ScoringTurn {
    private static final Duration IDLE_COMMIT = Duration.ofSeconds(1);
    private static final Duration LOOK_ROUND = Duration.ofSeconds(1);

    private final RecordDecoding decoding;
    private final FrameAssembly assembly;
    private final WorkerReleases releases;
    private final Answering answering;
    private final ShadowScoring shadow;
    private final Publication publication;
    private final ScoringMetrics metrics;
    private final InstantSource clock;
    private final long waitingLimit;
    private final String owner;
    private final Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
    /** Partitions of which no frame lay unread at some turn since the last look round. */
    private final Set<Integer> readToEnd = new HashSet<>();

    private boolean moved;
    private boolean restored;
    private Instant lastCommit = Instant.EPOCH;
    private Instant lastLook = Instant.EPOCH;

    /**
     * @param waitingLimit most bytes of pixels that wait for an exam's first release
     * @param owner transactional id, which every offset carries: who takes a partition over can fence who had it
     */
    ScoringTurn(
            RecordDecoding decoding,
            FrameAssembly assembly,
            WorkerReleases releases,
            ShadowScoring shadow,
            Publication publication,
            ScoringMetrics metrics,
            InstantSource clock,
            long waitingLimit,
            String owner) {
        this.decoding = decoding;
        this.assembly = assembly;
        this.releases = releases;
        this.answering = new Answering(assembly, releases, clock);
        this.shadow = shadow;
        this.publication = publication;
        this.metrics = metrics;
        this.clock = clock;
        this.waitingLimit = waitingLimit;
        this.owner = owner;
    }

    /** @param atEnd partitions of which no frame lies unread behind these records */
    void take(ConsumerRecords<byte[], byte @Nullable []> records, ConsumerGroupMetadata group, Set<Integer> atEnd) {
        Instant now = clock.instant();
        readToEnd.addAll(atEnd);
        Set<String> newChampions = releases.adopt();
        if (!newChampions.isEmpty()) {
            metrics.releasesInUse(releases.champions());
        }
        shadow.adopt();
        // What was restored may have waited for a release that is here by now.
        Set<String> toLookThrough = restored ? new HashSet<>(releases.exams()) : newChampions;
        restored = false;
        List<Due> due = new ArrayList<>();
        toLookThrough.forEach(exam -> due.addAll(assembly.released(exam)));
        List<RefusedRecord> refused = new ArrayList<>();
        for (ConsumerRecord<byte[], byte @Nullable []> record : records) {
            switch (decoding.decode(record, now)) {
                case Decoded.AFrame taken -> {
                    assembly.take(taken.partition(), taken.frame()).ifPresent(due::add);
                    shadow.take(taken.partition(), taken.frame());
                }
                case Decoded.AWord said -> {
                    assembly.take(said.partition(), said.word()).ifPresent(due::add);
                    shadow.take(said.partition(), said.word());
                }
                case Decoded.Refused letter -> refused.add(letter.refused());
            }
        }
        records.nextOffsets().forEach((partition, next) -> positions.put(partition, owned(next)));
        moved |= !records.isEmpty();
        due.addAll(assembly.endBeyond(waitingLimit));
        lookRound(now, due);
        List<ScoreRevision> revisions = answering.answer(due);
        publishIfAny(revisions, refused, group, now);
        releases.letGo(assembly.releasesInUse());
        metrics.turned(records.count(), refused.size(), revisions);
    }

    private void lookRound(Instant now, List<Due> due) {
        if (!lastLook.plus(LOOK_ROUND).isAfter(now)) {
            lastLook = now;
            due.addAll(assembly.overdue(readToEnd));
            shadow.overdue(readToEnd);
            readToEnd.clear();
        }
    }

    /**
     * Partitions that came, each with the offset its state was restored for. Every transaction commits the offsets of all
     * owned partitions, moved or not: the broker refuses them from a process that has lost its partitions without knowing,
     * and with them the transaction, so nothing of a partition is ever published by two.
     */
    void own(Map<TopicPartition, OffsetAndMetadata> came) {
        came.forEach((partition, next) -> positions.put(partition, owned(next)));
        restored = true;
    }

    /** Offsets of partitions that went to another process are no longer ours to commit. */
    void forget(Collection<TopicPartition> partitions) {
        partitions.forEach(positions::remove);
        partitions.forEach(partition -> readToEnd.remove(partition.partition()));
        shadow.forget(partitions.stream().map(TopicPartition::partition).toList());
    }

    private OffsetAndMetadata owned(OffsetAndMetadata next) {
        return new OffsetAndMetadata(next.offset(), next.leaderEpoch(), owner);
    }

    private void publishIfAny(
            List<ScoreRevision> revisions, List<RefusedRecord> refused, ConsumerGroupMetadata group, Instant now) {
        Map<Place, Map<String, byte @Nullable []>> states = assembly.unwritten();
        List<ScoreRevision> beside = shadow.answer();
        boolean something = !states.isEmpty() || !refused.isEmpty() || !beside.isEmpty();
        boolean due = moved && lastCommit.plus(IDLE_COMMIT).isBefore(now);
        if (!something && !due) {
            return;
        }
        publication.begin();
        revisions.forEach(publication::score);
        beside.forEach(publication::shadow);
        states.forEach(
                (place, records) -> records.forEach((key, state) -> publication.state(place.partition(), key, state)));
        refused.forEach(letter -> publication.deadLetter(letter, now));
        publication.commit(positions, group);
        assembly.written();
        moved = false;
        lastCommit = now;
    }
}
