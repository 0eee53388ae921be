package io.earlyview.results.intake;

import com.google.protobuf.InvalidProtocolBufferException;
import org.jspecify.annotations.Nullable;

/** Reads one record of a topic. */
@FunctionalInterface
interface RecordReader<T> {

    /**
     * What the record says.
     *
     * @param value nothing for a tombstone
     * @throws InvalidProtocolBufferException if the bytes are no such message
     * @throws IllegalArgumentException if the message says something impossible; the text holds limit and value
     */
    T read(String key, byte @Nullable [] value) throws InvalidProtocolBufferException;

    /** The value of a record of a topic without tombstones. */
    static byte[] require(byte @Nullable [] value) {
        if (value == null) {
            throw new IllegalArgumentException("the record has no value, and this topic has no tombstones");
        }
        return value;
    }
}
