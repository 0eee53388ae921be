package io.earlyview.results.intake;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import io.earlyview.results.domain.FrameSeen;
import io.earlyview.topics.Topics;
import io.earlyview.v1.Frame;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/** Takes the topic {@code frames}, only to count: the pixels are stepped over, never copied. */
@ApplicationScoped
class FrameIntake {
    private final BatchIntake batches;
    private final RecordSink<FrameSeen> sink;

    FrameIntake(BatchIntake batches, RecordSink<FrameSeen> sink) {
        this.batches = batches;
        this.sink = sink;
    }

    @Incoming("frames")
    Uni<Void> take(ConsumerRecords<byte[], byte[]> records) {
        return batches.take(Topics.FRAMES, records, FrameIntake::read, sink);
    }

    static FrameSeen read(String key, byte @Nullable [] value) throws InvalidProtocolBufferException {
        CodedInputStream input = CodedInputStream.newInstance(RecordReader.require(value));
        String acquisitionId = "";
        String exam = "";
        int index = 0;
        int expectedFrames = 0;
        boolean simulated = false;
        try {
            for (int tag = input.readTag(); tag != 0; tag = input.readTag()) {
                switch (WireFormat.getTagFieldNumber(tag)) {
                    case Frame.ACQUISITION_ID_FIELD_NUMBER -> acquisitionId = input.readStringRequireUtf8();
                    case Frame.EXAM_FIELD_NUMBER -> exam = input.readStringRequireUtf8();
                    case Frame.INDEX_FIELD_NUMBER -> index = input.readUInt32();
                    case Frame.EXPECTED_FRAMES_FIELD_NUMBER -> expectedFrames = input.readUInt32();
                    case Frame.SIMULATED_FIELD_NUMBER -> simulated = input.readBool();
                    default -> input.skipField(tag);
                }
            }
        } catch (InvalidProtocolBufferException e) {
            throw e;
        } catch (IOException e) {
            throw new InvalidProtocolBufferException(e);
        }
        return new FrameSeen(acquisitionId, exam, index, expectedFrames, simulated);
    }
}
