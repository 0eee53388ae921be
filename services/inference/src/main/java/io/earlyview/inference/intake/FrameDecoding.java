package io.earlyview.inference.intake;

import static io.earlyview.inference.intake.RecordDecoding.UNDECODABLE;
import static io.earlyview.inference.intake.RecordDecoding.refused;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Timestamp;
import com.google.protobuf.UnsafeByteOperations;
import io.earlyview.exams.ExamCatalogue;
import io.earlyview.inference.domain.ReceivedFrame;
import io.earlyview.v1.Frame;
import io.earlyview.v1.PixelType;
import io.earlyview.v1.RefusalCause;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Reads a record of topic {@code frames}: a frame that may be scored, or the reason why not. */
final class FrameDecoding {
    private static final String TRACE_PARENT = "traceparent";

    private final FrameCheck check;

    FrameDecoding(ExamCatalogue exams) {
        this.check = new FrameCheck(exams);
    }

    Decoded decode(ConsumerRecord<byte[], byte @Nullable []> record, Instant now) {
        byte[] value = record.value();
        if (value == null) {
            return refused(record, UNDECODABLE, "the record has no value");
        }
        Frame frame;
        try {
            // Nobody changes the record's bytes, so the pixels need not be copied here.
            CodedInputStream bytes = UnsafeByteOperations.unsafeWrap(value).newCodedInput();
            bytes.enableAliasing(true);
            frame = Frame.parseFrom(bytes);
        } catch (IOException e) { // reading from memory, so the bytes are no message
            return refused(record, UNDECODABLE, "the record is no earlyview.v1.Frame");
        }
        Optional<ReceivedFrame.PixelType> type = pixelType(frame.getPixelType());
        if (type.isEmpty()) {
            return refused(
                    record,
                    RefusalCause.REFUSAL_CAUSE_WRONG_PIXEL_TYPE.name(),
                    "pixel type " + frame.getPixelTypeValue() + " is unknown");
        }
        byte[] pixels = frame.getPixels().toByteArray();
        Optional<FrameCheck.Fault> fault = check.faultOf(frame, pixels, type.get(), record.key());
        if (fault.isPresent()) {
            return refused(record, fault.get().cause(), fault.get().explanation());
        }
        return new Decoded.AFrame(record.partition(), received(frame, pixels, type.get(), now, traceParent(record)));
    }

    private static ReceivedFrame received(
            Frame frame, byte[] pixels, ReceivedFrame.PixelType type, Instant now, String traceParent) {
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
                pixels,
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

    private static String traceParent(ConsumerRecord<?, ?> record) {
        Header header = record.headers().lastHeader(TRACE_PARENT);
        return header == null || header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static Instant instant(Timestamp timestamp) {
        return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
    }
}
