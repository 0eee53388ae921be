package io.earlyview.ingestion.publication;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.earlyview.topics.Topics;
import io.earlyview.v1.DeadLetter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Keeps what was refused, so that it can be looked at and replayed. */
@ApplicationScoped
public class DeadLetterPublication {
    private final RecordPublication records;
    private final InstantSource clock;

    DeadLetterPublication(RecordPublication records, InstantSource clock) {
        this.records = records;
        this.clock = clock;
    }

    /**
     * Publishes to the dead-letter topic of the topic that a message was going to.
     *
     * @param cause a stable word: a RefusalCause's name, or UNDECODABLE
     * @return as {@link RecordPublication#publish}
     */
    public CompletableFuture<Void> publish(
            Topics topic, Optional<String> key, String cause, String explanation, ByteString original) {
        Instant now = clock.instant();
        DeadLetter letter = DeadLetter.newBuilder()
                .setTopic(topic.topicName())
                .setService("ingestion")
                .setCause(cause)
                .setExplanation(explanation)
                .setOriginal(original)
                .setRefusedAt(
                        Timestamp.newBuilder().setSeconds(now.getEpochSecond()).setNanos(now.getNano()))
                .build();
        return records.publish(topic.deadLetterName(), key, letter.toByteArray());
    }
}
