package io.earlyview.ingestion.publication;

import io.earlyview.ingestion.domain.BrokerUnavailableException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Puts records on the broker, many at a time. Records published one after the other by one caller reach their partition
 * in that order; each answer comes when all in-sync replicas have the record.
 */
@ApplicationScoped
public class RecordPublication {
    private final Producer<String, byte[]> producer;
    private final PublicationSettings settings;
    private final PublicationTrace trace;
    private final MeterRegistry meters;

    RecordPublication(
            @Identifier("default-kafka-broker") Map<String, Object> connection,
            PublicationSettings settings,
            PublicationTrace trace,
            MeterRegistry meters) {
        this.producer = new KafkaProducer<>(
                ProducerSettings.of(connection, settings), new StringSerializer(), new ByteArraySerializer());
        this.settings = settings;
        this.trace = trace;
        this.meters = meters;
    }

    /**
     * Publishes one record. May block the calling thread for as long as {@link PublicationSettings#roomWait()}: call it
     * where blocking is allowed.
     *
     * @return done when the record is safe; fails with {@link BrokerUnavailableException} when the broker did not
     *     acknowledge it in time, with anything else when it never could
     */
    public CompletableFuture<Void> publish(String topic, Optional<String> key, byte[] value) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, key.orElse(null), value);
        PublicationTrace.Step step = trace.begin(record);
        Timer.Sample timing = Timer.start(meters);
        CompletableFuture<Void> published = new CompletableFuture<>();
        try {
            producer.send(record, (metadata, failure) -> {
                timing.stop(meters.timer("earlyview.ingestion.send", "topic", topic));
                step.end(Optional.ofNullable(failure));
                settle(published, topic, failure);
            });
        } catch (RuntimeException e) { // a closed producer, or one that met a fatal error, throws here
            step.end(Optional.of(e));
            settle(published, topic, e);
        }
        return published;
    }

    private void settle(CompletableFuture<Void> published, String topic, @Nullable Exception failure) {
        switch (failure) {
            case null -> published.complete(null);
            case RecordTooLargeException tooLarge -> published.completeExceptionally(tooLarge);
            default ->
                published.completeExceptionally(new BrokerUnavailableException(
                        "topic " + topic + " did not take a record within " + settings.acknowledgementWait(), failure));
        }
    }

    @PreDestroy
    void close() {
        producer.close(settings.closeWait());
    }
}
