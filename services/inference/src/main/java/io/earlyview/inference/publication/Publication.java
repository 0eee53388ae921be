package io.earlyview.inference.publication;

import io.earlyview.inference.domain.RefusedRecord;
import io.earlyview.inference.domain.ScoreRevision;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Where what was decided goes: everything between {@link #begin} and {@link #commit} stands or falls together. */
public interface Publication extends AutoCloseable {
    /** Begins. */
    void begin();

    /** One revision of a score. */
    void score(ScoreRevision revision);

    /** What a shadow release says; nobody's result. */
    void shadow(ScoreRevision revision);

    /** Part of an acquisition's state, or the part's end where {@code state} is null. */
    void state(int partition, String key, byte @Nullable [] state);

    /** A record that could not be taken. */
    void deadLetter(RefusedRecord refused, Instant now);

    /** Ends, together with the consumer's offsets. */
    void commit(Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group);

    @Override
    void close();
}
