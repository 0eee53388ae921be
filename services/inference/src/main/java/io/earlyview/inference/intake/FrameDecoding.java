package io.earlyview.inference.intake;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import io.earlyview.exams.ExamCatalogue;
import io.earlyview.inference.domain.ReceivedFrame;
import io.earlyview.inference.domain.RefusedRecord;
import io.earlyview.v1.Frame;
import io.earlyview.v1.PixelType;
import io.earlyview.v1.RefusalCause;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Reads a record of topic {@code frames}: a frame that may be scored, or the reason why not. Never throws. */
public final class FrameDecoding {
    private static final String TRACE_PARENT = "traceparent";

    static final String UNDECODABLE = "UNDECODABLE";

    private final FrameCheck check;

    public FrameDecoding(ExamCatalogue exams) {
        this.check = new FrameCheck(exams);
    }

    /** A frame, or the reason why the record holds none. */
    public sealed interface Outcome {
        /** A frame of a known exam with pixels of the right length. */
        record Taken(int partition, ReceivedFrame frame) implements Outcome {}

        /** Goes to the dead-letter topic. */
        record Refused(RefusedRecord refused) implements Outcome {}
    }

    /** Decodes one record taken from the broker at {@code now}. */
    public Outcome decode(ConsumerRecord<byte[], byte @Nullable []> record, Instant now) {
        byte[] value = record.value();
        if (value == null) {
            return refused(record, new byte[0], UNDECODABLE, "the record has no value");
        }
        Frame frame;
        try {
            frame = Frame.parseFrom(value);
        } catch (InvalidProtocolBufferException e) {
            return refused(record, value, UNDECODABLE, "the record is no earlyview.v1.Frame");
        }
        Optional<ReceivedFrame.PixelType> type = pixelType(frame.getPixelType());
        if (type.isEmpty()) {
            return refused(
                    record,
                    value,
                    RefusalCause.REFUSAL_CAUSE_WRONG_PIXEL_TYPE.name(),
                    "pixel type " + frame.getPixelTypeValue() + " is unknown");
        }
        Optional<FrameCheck.Fault> fault = check.faultOf(frame, type.get(), record.key());
        if (fault.isPresent()) {
            return refused(record, value, fault.get().cause(), fault.get().explanation());
        }
        return new Outcome.Taken(record.partition(), received(frame, type.get(), now, traceParent(record)));
    }

    private static ReceivedFrame received(Frame frame, ReceivedFrame.PixelType type, Instant now, String traceParent) {
        return new ReceivedFrame(
                frame.getAcquisitionId(),
                frame.getExam(),
                frame.getIndex(),
                frame.getExpectedFrames(),
                frame.getView().getDetector(),
                frame.getView().getEnergyWindow(),
                frame.getView().getAngleDegrees(),
                frame.getView().getPlane(),
                new ReceivedFrame.Spacing(
                        frame.getView().getPlaneSpacingMm(),
                        frame.getView().getRowSpacingMm(),
                        frame.getView().getColumnSpacingMm()),
                type,
                frame.getRows(),
                frame.getColumns(),
                frame.getPixels().toByteArray(),
                frame.getPixelsSha256().toByteArray(),
                frame.getSimulated(),
                instant(frame.getAcquiredAt()),
                instant(frame.getIngestedAt()),
                now,
                traceParent);
    }

    private static Optional<ReceivedFrame.PixelType> pixelType(PixelType type) {
        return switch (type) {
            case PIXEL_TYPE_UINT8 -> Optional.of(ReceivedFrame.PixelType.UINT8);
            case PIXEL_TYPE_UINT16 -> Optional.of(ReceivedFrame.PixelType.UINT16);
            case PIXEL_TYPE_INT16 -> Optional.of(ReceivedFrame.PixelType.INT16);
            case PIXEL_TYPE_FLOAT32 -> Optional.of(ReceivedFrame.PixelType.FLOAT32);
            case PIXEL_TYPE_UNSPECIFIED, UNRECOGNIZED -> Optional.empty();
        };
    }

    private static Outcome refused(
            ConsumerRecord<byte[], byte @Nullable []> record, byte[] original, String cause, String explanation) {
        return new Outcome.Refused(new RefusedRecord(
                record.topic(), record.partition(), record.offset(), record.key(), original, cause, explanation));
    }

    private static String traceParent(ConsumerRecord<?, ?> record) {
        Header header = record.headers().lastHeader(TRACE_PARENT);
        return header == null || header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static Instant instant(Timestamp timestamp) {
        return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
    }
}
