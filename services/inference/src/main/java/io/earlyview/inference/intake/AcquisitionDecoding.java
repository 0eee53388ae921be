package io.earlyview.inference.intake;

import static io.earlyview.inference.intake.RecordDecoding.UNDECODABLE;
import static io.earlyview.inference.intake.RecordDecoding.refused;

import com.google.protobuf.InvalidProtocolBufferException;
import io.earlyview.inference.domain.AcquisitionWord;
import io.earlyview.v1.AcquisitionEvent;
import io.earlyview.v1.RefusalCause;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Reads a record of topic {@code acquisitions}. */
final class AcquisitionDecoding {
    private static final int MOST_FRAMES = 4096;

    Decoded decode(ConsumerRecord<byte[], byte @Nullable []> record) {
        byte[] value = record.value();
        if (value == null) {
            return refused(record, UNDECODABLE, "the record has no value");
        }
        AcquisitionEvent event;
        try {
            event = AcquisitionEvent.parseFrom(value);
        } catch (InvalidProtocolBufferException e) {
            return refused(record, UNDECODABLE, "the record is no earlyview.v1.AcquisitionEvent");
        }
        String id = event.getAcquisitionId();
        if (!FrameCheck.isPseudonym(id) || !Arrays.equals(record.key(), id.getBytes(StandardCharsets.UTF_8))) {
            return refused(
                    record,
                    RefusalCause.REFUSAL_CAUSE_MALFORMED_ID.name(),
                    "the acquisition id is not 32 lower-case hexadecimal digits, or not the record's key");
        }
        return switch (event.getEventCase()) {
            case STARTED ->
                new Decoded.AWord(
                        record.partition(),
                        new AcquisitionWord.Started(
                                id,
                                event.getStarted().getExam(),
                                frames(event.getStarted().getExpectedFrames()),
                                event.getStarted().getSimulated(),
                                Instant.ofEpochMilli(record.timestamp())));
            case COMPLETED ->
                new Decoded.AWord(
                        record.partition(),
                        new AcquisitionWord.Ended(
                                id, frames(event.getCompleted().getFramesSent()), false));
            case ABORTED ->
                new Decoded.AWord(
                        record.partition(),
                        new AcquisitionWord.Ended(id, frames(event.getAborted().getFramesSent()), true));
            case EVENT_NOT_SET ->
                refused(record, RefusalCause.REFUSAL_CAUSE_INCOMPLETE.name(), "the event says nothing");
        };
    }

    /** An unsigned number, which Java reads as signed; no exam has more frames than this. */
    private static int frames(int number) {
        return number < 0 ? MOST_FRAMES : Math.min(number, MOST_FRAMES);
    }
}
