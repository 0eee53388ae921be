package io.earlyview.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.earlyview.local.system.JavaProgram;
import io.earlyview.local.system.LocalSystem;
import io.earlyview.topics.Topics;
import io.earlyview.v1.AssemblyState;
import io.earlyview.v1.Score;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What a stranger can do with a running system: commands, REST, and an independent Kafka client. */
public final class Outside {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Path root;
    private final LocalSystem system;

    Outside(Path root, LocalSystem system) {
        this.root = root;
        this.system = system;
    }

    /** How a command ended. */
    public record Ended(int code, String output) {}

    Ended gateway(String... arguments) throws IOException, InterruptedException {
        return run(JavaProgram.service(root, "gateway", "-Xmx512m", arguments), Map.of());
    }

    /** A command of this module that asks this system. */
    Ended command(String... arguments) throws IOException, InterruptedException {
        return run(launcher(root, arguments), Map.of("EARLYVIEW_TRAINING_URL", system.trainingUrl()));
    }

    /** A command of this module, as the launcher runs it, with a system of its own. */
    public static Ended command(Path root, String... arguments) throws IOException, InterruptedException {
        return ended(new ProcessBuilder(launcher(root, arguments)));
    }

    private static List<String> launcher(Path root, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Dearlyview.root=" + root,
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                LocalCommand.class.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    private Ended run(List<String> command, Map<String, String> environment) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(system.clientEnvironment());
        builder.environment().putAll(environment);
        return ended(builder);
    }

    private static Ended ended(ProcessBuilder builder) throws IOException, InterruptedException {
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }

    /** An acquisition over REST; a missing node where there is none. */
    JsonNode acquisition(String id) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(system.resultsUrl() + "/api/v1/acquisitions/" + id))
                .build();
        HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() == 200 ? JSON.readTree(answer.body()) : JSON.missingNode();
    }

    /** The latest training run over REST; a missing node where the service is away or has none. */
    JsonNode latestRun() {
        HttpRequest request = HttpRequest.newBuilder(URI.create(system.trainingUrl() + "/api/v1/runs"))
                .build();
        try {
            return JSON.readTree(HTTP.send(request, HttpResponse.BodyHandlers.ofString())
                            .body())
                    .path(0);
        } catch (IOException e) {
            return JSON.missingNode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Every committed score there is. */
    List<Score> scores() throws IOException {
        List<Score> scores = new ArrayList<>();
        for (byte[] value : values(Topics.SCORES)) {
            scores.add(Score.parseFrom(value));
        }
        return scores;
    }

    /** Committed states of one acquisition. */
    List<AssemblyState> states(String acquisitionId) throws IOException {
        List<AssemblyState> states = new ArrayList<>();
        for (byte[] value : values(Topics.ASSEMBLY)) {
            AssemblyState state = AssemblyState.parseFrom(value);
            if (state.getAcquisitionId().equals(acquisitionId)) {
                states.add(state);
            }
        }
        return states;
    }

    private List<byte[]> values(Topics topic) {
        List<byte[]> values = new ArrayList<>();
        Map<String, Object> settings =
                Map.of("bootstrap.servers", system.bootstrapServers(), "isolation.level", "read_committed");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.topicName()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> {
                    if (record.value() != null) {
                        values.add(record.value());
                    }
                });
            }
        }
        return values;
    }
}
