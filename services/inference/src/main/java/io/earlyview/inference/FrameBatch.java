package io.earlyview.inference;

import io.earlyview.inference.assembly.FrameAssembly;
import io.earlyview.inference.assembly.FrameAssembly.Place;
import io.earlyview.inference.domain.OpenAcquisition;
import io.earlyview.inference.domain.RefusedRecord;
import io.earlyview.inference.domain.ScoredFrames;
import io.earlyview.inference.intake.FrameDecoding;
import io.earlyview.inference.intake.FrameDecoding.Outcome;
import io.earlyview.inference.publication.TransactionalPublication;
import io.earlyview.inference.release.LoadedRelease;
import io.earlyview.inference.release.ReleasesInUse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What happens to the frames of one poll: decode, assemble, score what became complete, publish all of it in one transaction.
 * Polls of which nothing is to be remembered (the 118 views that no score needs) commit their offsets with the next
 * transaction, or after a second: taking them again does no harm.
 */
final class FrameBatch {
    private static final Logger LOG = Logger.getLogger(FrameBatch.class);
    private static final Duration IDLE_COMMIT = Duration.ofSeconds(1);
    private static final Duration FORGET_EVERY = Duration.ofMinutes(1);

    private final FrameDecoding decoding;
    private final FrameAssembly assembly;
    private final ReleasesInUse releases;
    private final TransactionalPublication publication;
    private final ScoringMetrics metrics;
    private final ScoringSettings settings;
    private final Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
    private boolean moved;
    private boolean restored;
    private Instant lastCommit = Instant.EPOCH;
    private Instant lastForgetting = Instant.EPOCH;

    FrameBatch(
            FrameDecoding decoding,
            FrameAssembly assembly,
            ReleasesInUse releases,
            TransactionalPublication publication,
            ScoringMetrics metrics,
            ScoringSettings settings) {
        this.decoding = decoding;
        this.assembly = assembly;
        this.releases = releases;
        this.publication = publication;
        this.metrics = metrics;
        this.settings = settings;
    }

    void take(ConsumerRecords<byte[], byte @Nullable []> records, ConsumerGroupMetadata group, InstantSource clock) {
        Instant now = clock.instant();
        Set<String> examsWithNewRelease = releases.adopt();
        // What was restored may have waited for a release that is here by now.
        Set<String> examsToLookThrough = restored ? releases.exams() : examsWithNewRelease;
        restored = false;
        Set<Place> changed = new LinkedHashSet<>();
        List<RefusedRecord> refused = new ArrayList<>();
        for (ConsumerRecord<byte[], byte @Nullable []> record : records) {
            switch (decoding.decode(record, now)) {
                case Outcome.Taken taken -> {
                    if (assembly.take(taken.partition(), taken.frame())) {
                        changed.add(new Place(taken.partition(), taken.frame().acquisitionId()));
                    }
                }
                case Outcome.Refused letter -> refused.add(letter.refused());
            }
        }
        positions.putAll(records.nextOffsets());
        moved |= !records.isEmpty();
        List<ScoredFrames> scored = score(changed, examsToLookThrough, clock);
        forget(now);
        Map<Place, Map<String, byte @Nullable []>> states = assembly.unwritten();
        boolean something = !states.isEmpty() || !refused.isEmpty();
        boolean due = moved && lastCommit.plus(IDLE_COMMIT).isBefore(now);
        if (something || due) {
            publish(states, refused, scored, group, now);
        }
        metrics.framesTaken(records.count());
        metrics.framesRefused(refused.size());
        scored.forEach(metrics::scored);
    }

    /**
     * Partitions that came, each with the offset its state was restored for. Every transaction commits the offsets of all
     * owned partitions, moved or not: the broker refuses them from a process that has lost its partitions without knowing,
     * and with them the transaction, so nothing of a partition is ever published by two.
     */
    void own(Map<TopicPartition, OffsetAndMetadata> came) {
        positions.putAll(came);
        restored = true;
    }

    /** Offsets of partitions that went to another process are no longer ours to commit. */
    void forget(Collection<TopicPartition> partitions) {
        partitions.forEach(positions::remove);
    }

    private List<ScoredFrames> score(Set<Place> changed, Set<String> examsToLookThrough, InstantSource clock) {
        Map<Place, FrameAssembly.Complete> complete = new LinkedHashMap<>();
        changed.forEach(place -> assembly.complete(place.partition(), place.acquisitionId())
                .ifPresent(found -> complete.put(place, found)));
        // Acquisitions that waited for the exam's first release.
        examsToLookThrough.forEach(exam -> assembly.complete(exam)
                .forEach(found -> complete.put(
                        new Place(found.partition(), found.acquisition().acquisitionId()), found)));
        List<ScoredFrames> scored = new ArrayList<>();
        complete.forEach(
                (place, frames) -> releases.champion(frames.acquisition().exam())
                        .ifPresent(release -> scored.add(score(frames, release, clock))));
        return scored;
    }

    private ScoredFrames score(FrameAssembly.Complete complete, LoadedRelease release, InstantSource clock) {
        OpenAcquisition acquisition = complete.acquisition();
        ScoredFrames scored = new ScoredFrames(
                complete.partition(),
                acquisition,
                complete.frames(),
                release.reference(),
                acquisition.publishedScoreIds().size() + 1,
                release.predict(complete.frames()),
                clock.instant());
        assembly.published(
                complete.partition(),
                acquisition.publishedAs(scored.scoreId(), release.reference().releaseId(), scored.scoredAt()));
        return scored;
    }

    private void forget(Instant now) {
        int letGo = assembly.forgetBeyond(settings.waitingLimit().asLongValue(), releases.exams());
        if (letGo > 0) {
            LOG.warnf(
                    "Acquisitions without a release were let go: acquisitions=%d waitingLimit=%s",
                    letGo, settings.waitingLimit());
            metrics.letGo(letGo);
        }
        if (lastForgetting.plus(FORGET_EVERY).isBefore(now)) {
            lastForgetting = now;
            assembly.forgetSilentSince(now.minus(settings.forgetAfter()));
        }
    }

    private void publish(
            Map<Place, Map<String, byte @Nullable []>> states,
            List<RefusedRecord> refused,
            List<ScoredFrames> scored,
            ConsumerGroupMetadata group,
            Instant now) {
        publication.begin();
        scored.forEach(publication::score);
        states.forEach(
                (place, records) -> records.forEach((key, state) -> publication.state(place.partition(), key, state)));
        refused.forEach(letter -> publication.deadLetter(letter, now));
        publication.commit(positions, group);
        assembly.written();
        moved = false;
        lastCommit = now;
    }
}
