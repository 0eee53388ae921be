package io.earlyview.bench.inference.contestant;

import ai.onnxruntime.OrtException;
import io.earlyview.v1.Frame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Flink in one process (MiniCluster), parallelism 1, exactly once. The topic is keyed by acquisition already, so that the stream needs no
 * shuffle, and all operators are one chain that hands objects on as they are. State is on the heap; checkpoints go to files, and
 * scores are seen after the checkpoint that they belong to.
 */
public final class FlinkJob {
    /** Scores are seen half of it later on average; at 20 ms checkpoints took a third of the core. */
    private static final Duration CHECKPOINTS = Duration.ofMillis(100);

    private FlinkJob() {}

    public static void main(String[] arguments) throws Exception {
        Task task = Task.of(arguments);
        Configuration configuration = new Configuration();
        configuration.set(StateBackendOptions.STATE_BACKEND, "hashmap");
        configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                task.folder().toUri().toString());
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.createLocalEnvironment(1, configuration);
        environment.enableCheckpointing(CHECKPOINTS.toMillis(), CheckpointingMode.EXACTLY_ONCE);
        environment.getConfig().enableObjectReuse();
        DataStream<Keyed> frames = environment.fromSource(source(task), WatermarkStrategy.noWatermarks(), "frames");
        DataStreamUtils.reinterpretAsKeyedStream(frames, Keyed::key, Types.STRING)
                .process(new Pairing(task.onnx()))
                .sinkTo(sink(task));
        environment.execute(task.name());
    }

    /** A record's key and value. A class and not a record: Flink serialises only classes with a bare constructor fast. */
    public static final class Keyed {
        /** Acquisition id. */
        public String key = "";
        /** The message. */
        public byte[] value = new byte[0];

        /** As Flink wants it. */
        public Keyed() {}

        Keyed(String key, byte[] value) {
            this.key = key;
            this.value = value;
        }

        String key() {
            return key;
        }
    }

    private static KafkaSource<Keyed> source(Task task) {
        return KafkaSource.<Keyed>builder()
                .setBootstrapServers(task.bootstrapServers())
                .setGroupId(task.name())
                .setTopics(task.framesTopic())
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setProperty("isolation.level", "read_committed")
                .setProperty("max.partition.fetch.bytes", Integer.toString(4 << 20))
                .setProperty("partition.discovery.interval.ms", "-1")
                .setDeserializer(new Reading())
                .build();
    }

    private static KafkaSink<Keyed> sink(Task task) {
        return KafkaSink.<Keyed>builder()
                .setBootstrapServers(task.bootstrapServers())
                .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                .setTransactionalIdPrefix(task.name())
                .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
                .setProperty("transaction.timeout.ms", "60000")
                .setRecordSerializer(KafkaRecordSerializationSchema.<Keyed>builder()
                        .setTopic(task.scoresTopic())
                        .setKeySerializationSchema(new KeyOnly())
                        .setValueSerializationSchema(new ValueOnly())
                        .build())
                .build();
    }

    private static final class Reading implements KafkaRecordDeserializationSchema<Keyed> {
        private static final long serialVersionUID = 1;

        @Override
        public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Keyed> out) {
            out.collect(new Keyed(new String(record.key(), StandardCharsets.UTF_8), record.value()));
        }

        @Override
        public TypeInformation<Keyed> getProducedType() {
            return Types.POJO(Keyed.class);
        }
    }

    // Classes and no lambdas: Flink looks up what they take.
    private static final class KeyOnly implements SerializationSchema<Keyed> {
        private static final long serialVersionUID = 1;

        @Override
        public byte[] serialize(Keyed score) {
            return score.key.getBytes(StandardCharsets.UTF_8);
        }
    }

    private static final class ValueOnly implements SerializationSchema<Keyed> {
        private static final long serialVersionUID = 1;

        @Override
        public byte[] serialize(Keyed score) {
            return score.value;
        }
    }

    /** Keeps the first view until the opposite one comes. */
    private static final class Pairing extends KeyedProcessFunction<String, Keyed, Keyed> {
        private static final long serialVersionUID = 1;

        private final byte[] onnx;
        private transient ValueState<byte[]> waiting;
        private transient PairScoring scoring;

        @SuppressWarnings("NullAway.Init") // Flink calls open first
        Pairing(byte[] onnx) {
            this.onnx = onnx;
        }

        @Override
        public void open(OpenContext context) throws OrtException {
            waiting = getRuntimeContext()
                    .getState(new ValueStateDescriptor<>(
                            "waiting", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
            scoring = new PairScoring(onnx);
        }

        @Override
        public void processElement(Keyed record, Context context, Collector<Keyed> out)
                throws IOException, OrtException {
            byte[] waited = waiting.value();
            if (waited == null) {
                waiting.update(record.value);
                return;
            }
            Instant receivedAt = Instant.now();
            waiting.clear();
            byte[] score = scoring.score(Frame.parseFrom(waited), Frame.parseFrom(record.value), receivedAt);
            out.collect(new Keyed(record.key, score));
        }

        @Override
        public void close() throws OrtException {
            scoring.close();
        }
    }
}
