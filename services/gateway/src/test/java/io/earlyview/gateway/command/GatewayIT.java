package io.earlyview.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.earlyview.gateway.streaming.FakeIngestion;
import io.earlyview.v1.IntakeRequest;
import io.earlyview.v1.RefusalCause;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program in a process of its own, between an ingestion and a results service of the test's own. */
@Timeout(120)
class GatewayIT {
    private record Ended(int exitCode, String out, String err) {}

    @TempDir
    Path directory;

    private FakeIngestion ingestion;
    private HttpServer results;
    private volatile String answer = "";

    @BeforeEach
    void start() throws IOException {
        ingestion = new FakeIngestion();
        results = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        results.createContext("/", exchange -> {
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(body.length == 0 ? 404 : 200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        results.start();
    }

    @AfterEach
    void stop() {
        results.stop(0);
        ingestion.close();
    }

    @Test
    void sendsAFileAndShowsItsScore() throws Exception {
        answer = "{\"scoreState\":\"FINAL\",\"probability\":0.8312,\"positiveClass\":\"abnormal\","
                + "\"decision\":\"abnormal\",\"releaseId\":\"datscan-1\"}";

        Ended ended = run("send", npy(), "--exam", "datscan", "--patient", "MRN-4711", "--label", "Abnormal");

        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ended.out())
                .contains("(2 frames taken)", "0.831 abnormal", "datscan-1 (FINAL)", "Research use only.");
        assertThat(ended.err()).isEmpty();
        assertThat(ingestion.taken()).hasSize(5);
        assertThat(ingestion.taken().getLast().getLabel().getClassName()).isEqualTo("abnormal");
        assertThat(ingestion.traceParents()).singleElement().asString().matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]");
        assertThat(Files.size(directory.resolve("data/pseudonym.key"))).isEqualTo(32);
    }

    @Test
    void sendsUnderItsOwnNameAndSpeaksJson() throws Exception {
        JsonNode first = json(run("send", npy(), "--acquisition", "1.2.3", "--no-wait", "--json"));
        JsonNode second = json(run("send", npy(), "--acquisition", "1.2.3", "--no-wait", "--json"));

        assertThat(first.path("outcome").asText()).isEqualTo("sent");
        assertThat(first.path("acquisitionId").asText())
                .matches("[0-9a-f]{32}")
                .isEqualTo(second.path("acquisitionId").asText());
    }

    @Test
    void wrongInputSendsNothing() throws Exception {
        Path bad = Files.write(directory.resolve("bad.npy"), new byte[] {1, 2, 3});

        Ended ended = run("send", bad.toString());

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err())
                .contains("bad.npy is not taken. Found ")
                .contains("expected ")
                .hasLineCount(1);
        assertThat(ingestion.received()).isEmpty();
    }

    @Test
    void saysHowToStartTheSystemWhenIngestionIsNotThere() throws Exception {
        ingestion.stop();

        Ended ended = run("send", npy());

        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(ended.err())
                .contains(ingestion.address())
                .contains("earlyview up")
                .hasLineCount(1);
    }

    @Test
    void refusalsOfIngestionAreSaidInItsWords() throws Exception {
        ingestion.refuse(request -> request.hasFrame()
                ? Optional.of(FakeIngestion.refusal(RefusalCause.REFUSAL_CAUSE_WRONG_SHAPE, "100 x 128 pixels"))
                : Optional.empty());

        Ended ended = run("send", npy());

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.err()).contains("refused 2 messages").contains("100 x 128 pixels");
    }

    @Test
    void importsAFolder() throws Exception {
        Path scans = Files.createDirectory(directory.resolve("scans"));
        Files.copy(Path.of(npy()), scans.resolve("a.npy"));
        Files.write(scans.resolve("b.npy"), new byte[9]);
        Files.write(scans.resolve("c.npy"), new byte[9]);
        Path labels =
                Files.writeString(scans.resolve("labels.csv"), "file,patient,label\na.npy,1,normal\nb.npy,2,normal\n");
        Path refused = directory.resolve("refused.csv");

        Ended ended = run("import", scans.toString(), "--labels", labels.toString(), "--refused", refused.toString());

        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(1);
        assertThat(ended.out()).contains("1 of 2 scans, 1 with a label", "b.npy", "c.npy");
        assertThat(Files.readString(refused)).contains("\"b.npy\",\"Found ").contains("\"c.npy\",\"Found no row");
        assertThat(ingestion.taken()).hasSize(5);
    }

    @Test
    void simulatesAFleetAndWritesTheTruth() throws Exception {
        Path truth = directory.resolve("truth.csv");

        Ended ended = run(
                "simulate",
                "--acquisitions",
                "3",
                "--scanners",
                "2",
                "--views",
                "first",
                "3",
                "--speed",
                "max",
                "--label",
                "--progress-json",
                "--truth",
                truth.toString());

        assertThat(ended.exitCode()).as(ended.err()).isZero();
        List<String> rows = Files.readAllLines(truth);
        assertThat(rows.getFirst())
                .isEqualTo("acquisition_id,case,scanner,simulated_truth,simulated_label,frames_sent,end");
        assertThat(rows).hasSize(4);
        assertThat(rows.subList(1, 4)).allSatisfy(row -> assertThat(row)
                .matches("[0-9a-f]{32},[0-2],[01],(normal|abnormal),(normal|abnormal),3,patient"));
        // started, three frames, ended for each.
        assertThat(ended.out().lines().toList()).hasSize(15).allSatisfy(line -> assertThat(
                        new ObjectMapper().readTree(line).path("acquisitionId").asText())
                .matches("[0-9a-f]{32}"));
        assertThat(ingestion.taken().stream().filter(IntakeRequest::hasLabel)).hasSize(3);
    }

    private static JsonNode json(Ended ended) throws IOException {
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ended.out()).hasLineCount(1);
        return new ObjectMapper().readTree(ended.out());
    }

    private Ended run(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dearlyview.gateway.ingestion=" + ingestion.address(),
                "-Dearlyview.gateway.results=http://localhost:"
                        + results.getAddress().getPort(),
                "-Dearlyview.gateway.stream.first-pause=10ms",
                "-jar",
                Path.of("target/quarkus-app/quarkus-run.jar").toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        Path out = directory.resolve("out.txt");
        Path err = directory.resolve("err.txt");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as("ended in time")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private String npy() throws URISyntaxException {
        return Path.of(getClass().getResource("/npy/uint8-c.npy").toURI()).toString();
    }
}
