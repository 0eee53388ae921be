package io.earlyview.training.curation;

import com.google.protobuf.ByteString;
import com.google.protobuf.util.Timestamps;
import io.earlyview.topics.Topics;
import io.earlyview.training.curation.Taking.Refused;
import io.earlyview.v1.DeadLetter;
import java.time.Clock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Turns a record that could not be used into its dead letter: original bytes and cause. */
final class DeadLetters {
    private final Clock clock;

    DeadLetters(Clock clock) {
        this.clock = clock;
    }

    ProducerRecord<String, byte[]> of(Topics source, ConsumerRecord<String, byte[]> refused, Refused refusal) {
        byte[] original = refused.value();
        DeadLetter letter = DeadLetter.newBuilder()
                .setTopic(source.topicName())
                .setPartition(refused.partition())
                .setOffset(refused.offset())
                .setService("training")
                .setCause(refusal.cause())
                .setExplanation(refusal.sentence())
                .setOriginal(original == null ? ByteString.EMPTY : ByteString.copyFrom(original))
                .setRefusedAt(Timestamps.fromMillis(clock.millis()))
                .build();
        return new ProducerRecord<>(source.deadLetterName(), refused.key(), letter.toByteArray());
    }
}
