package io.earlyview.bench.inference.load;

import io.earlyview.bench.inference.acquisitions.AcquisitionNumber;
import io.earlyview.bench.inference.acquisitions.PairFrames;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends the two frames of an acquisition, one right after the other, as a scanner with two heads takes them. */
public final class FrameSender implements AutoCloseable {
    private final String topic;
    private final PairFrames frames;
    private final KafkaProducer<byte[], byte[]> atOnce;
    private final KafkaProducer<byte[], byte[]> together;

    /** {@code name}: of the transactions that a backlog is sent in. */
    public FrameSender(String bootstrapServers, String name, String topic, PairFrames frames) {
        this.topic = topic;
        this.frames = frames;
        // As ingestion writes frames.
        Map<String, Object> settings = new HashMap<>(Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "acks",
                "all",
                "linger.ms",
                0,
                "batch.size",
                1 << 18,
                "buffer.memory",
                64 << 20));
        atOnce = producer(settings);
        settings.putAll(Map.of("transactional.id", name, "transaction.timeout.ms", 600_000, "linger.ms", 5));
        together = producer(settings);
        together.initTransactions();
    }

    private static KafkaProducer<byte[], byte[]> producer(Map<String, Object> settings) {
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** A backlog that nobody sees until {@link #show}: its frames lie in an open transaction. */
    public void lay(int phase, int acquisitions) {
        together.beginTransaction();
        for (int i = 0; i < acquisitions; i++) {
            send(together, new AcquisitionNumber(phase, i), Instant.now());
        }
        together.flush();
    }

    /**
     * Shows the backlog to consumers that read committed.
     *
     * @return nanoseconds of {@link System#nanoTime}, just before
     */
    public long show() {
        long now = System.nanoTime();
        together.commitTransaction();
        return now;
    }

    /** When frames were to be sent and when they were. Nanoseconds of {@link System#nanoTime}. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Sent(long[] intended, long[] handedOver) {}

    /** Sends at the given times, come what may: the load does not wait for scores. */
    public Sent openLoop(int phase, long[] arrivals) {
        long[] intended = new long[arrivals.length];
        long[] handedOver = new long[arrivals.length];
        long begin = System.nanoTime();
        Instant beginInstant = Instant.now();
        for (int i = 0; i < arrivals.length; i++) {
            AcquisitionNumber acquisition = new AcquisitionNumber(phase, i);
            Instant acquiredAt = beginInstant.plusNanos(arrivals[i]);
            ProducerRecord<byte[], byte[]> first = record(acquisition, frames.anterior(acquisition, acquiredAt));
            ProducerRecord<byte[], byte[]> last = record(acquisition, frames.posterior(acquisition, acquiredAt));
            intended[i] = begin + arrivals[i];
            waitUntil(intended[i]);
            atOnce.send(first);
            atOnce.send(last);
            handedOver[i] = System.nanoTime();
        }
        atOnce.flush();
        return new Sent(intended, handedOver);
    }

    private static void waitUntil(long nanoTime) {
        for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private void send(KafkaProducer<byte[], byte[]> producer, AcquisitionNumber acquisition, Instant acquiredAt) {
        producer.send(record(acquisition, frames.anterior(acquisition, acquiredAt)));
        producer.send(record(acquisition, frames.posterior(acquisition, acquiredAt)));
    }

    private ProducerRecord<byte[], byte[]> record(AcquisitionNumber acquisition, byte[] frame) {
        return new ProducerRecord<>(topic, acquisition.id().getBytes(StandardCharsets.UTF_8), frame);
    }

    @Override
    public void close() {
        atOnce.close();
        together.close();
    }
}
