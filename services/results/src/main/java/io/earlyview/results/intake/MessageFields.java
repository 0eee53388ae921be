package io.earlyview.results.intake;

import com.google.protobuf.Timestamp;
import java.time.Instant;
import java.util.Optional;

/** Fields of messages in the domain's types. */
final class MessageFields {
    private MessageFields() {}

    /** The instant, or nothing where the field was left out. */
    static Optional<Instant> instant(boolean present, Timestamp timestamp) {
        return present
                ? Optional.of(Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos()))
                : Optional.empty();
    }

    /** The part of an enum value's name that says something: {@code FINAL} of {@code SCORE_STATE_FINAL}. */
    static String name(Enum<?> value, String prefix) {
        String name = value.name();
        return name.startsWith(prefix) ? name.substring(prefix.length()) : name;
    }
}
