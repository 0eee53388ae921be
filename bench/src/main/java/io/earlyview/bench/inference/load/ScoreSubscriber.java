package io.earlyview.bench.inference.load;

import com.google.protobuf.InvalidProtocolBufferException;
import io.earlyview.bench.inference.acquisitions.AcquisitionNumber;
import io.earlyview.v1.Score;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** A subscriber of scores that reads committed, in a thread of its own, and hands on what it sees. */
public final class ScoreSubscriber implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(500);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Sink sink;
    private final Thread thread = Thread.ofPlatform().name("subscriber").unstarted(this::follow);
    private volatile @Nullable RuntimeException failure;

    /** Takes scores, one at a time. */
    @FunctionalInterface
    public interface Sink {
        /** {@code nanos} of {@link System#nanoTime}, when the subscriber had it. */
        void arrived(AcquisitionNumber acquisition, Score score, long nanos);
    }

    public ScoreSubscriber(String bootstrapServers, String topic, Sink sink) {
        this.sink = sink;
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "isolation.level",
                        "read_committed",
                        "enable.auto.commit",
                        false,
                        "max.poll.records",
                        10_000),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        thread.start();
    }

    /** Whether it still reads. */
    public boolean reads() {
        if (failure != null) {
            throw failure;
        }
        return thread.isAlive();
    }

    private void follow() {
        try (consumer) {
            while (true) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                long now = System.nanoTime();
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    Score score = Score.parseFrom(record.value());
                    sink.arrived(AcquisitionNumber.of(score.getAcquisitionId()), score, now);
                }
            }
        } catch (WakeupException e) {
            // It was told to end.
        } catch (InvalidProtocolBufferException e) {
            failure = new IllegalStateException("a record of the scores' topic is no score", e);
        } catch (RuntimeException e) { // the thread's boundary: who waits for scores has to hear of it
            failure = e;
        }
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
