package io.earlyview.inference;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.earlyview.inference.fixture.FrameSender;
import io.earlyview.inference.fixture.TestAcquisition;
import io.earlyview.inference.fixture.TestReleases;
import io.earlyview.inference.fixture.TopicReader;
import io.earlyview.testing.EmbeddedBroker;
import io.earlyview.v1.Score;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service as a process of its own: killed, started again, told to end. */
class PackagedServiceIT {
    private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");
    private static final byte[] ONNX = TestReleases.network(0.3).onnx();

    @TempDir
    Path directory;

    @Test
    void goesOnAfterKillAndEndsWhenTold() throws Exception {
        List<TestAcquisition> acquisitions = TestAcquisition.many("killed", 6).toList();
        TestReleases.store(directory, ONNX);
        try (EmbeddedBroker broker = EmbeddedBroker.start();
                FrameSender sender = new FrameSender(broker.bootstrapServers());
                TopicReader state = new TopicReader(broker.bootstrapServers(), "assembly", true);
                TopicReader scores = new TopicReader(broker.bootstrapServers(), "scores", true)) {
            sender.publish(TestReleases.champion("packaged", ONNX));
            sender.sendView(acquisitions, 0);
            Process first = start(broker, "first");
            try {
                // Of each acquisition its first view, beside all else.
                state.until(records -> records.stream()
                                .filter(record -> new String(record.key(), StandardCharsets.UTF_8).endsWith("/0"))
                                .count()
                        == acquisitions.size());
            } finally {
                first.destroyForcibly().waitFor();
            }
            sender.sendView(acquisitions, 60);
            int port = EmbeddedBroker.freePort();
            Process second = start(broker, "second", "-Dquarkus.http.port=" + port);
            try {
                List<Score> found = scores.scoresOf(acquisitions);
                assertEquals(acquisitions.size(), found.size());
                await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> ready(port));
                second.destroy();
                assertTrue(second.waitFor(30, TimeUnit.SECONDS), "the service did not end within 30 s of SIGTERM");
                assertEquals(143, second.exitValue());
            } finally {
                second.destroyForcibly().waitFor();
            }
            assertEquals(acquisitions.size(), scores.all().size());
        }
        assertLogIsJsonWithoutErrors();
    }

    /** Spans were made and nothing is configured to take them: that must not end in complaints of an exporter. */
    private void assertLogIsJsonWithoutErrors() throws IOException {
        List<String> lines = Files.readAllLines(directory.resolve("second.log"));
        assertFalse(lines.isEmpty());
        for (String line : lines) {
            JsonNode record = new ObjectMapper().readTree(line);
            assertTrue(record.has("level") && record.has("message") && record.has("timestamp"), line);
            assertFalse(
                    List.of("ERROR", "SEVERE", "FATAL")
                            .contains(record.get("level").asText()),
                    line);
            assertFalse(line.contains("4317") || line.contains("export"), line);
        }
    }

    private Process start(EmbeddedBroker broker, String name, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dkafka.bootstrap.servers=" + broker.bootstrapServers(),
                "-Dearlyview.artifacts.directory=" + directory,
                "-Dearlyview.inference.instance=packaged"));
        command.addAll(more.length == 0 ? List.of("-Dquarkus.http.port=0") : List.of(more));
        command.addAll(List.of("-jar", JAR.toString()));
        return new ProcessBuilder(command)
                .redirectOutput(directory.resolve(name + ".log").toFile())
                .redirectError(directory.resolve(name + ".err").toFile())
                .start();
    }

    private static boolean ready(int port) throws Exception {
        URI uri = URI.create("http://localhost:" + port + "/q/health/ready");
        return HttpClient.newHttpClient()
                        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
                        .statusCode()
                == 200;
    }
}
