package io.earlyview.inference.intake;

import io.earlyview.exams.ExamCatalogue;
import io.earlyview.inference.domain.RefusedRecord;
import io.earlyview.topics.Topics;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Reads records of the topics {@code frames} and {@code acquisitions}. Never throws. */
public final class RecordDecoding {
    static final String UNDECODABLE = "UNDECODABLE";

    private final FrameDecoding frames;
    private final AcquisitionDecoding acquisitions = new AcquisitionDecoding();

    public RecordDecoding(ExamCatalogue exams) {
        this.frames = new FrameDecoding(exams);
    }

    /** Decodes one record taken from the broker at {@code now}. */
    public Decoded decode(ConsumerRecord<byte[], byte @Nullable []> record, Instant now) {
        return record.topic().equals(Topics.FRAMES.topicName())
                ? frames.decode(record, now)
                : acquisitions.decode(record);
    }

    static Decoded refused(ConsumerRecord<byte[], byte @Nullable []> record, String cause, String explanation) {
        byte[] value = record.value();
        return new Decoded.Refused(new RefusedRecord(
                record.topic(),
                record.partition(),
                record.offset(),
                record.key(),
                value == null ? new byte[0] : value,
                cause,
                explanation));
    }
}
