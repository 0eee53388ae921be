package io.earlyview.bench.inference.stage;

import io.earlyview.bench.inference.network.PairNetwork;
import io.earlyview.topics.Topics;
import io.earlyview.v1.ReleaseKind;
import io.earlyview.v1.ReleaseManifest;
import io.earlyview.v1.ReleaseStage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes networks champions of the DaTscan exam, as training does: the artifact into the store, then the manifest. */
public final class Releases implements AutoCloseable {
    private static final String EXAM = "datscan";

    private final Path store;
    private final KafkaProducer<byte[], byte[]> producer;

    public Releases(Stage stage) {
        store = stage.artifacts();
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stage.bootstrapServers(), "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Publishes a network on the first opposite pair and waits until the broker has it. */
    public void champion(String releaseId, byte[] onnx) {
        publish(manifest(releaseId, onnx)
                .setKind(ReleaseKind.RELEASE_KIND_STACK)
                .addAllViewAnglesDegrees(List.of(0.0, 180.0))
                .setFrames(2)
                .build());
    }

    /** The same of a network on any number of views, in two halves. */
    public void champion(String releaseId, byte[] encoder, byte[] head) {
        store(head);
        publish(manifest(releaseId, encoder)
                .setKind(ReleaseKind.RELEASE_KIND_SET)
                .setHeadSha256(PairNetwork.sha256(head))
                .setHeadSize(head.length)
                .build());
    }

    private ReleaseManifest.Builder manifest(String releaseId, byte[] onnx) {
        store(onnx);
        return ReleaseManifest.newBuilder()
                .setReleaseId(releaseId)
                .setExam(EXAM)
                .setStage(ReleaseStage.RELEASE_STAGE_CHAMPION)
                .setArtifactSha256(PairNetwork.sha256(onnx))
                .setArtifactSize(onnx.length)
                .setPositiveClass("abnormal");
    }

    private void store(byte[] onnx) {
        try {
            Path folder = Files.createDirectories(store.resolve("sha256"));
            Files.write(folder.resolve(PairNetwork.sha256(onnx) + ".onnx"), onnx);
        } catch (IOException e) {
            throw new UncheckedIOException("a network cannot be stored in " + store, e);
        }
    }

    private void publish(ReleaseManifest manifest) {
        String key = Topics.modelsKey(EXAM, "champion");
        try {
            producer.send(new ProducerRecord<>(
                            Topics.MODELS.topicName(), key.getBytes(StandardCharsets.UTF_8), manifest.toByteArray()))
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "release " + manifest.getReleaseId() + " cannot be published", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a release was published", e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
