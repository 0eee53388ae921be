package io.earlyview.inference.intake;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import io.earlyview.exams.ExamCatalogue;
import io.earlyview.exams.ExamDescriptor;
import io.earlyview.inference.domain.ReceivedFrame;
import io.earlyview.inference.domain.RefusedRecord;
import io.earlyview.v1.Frame;
import io.earlyview.v1.PixelType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Reads a record of topic {@code frames}. Ingestion has validated what it let in, but anybody with the right to write may
 * have written this one, so whatever a score rests on is checked again.
 */
public final class FrameDecoding {
    private static final String TRACE_PARENT = "traceparent";

    private final ExamCatalogue exams;

    public FrameDecoding(ExamCatalogue exams) {
        this.exams = exams;
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
            return refused(record, new byte[0], "UNDECODABLE", "the record has no value");
        }
        Frame frame;
        try {
            frame = Frame.parseFrom(value);
        } catch (InvalidProtocolBufferException e) {
            return refused(record, value, "UNDECODABLE", "the record is no earlyview.v1.Frame");
        }
        Optional<ReceivedFrame.PixelType> type = pixelType(frame.getPixelType());
        if (type.isEmpty()) {
            return refused(
                    record, value, "WRONG_PIXEL_TYPE", "pixel type " + frame.getPixelTypeValue() + " is unknown");
        }
        Optional<String> fault = faultOf(frame, type.get());
        if (fault.isPresent()) {
            return refused(record, value, "UNFIT_FRAME", fault.get());
        }
        return new Outcome.Taken(record.partition(), received(frame, type.get(), now, traceParent(record)));
    }

    private Optional<String> faultOf(Frame frame, ReceivedFrame.PixelType type) {
        ExamDescriptor exam = exams.find(frame.getExam()).orElse(null);
        if (exam == null) {
            return Optional.of("the frame's exam is unknown; known are " + exams.names());
        }
        if (frame.getAcquisitionId().isEmpty()) {
            return Optional.of("the frame has no acquisition id");
        }
        int rows = exam.frames().rows();
        int columns = exam.frames().columns();
        if (frame.getRows() != rows || frame.getColumns() != columns) {
            return Optional.of("frame has %d x %d pixels, %s takes %d x %d"
                    .formatted(frame.getRows(), frame.getColumns(), exam.exam(), rows, columns));
        }
        long expected = (long) rows * columns * type.bytes();
        if (frame.getPixels().size() != expected) {
            return Optional.of("frame has %d bytes of pixels, expected %d"
                    .formatted(frame.getPixels().size(), expected));
        }
        double angle = frame.getView().getAngleDegrees();
        if (!(angle >= 0 && angle < 360)) {
            return Optional.of("angle " + angle + " is not in [0, 360)");
        }
        boolean needed = exam.neededViews().stream().anyMatch(view -> view.accepts(angle));
        if (needed
                && !MessageDigest.isEqual(sha256(frame), frame.getPixelsSha256().toByteArray())) {
            return Optional.of("the SHA-256 of the pixels is not the one the frame states");
        }
        return Optional.empty();
    }

    private static byte[] sha256(Frame frame) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(frame.getPixels().asReadOnlyByteBuffer());
            return sha256.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
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
