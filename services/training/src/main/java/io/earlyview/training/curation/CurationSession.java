package io.earlyview.training.curation;

import com.google.protobuf.InvalidProtocolBufferException;
import io.earlyview.exams.ExamCatalogue;
import io.earlyview.topics.Topics;
import io.earlyview.training.broker.TraceHeaders;
import io.earlyview.training.curation.Taking.Completed;
import io.earlyview.training.curation.Taking.Extended;
import io.earlyview.training.curation.Taking.Kept;
import io.earlyview.training.curation.Taking.NotNeeded;
import io.earlyview.training.curation.Taking.Refused;
import io.earlyview.v1.AcquisitionEvent;
import io.earlyview.v1.Example;
import io.earlyview.v1.Frame;
import io.opentelemetry.api.trace.Span;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * One membership in the group that curates, from joining to leaving. Used by one thread.
 *
 * <p>A step reads, publishes what became whole, waits until the broker has it, and only then commits; and it commits the
 * offset of the oldest record that an open acquisition needs, not of the last one read. So a crash at any point repeats
 * work and loses none, and what is repeated is the same record under the same key of a compacted topic.
 */
final class CurationSession implements AutoCloseable {
    private static final String ACQUISITIONS = Topics.ACQUISITIONS.topicName();
    private static final String FRAMES = Topics.FRAMES.topicName();

    private final Consumer<String, byte[]> consumer;
    private final Producer<String, byte[]> producer;
    private final FurtherRoom room;
    private final OpenAcquisitions open;
    private final StreamTime streamTime;
    private final DeadLetters deadLetters;
    private final CurationConfig config;
    private final CurationMetrics metrics;
    private final TraceHeaders traces;
    private final Map<TopicPartition, Long> committed = new HashMap<>();
    private final AtomicReference<@Nullable Exception> sendFailure = new AtomicReference<>();
    private boolean unpublished;

    CurationSession(
            Consumer<String, byte[]> consumer,
            Producer<String, byte[]> producer,
            ExamCatalogue exams,
            CurationConfig config,
            CurationMetrics metrics,
            TraceHeaders traces,
            Clock clock) {
        this.consumer = consumer;
        this.producer = producer;
        this.room = new FurtherRoom(config.furtherLimit().asLongValue(), metrics::letGo);
        this.open = new OpenAcquisitions(exams, room);
        this.streamTime = new StreamTime(clock);
        this.deadLetters = new DeadLetters(clock);
        this.config = config;
        this.metrics = metrics;
        this.traces = traces;
        consumer.subscribe(List.of(ACQUISITIONS, FRAMES), new Ownership(this::commit, this::forget));
    }

    /** Takes what has come within {@code wait}, and commits. */
    void step(Duration wait) {
        ConsumerRecords<String, byte[]> records = consumer.poll(wait);
        unpublished = true;
        for (ConsumerRecord<String, byte[]> kafkaRecord : records) {
            streamTime.note(kafkaRecord);
            take(kafkaRecord);
        }
        long now = streamTime.millis(consumer);
        open.gathered(now, config.furtherSilence(), config.graceAfterEnd()).forEach(this::extend);
        open.giveUp(now, config.openLimit(), config.graceAfterEnd(), config.furtherSilence())
                .forEach(metrics::givenUp);
        metrics.open(open.count(), room.bytes());
        producer.flush();
        Exception failure = sendFailure.get();
        if (failure != null) {
            throw new KafkaException("an example could not be published", failure);
        }
        unpublished = false;
        commit();
    }

    /** The next offset to read of each partition this session owns. */
    Map<TopicPartition, Long> positions() {
        Map<TopicPartition, Long> positions = new HashMap<>();
        consumer.assignment().forEach(partition -> positions.put(partition, consumer.position(partition)));
        return positions;
    }

    private void take(ConsumerRecord<String, byte[]> kafkaRecord) {
        switch (taking(kafkaRecord)) {
            case Completed(var example, var cause) -> {
                metrics.curated();
                publish(example, cause);
            }
            case Extended extended -> extend(extended);
            case Refused refusal -> {
                Topics source = kafkaRecord.topic().equals(FRAMES) ? Topics.FRAMES : Topics.ACQUISITIONS;
                metrics.refused(source.topicName(), refusal.cause());
                send(deadLetters.of(source, kafkaRecord, refusal));
            }
            case Kept _, NotNeeded _ -> {}
        }
    }

    private void extend(Extended extended) {
        metrics.extended();
        publish(extended.example(), extended.cause());
    }

    private void publish(Example example, RecordPlace cause) {
        var outgoing =
                new ProducerRecord<>(Topics.EXAMPLES.topicName(), example.getAcquisitionId(), example.toByteArray());
        Span span = traces.continued(cause.headers(), "publish example", outgoing.headers());
        send(outgoing);
        span.end();
    }

    private Taking taking(ConsumerRecord<String, byte[]> kafkaRecord) {
        if (kafkaRecord.value() == null) {
            return new NotNeeded();
        }
        try {
            RecordPlace place = RecordPlace.of(kafkaRecord);
            return kafkaRecord.topic().equals(FRAMES)
                    ? open.take(Frame.parseFrom(kafkaRecord.value()), place)
                    : open.take(AcquisitionEvent.parseFrom(kafkaRecord.value()), place);
        } catch (InvalidProtocolBufferException e) {
            return new Refused("UNDECODABLE", "the record's " + kafkaRecord.value().length + " bytes are no message");
        }
    }

    private void send(ProducerRecord<String, byte[]> outgoing) {
        producer.send(outgoing, (_, failure) -> {
            if (failure != null) {
                sendFailure.compareAndSet(null, failure);
            }
        });
    }

    /** Commits what needs not be read again; nothing where a step broke off between reading and publishing. */
    private void commit() {
        if (unpublished) {
            return;
        }
        Map<TopicPartition, Long> held = open.heldOffsets();
        Map<TopicPartition, OffsetAndMetadata> due = new HashMap<>();
        for (TopicPartition partition : consumer.assignment()) {
            long offset = held.getOrDefault(partition, consumer.position(partition));
            if (!Long.valueOf(offset).equals(committed.put(partition, offset))) {
                due.put(partition, new OffsetAndMetadata(offset));
            }
        }
        if (!due.isEmpty()) {
            consumer.commitSync(due);
        }
    }

    private void forget() {
        open.clear();
        committed.clear();
        streamTime.clear();
    }

    /** Leaves the group. What was read since the last step is not committed. */
    @Override
    public void close() {
        try (producer) {
            consumer.close();
        }
    }
}
