package io.earlyview.ingestion;

import com.google.protobuf.ByteString;
import io.earlyview.ingestion.domain.Verdict;
import io.earlyview.ingestion.publication.DeadLetterPublication;
import io.earlyview.ingestion.publication.RecordPublication;
import io.earlyview.ingestion.receiving.Answering;
import io.earlyview.ingestion.receiving.Received;
import io.earlyview.ingestion.validation.RequestValidation;
import io.earlyview.topics.Topics;
import io.earlyview.v1.Accepted;
import io.earlyview.v1.IntakeReceipt;
import io.earlyview.v1.Refusal;
import io.earlyview.v1.RefusalCause;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;

/** A request's way: judged, then published to its topic, or refused and kept in the dead-letter topic. */
@ApplicationScoped
public class RequestPipeline implements Answering {
    private static final Logger LOG = Logger.getLogger(RequestPipeline.class);
    private static final String UNDECODABLE = "UNDECODABLE";

    private final RequestValidation validation;
    private final RecordMaking making;
    private final RecordPublication records;
    private final DeadLetterPublication deadLetters;
    private final IntakeMetrics metrics;

    RequestPipeline(
            RequestValidation validation,
            RecordMaking making,
            RecordPublication records,
            DeadLetterPublication deadLetters,
            IntakeMetrics metrics) {
        this.validation = validation;
        this.making = making;
        this.records = records;
        this.deadLetters = deadLetters;
        this.metrics = metrics;
    }

    @Override
    public CompletableFuture<IntakeReceipt> answer(Received.Decoded received) {
        return switch (validation.judge(received.request())) {
            case Verdict.Valid valid -> publish(received);
            case Verdict.Refused refused -> refuse(received, refused);
        };
    }

    @Override
    public CompletableFuture<Void> keep(ByteString undecodable, String reason) {
        // Bytes without meaning were going nowhere; they are kept with the events, whose topic is the smallest.
        LOG.infof("message refused: cause=%s bytes=%d", UNDECODABLE, undecodable.size());
        return deadLetters
                .publish(Topics.ACQUISITIONS, Optional.empty(), UNDECODABLE, reason, undecodable)
                .thenRun(() -> metrics.refused(UNDECODABLE));
    }

    private CompletableFuture<IntakeReceipt> publish(Received.Decoded received) {
        OutgoingRecord record = making.make(received);
        IntakeReceipt receipt =
                receipt(received).setAccepted(Accepted.getDefaultInstance()).build();
        return records.publish(record.topic().topicName(), Optional.of(record.key()), record.value())
                .thenApply(safe -> {
                    metrics.accepted(record);
                    return receipt;
                });
    }

    private CompletableFuture<IntakeReceipt> refuse(Received.Decoded received, Verdict.Refused refused) {
        RefusalCause cause =
                RefusalCause.valueOf("REFUSAL_CAUSE_" + refused.cause().name());
        IntakeReceipt receipt = receipt(received)
                .setRefused(Refusal.newBuilder().setCause(cause).setExplanation(refused.explanation()))
                .build();
        LOG.infof("message refused: cause=%s explanation=\"%s\"", refused.cause(), refused.explanation());
        return deadLetters
                .publish(
                        RecordMaking.topic(received.request()),
                        RecordMaking.key(received.request()),
                        cause.name(),
                        refused.explanation(),
                        received.original())
                .thenApply(safe -> {
                    metrics.refused(refused.cause().name());
                    return receipt;
                });
    }

    private static IntakeReceipt.Builder receipt(Received.Decoded received) {
        return IntakeReceipt.newBuilder().setSequence(received.request().getSequence());
    }
}
