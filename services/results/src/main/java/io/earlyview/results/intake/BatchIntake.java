package io.earlyview.results.intake;

import io.earlyview.topics.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jboss.logging.Logger;

/**
 * Takes one batch of one topic from poll to acknowledgement. The returned {@code Uni} completes only when every record
 * is either committed in the database or stored in the dead-letter topic; offsets are committed after that, so a crash
 * in between repeats a batch and loses none. While a batch waits for the database nothing more is asked of Kafka: the
 * connector pauses the partitions and keeps polling, so the group keeps its members.
 */
@ApplicationScoped
class BatchIntake {
    private static final Logger LOG = Logger.getLogger(BatchIntake.class);

    private final DeadLetters deadLetters;
    private final IntakeSettings settings;
    private final MeterRegistry metrics;

    BatchIntake(DeadLetters deadLetters, IntakeSettings settings, MeterRegistry metrics) {
        this.deadLetters = deadLetters;
        this.settings = settings;
        this.metrics = metrics;
    }

    <T> Uni<Void> take(
            Topics topic, ConsumerRecords<byte[], byte[]> records, RecordReader<T> reader, RecordSink<T> sink) {
        List<Reading.Understood<T>> understood = new ArrayList<>(records.count());
        List<Reading.Refused<T>> refused = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            switch (Reading.of(record, reader)) {
                case Reading.Understood<T> reading -> understood.add(reading);
                case Reading.Refused<T> reading -> refused.add(reading);
            }
        }
        return write(topic, understood, sink).chain(() -> bury(topic, refused));
    }

    private <T> Uni<Void> write(Topics topic, List<Reading.Understood<T>> rows, RecordSink<T> sink) {
        if (rows.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<T> contents = rows.stream().map(Reading.Understood::content).toList();
        Uni<Void> once = Uni.createFrom()
                .deferred(() -> sink.record(contents))
                .ifNoItem()
                .after(settings.writeTimeout())
                .fail();
        return untilDone(topic, once)
                .onFailure(UnstorableException.class)
                .recoverWithUni(failure -> separate(topic, rows, sink, failure));
    }

    /** Halves a batch that holds an unstorable row until that row stands alone. */
    private <T> Uni<Void> separate(
            Topics topic, List<Reading.Understood<T>> rows, RecordSink<T> sink, Throwable failure) {
        if (rows.size() == 1) {
            Uni<Void> sending = Uni.createFrom()
                    .deferred(() -> deadLetters.send(
                            topic,
                            rows.getFirst().source(),
                            DeadLetters.UNSTORABLE,
                            String.valueOf(failure.getMessage())));
            return untilDone(topic, sending);
        }
        int middle = rows.size() / 2;
        return write(topic, rows.subList(0, middle), sink)
                .chain(() -> write(topic, rows.subList(middle, rows.size()), sink));
    }

    private <T> Uni<Void> bury(Topics topic, List<Reading.Refused<T>> refused) {
        return Multi.createFrom()
                .iterable(refused)
                .onItem()
                .transformToUniAndConcatenate(reading -> {
                    Uni<Void> sending = Uni.createFrom()
                            .deferred(() ->
                                    deadLetters.send(topic, reading.source(), reading.cause(), reading.explanation()));
                    return untilDone(topic, sending);
                })
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** Tries again with growing pauses; only what can never be written comes back as a failure. */
    private Uni<Void> untilDone(Topics topic, Uni<Void> attempt) {
        return attempt.onFailure(BatchIntake::mayPass)
                .invoke(failure -> noteFailure(topic, failure))
                .onFailure(BatchIntake::mayPass)
                .retry()
                .withBackOff(settings.retryFirst(), settings.retryLongest())
                .indefinitely();
    }

    private static boolean mayPass(Throwable failure) {
        return !(failure instanceof UnstorableException);
    }

    private void noteFailure(Topics topic, Throwable failure) {
        metrics.counter("earlyview_results_batches_retried", "topic", topic.topicName())
                .increment();
        LOG.warnf(
                "A batch could not be written and is tried again. topic=%s failure=%s",
                topic.topicName(), failure.getClass().getSimpleName());
    }
}
