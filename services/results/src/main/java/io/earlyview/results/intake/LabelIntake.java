package io.earlyview.results.intake;

import com.google.protobuf.InvalidProtocolBufferException;
import io.earlyview.results.domain.LabelChange;
import io.earlyview.topics.Topics;
import io.earlyview.v1.Label;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/** Takes the topic {@code labels}; a tombstone erases the label of its key. */
@ApplicationScoped
class LabelIntake {
    private final BatchIntake batches;
    private final RecordSink<LabelChange> sink;

    LabelIntake(BatchIntake batches, RecordSink<LabelChange> sink) {
        this.batches = batches;
        this.sink = sink;
    }

    @Incoming("labels")
    Uni<Void> take(ConsumerRecords<byte[], byte[]> records) {
        return batches.take(Topics.LABELS, records, LabelIntake::read, sink);
    }

    static LabelChange read(String key, byte @Nullable [] value) throws InvalidProtocolBufferException {
        if (value == null) {
            return new LabelChange.Erased(key);
        }
        Label label = Label.parseFrom(value);
        return new LabelChange.Given(
                label.getAcquisitionId(),
                label.getExam(),
                label.hasClassName() ? Optional.of(label.getClassName()) : Optional.empty(),
                label.hasQuantity() ? Optional.of(label.getQuantity()) : Optional.empty(),
                MessageFields.name(label.getSource(), "LABEL_SOURCE_"),
                label.getAuthorSawScore(),
                MessageFields.instant(label.hasLabelledAt(), label.getLabelledAt()));
    }
}
