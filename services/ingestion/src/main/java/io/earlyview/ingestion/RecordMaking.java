package io.earlyview.ingestion;

import com.google.protobuf.Timestamp;
import io.earlyview.ingestion.receiving.Received;
import io.earlyview.topics.Topics;
import io.earlyview.v1.Frame;
import io.earlyview.v1.IntakeRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which record a request becomes. */
@ApplicationScoped
public class RecordMaking {
    private static final Pattern KEY = Pattern.compile("[0-9a-f]{32}");

    private final InstantSource clock;

    RecordMaking(InstantSource clock) {
        this.clock = clock;
    }

    /** The record of a valid request: events and labels as they came, frames with the time of their acceptance. */
    OutgoingRecord make(Received.Decoded received) {
        IntakeRequest request = received.request();
        String key = key(request).orElseThrow(() -> new IllegalStateException("a valid request has an acquisition id"));
        byte[] value =
                switch (request.getContentCase()) {
                    case FRAME -> stamped(request.getFrame()).toByteArray();
                    case ACQUISITION, LABEL, CONTENT_NOT_SET ->
                        received.original().toByteArray();
                };
        return new OutgoingRecord(topic(request), key, value);
    }

    /** Where a request is going. Requests without content are going nowhere; they count as events. */
    static Topics topic(IntakeRequest request) {
        return switch (request.getContentCase()) {
            case FRAME -> Topics.FRAMES;
            case LABEL -> Topics.LABELS;
            case ACQUISITION, CONTENT_NOT_SET -> Topics.ACQUISITIONS;
        };
    }

    /** The acquisition id, where it is one: a dead letter must not carry a patient's name as its key. */
    static Optional<String> key(IntakeRequest request) {
        String id =
                switch (request.getContentCase()) {
                    case FRAME -> request.getFrame().getAcquisitionId();
                    case LABEL -> request.getLabel().getAcquisitionId();
                    case ACQUISITION -> request.getAcquisition().getAcquisitionId();
                    case CONTENT_NOT_SET -> "";
                };
        return Optional.of(id).filter(KEY.asMatchPredicate());
    }

    private Frame stamped(Frame frame) {
        Instant now = clock.instant();
        return frame.toBuilder()
                .setIngestedAt(
                        Timestamp.newBuilder().setSeconds(now.getEpochSecond()).setNanos(now.getNano()))
                .build();
    }
}
