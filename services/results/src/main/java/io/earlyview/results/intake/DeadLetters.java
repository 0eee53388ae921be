package io.earlyview.results.intake;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.earlyview.topics.Topics;
import io.earlyview.v1.DeadLetter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/** Sends what could not be taken to {@code <topic>.dead}: the original bytes, where they lay, and why. */
@ApplicationScoped
class DeadLetters {
    /** The bytes are no such message, or the message says something impossible. */
    static final String UNDECODABLE = "UNDECODABLE";
    /** The message was understood, and the database refuses it for what it holds. */
    static final String UNSTORABLE = "UNSTORABLE";

    private static final Logger LOG = Logger.getLogger(DeadLetters.class);

    private final MutinyEmitter<byte[]> emitter;
    private final MeterRegistry metrics;
    private final Clock clock;

    DeadLetters(@Channel("dead-letters") MutinyEmitter<byte[]> emitter, MeterRegistry metrics, Clock clock) {
        this.emitter = emitter;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Completes once the broker has the dead letter. */
    Uni<Void> send(Topics topic, ConsumerRecord<byte[], byte[]> source, String cause, String explanation) {
        OutgoingKafkaRecordMetadata<byte[]> metadata = OutgoingKafkaRecordMetadata.<byte[]>builder()
                .withTopic(topic.deadLetterName())
                .withKey(source.key())
                .build();
        byte[] letter = letter(source, cause, explanation).toByteArray();
        return emitter.sendMessage(Message.of(letter).addMetadata(metadata)).invoke(() -> {
            metrics.counter("earlyview_results_dead_letters", "topic", topic.topicName(), "cause", cause)
                    .increment();
            LOG.warnf(
                    "A record went to the dead-letter topic: %s. topic=%s partition=%d offset=%d cause=%s",
                    explanation, topic.topicName(), source.partition(), source.offset(), cause);
        });
    }

    private DeadLetter letter(ConsumerRecord<byte[], byte[]> source, String cause, String explanation) {
        byte[] value = source.value();
        Instant now = clock.instant();
        return DeadLetter.newBuilder()
                .setTopic(source.topic())
                .setPartition(source.partition())
                .setOffset(source.offset())
                .setService("results")
                .setCause(cause)
                .setExplanation(explanation)
                .setOriginal(value == null ? ByteString.EMPTY : ByteString.copyFrom(value))
                .setRefusedAt(
                        Timestamp.newBuilder().setSeconds(now.getEpochSecond()).setNanos(now.getNano()))
                .build();
    }
}
