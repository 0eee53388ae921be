package io.earlyview.results.intake;

import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What came of reading one record. */
sealed interface Reading<T> {

    /** It made sense. */
    record Understood<T>(ConsumerRecord<byte[], byte[]> source, T content) implements Reading<T> {}

    /** It did not; the explanation names no patient. */
    record Refused<T>(ConsumerRecord<byte[], byte[]> source, String cause, String explanation) implements Reading<T> {}

    static <T> Reading<T> of(ConsumerRecord<byte[], byte[]> source, RecordReader<T> reader) {
        byte[] key = source.key();
        String keyText = key == null ? "" : new String(key, StandardCharsets.UTF_8);
        try {
            return new Understood<>(source, reader.read(keyText, source.value()));
        } catch (InvalidProtocolBufferException e) {
            return new Refused<>(source, DeadLetters.UNDECODABLE, "the bytes are no message of this topic");
        } catch (IllegalArgumentException e) {
            return new Refused<>(source, DeadLetters.UNDECODABLE, String.valueOf(e.getMessage()));
        }
    }
}
