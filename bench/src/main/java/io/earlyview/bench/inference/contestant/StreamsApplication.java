package io.earlyview.bench.inference.contestant;

import ai.onnxruntime.OrtException;
import com.google.protobuf.InvalidProtocolBufferException;
import io.earlyview.v1.Frame;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * Kafka Streams, exactly once (v2), one thread. A frame that waits is in a store in memory with its changelog; the store's cache spares
 * the changelog frames that wait no longer than until the next commit.
 */
public final class StreamsApplication {
    /**
     * Streams' own default of exactly-once is 100 ms, and no score is seen before the commit. From 10 ms down to 1 the latency
     * falls no further, and the throughput falls.
     */
    private static final int COMMIT_MILLIS = 10;

    private static final String STORE = "waiting";

    private StreamsApplication() {}

    public static void main(String[] arguments) throws IOException, OrtException {
        Task task = Task.of(arguments);
        PairScoring scoring = new PairScoring(task.onnx());
        KafkaStreams streams = new KafkaStreams(topology(task, scoring), settings(task));
        streams.setUncaughtExceptionHandler(exception -> {
            exception.printStackTrace();
            Runtime.getRuntime().halt(1);
            throw new IllegalStateException(exception);
        });
        streams.start();
    }

    private static Topology topology(Task task, PairScoring scoring) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.addStateStore(
                Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(STORE), Serdes.String(), Serdes.ByteArray())
                        .withCachingEnabled()
                        .withLoggingEnabled(Map.of("max.message.bytes", Integer.toString(2 << 20))));
        builder.stream(task.framesTopic(), Consumed.with(Serdes.String(), Serdes.ByteArray()))
                .process(() -> new Pairing(scoring), STORE)
                .to(task.scoresTopic(), Produced.with(Serdes.String(), Serdes.ByteArray()));
        return builder.build();
    }

    private static Properties settings(Task task) {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, task.name());
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, task.bootstrapServers());
        settings.put(StreamsConfig.STATE_DIR_CONFIG, task.folder().toString());
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_MILLIS);
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
        settings.put(StreamsConfig.consumerPrefix("auto.offset.reset"), "earliest");
        settings.put(StreamsConfig.consumerPrefix("max.partition.fetch.bytes"), 4 << 20);
        return settings;
    }

    /** Keeps the first view until the opposite one comes. */
    private static final class Pairing implements Processor<String, byte[], String, byte[]> {
        private final PairScoring scoring;
        private ProcessorContext<String, byte[]> context;
        private KeyValueStore<String, byte[]> waiting;

        @SuppressWarnings("NullAway.Init") // Streams calls init first
        Pairing(PairScoring scoring) {
            this.scoring = scoring;
        }

        @Override
        public void init(ProcessorContext<String, byte[]> given) {
            context = given;
            waiting = given.getStateStore(STORE);
        }

        @Override
        public void process(Record<String, byte[]> record) {
            byte[] waited = waiting.get(record.key());
            if (waited == null) {
                waiting.put(record.key(), record.value());
                return;
            }
            Instant receivedAt = Instant.now();
            waiting.delete(record.key());
            try {
                byte[] score = scoring.score(Frame.parseFrom(waited), Frame.parseFrom(record.value()), receivedAt);
                context.forward(record.withValue(score));
            } catch (OrtException | InvalidProtocolBufferException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
