package io.earlyview.results.intake;

import com.google.protobuf.InvalidProtocolBufferException;
import io.earlyview.results.domain.AcquisitionChange;
import io.earlyview.results.domain.AcquisitionState;
import io.earlyview.topics.Topics;
import io.earlyview.v1.AcquisitionAborted;
import io.earlyview.v1.AcquisitionCompleted;
import io.earlyview.v1.AcquisitionEvent;
import io.earlyview.v1.AcquisitionStarted;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/** Takes the topic {@code acquisitions}. */
@ApplicationScoped
class AcquisitionIntake {
    private final BatchIntake batches;
    private final RecordSink<AcquisitionChange> sink;

    AcquisitionIntake(BatchIntake batches, RecordSink<AcquisitionChange> sink) {
        this.batches = batches;
        this.sink = sink;
    }

    @Incoming("acquisitions")
    Uni<Void> take(ConsumerRecords<byte[], byte[]> records) {
        return batches.take(Topics.ACQUISITIONS, records, AcquisitionIntake::read, sink);
    }

    static AcquisitionChange read(String key, byte @Nullable [] value) throws InvalidProtocolBufferException {
        AcquisitionEvent event = AcquisitionEvent.parseFrom(RecordReader.require(value));
        String id = event.getAcquisitionId();
        return switch (event.getEventCase()) {
            case STARTED -> started(id, event.getStarted());
            case COMPLETED -> completed(id, event.getCompleted());
            case ABORTED -> aborted(id, event.getAborted());
            case EVENT_NOT_SET -> throw new IllegalArgumentException("the acquisition event says nothing");
        };
    }

    private static AcquisitionChange started(String id, AcquisitionStarted started) {
        return new AcquisitionChange.Started(
                id,
                started.getExam(),
                started.getExpectedFrames(),
                started.getPatientPseudonym(),
                started.getScannerPseudonym(),
                started.getSimulated(),
                MessageFields.instant(started.hasStartedAt(), started.getStartedAt()));
    }

    private static AcquisitionChange completed(String id, AcquisitionCompleted completed) {
        return new AcquisitionChange.Ended(
                id,
                AcquisitionState.COMPLETED,
                completed.getFramesSent(),
                Optional.empty(),
                MessageFields.instant(completed.hasCompletedAt(), completed.getCompletedAt()));
    }

    private static AcquisitionChange aborted(String id, AcquisitionAborted aborted) {
        return new AcquisitionChange.Ended(
                id,
                AcquisitionState.ABORTED,
                aborted.getFramesSent(),
                Optional.of(MessageFields.name(aborted.getReason(), "ABORT_REASON_")),
                MessageFields.instant(aborted.hasAbortedAt(), aborted.getAbortedAt()));
    }
}
