package io.earlyview.local.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The commands against a service that answers as training does. */
class ModelsCommandTest {
    private static final String RELEASE = """
            {"releaseId": "datscan-1", "exam": "datscan", "stage": "%s", "kind": "SET", "releasedAt": "2026-11-25T10:00:00Z",
             "artifactSha256": "ab", "artifactSize": 99, "weights": {"sha256": "fe", "size": 2000000000}, "head": {"sha256": "dc", "size": 77}, "shadow": true,
             "refusals": [{"instance": "inference-1", "reason": "its head takes 32 features, the encoder gives 64",
                           "at": "2026-11-25T12:00:00Z"}],
             "stopping": {"leastFrames": 4, "normalAtMost": 0.12, "riskLimit": 0.1, "cases": 424, "meanFrames": 31.5,
                          "normal": {"stopped": 150, "wrong": 6, "riskAtMost": 0.0774},
                          "abnormal": {"stopped": 0, "wrong": 0, "riskAtMost": 1}}, "figures": {"auroc": {"value": 0.9, "low": 0.8, "high": 0.95},
                         "permutation_p": {"value": 0.0002}},
             "gate": {"outcome": "PASSED", "sentences": ["The lower bound of auroc is 0.800."], "criteriaSha256": "cd",
                      "championReleaseId": "", "casesBetter": 0, "casesWorse": 0},
             "signature": {"state": "HOLDS", "keyId": "0123", "sentence": "the manifest is as key 0123 signed it"},
             "lineage": {"runId": "r1", "recipe": "compact-residual", "seed": 5, "codeVersion": "v", "datasetSha256": "ef",
                         "offsets": [{"topic": "labels", "partition": 1, "endOffset": 40}], "examplesTrained": 48,
                         "examplesHeldOut": 19, "simulated": true, "calibrator": "slope 1", "criteria": ["auroc low above 0.5"],
                         "criteriaSha256": "cd", "findings": ["memorising: ..."]},
             "lockedSet": {"share": 0.29, "examples": 19, "patients": 19, "reads": 1, "readsByNow": 3, "missingClasses": []},
             "decisions": [{"kind": "PROMOTED", "by": "Anna", "reason": "good", "at": "2026-11-25T11:00:00Z",
                            "overrideReason": "new scanner"}], "researchUse": "Research use only."}
            """;

    private final List<String> asked = new ArrayList<>();
    private HttpServer server;
    private String stage = "CHAMPION";

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().toString();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add(exchange.getRequestMethod() + " " + path + " " + body);
            int status = path.contains("gone") ? 404 : 200;
            byte[] answer = answer(path).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String answer(String path) {
        if (path.contains("gone")) {
            return "{\"detail\": \"There is no release gone.\"}";
        }
        if (path.endsWith("/reads")) {
            return "[{\"number\": 1, \"at\": \"2026-11-25T09:00:00Z\", \"by\": \"run r1\", \"why\": \"evaluation\","
                    + " \"examples\": 19}]";
        }
        if (path.startsWith("/api/v1/shadows/") || path.endsWith("/promotion") || path.endsWith("/rollback")) {
            return "{\"sentence\": \"It is done.\"}";
        }
        String release = RELEASE.formatted(stage);
        return path.contains("?exam=") ? "[" + release + "]" : release;
    }

    @Test
    void theListIsATable() {
        for (String text : List.of(run(), run("list"), run("list", "datscan"))) {
            assertTrue(text.contains("datscan-1"), text);
            assertTrue(text.contains("CHAMPION+  set"), text);
            assertTrue(
                    text.contains("datscan-1 is refused by inference-1 since 2026-11-25T12:00:00Z: its head takes 32"),
                    text);
            assertTrue(text.contains("auroc 0.900 (0.800-0.950) simulated"), text);
            assertTrue(text.contains("Research use only. Not a medical device; not for diagnosis."), text);
        }
        assertEquals("GET /api/v1/releases?exam=datscan ", asked.getLast());
    }

    @Test
    void oneIsShownWithAllThatIsKnown() {
        String text = run("show", "datscan-1");

        for (String part : List.of(
                "HOLDS: the manifest is as key 0123 signed it",
                "shadow               it scores beside the champion",
                "by inference-1 since 2026-11-25T12:00:00Z: its head takes 32 features, the encoder gives 64",
                "fe, 2000000000 bytes",
                "set: an encoder, run once a frame",
                "encoder              ab, 99 bytes",
                "head                 dc, 77 bytes",
                "from 4 frames on; risk limit 0.1; counted on 424 locked cases, which took 31.5 frames on average",
                "normal at or below 0.12: 6 of 150 stopped cases wrong, at most 0.077 with 95 % confidence",
                "abnormal: never, no limit kept the risk",
                "auroc low above 0.5 (SHA-256 cd)",
                "labels-1 40",
                "looked at 1 times when it was made, 3 times by now",
                "1. 2026-11-25T09:00:00Z run r1: evaluation",
                "The lower bound of auroc is 0.800.",
                "0.0002",
                "by Anna: good OVERRIDE: new scanner",
                "memorising: ...")) {
            assertTrue(text.contains(part), part + " is missing in\n" + text);
        }
    }

    @Test
    void aPromotionSaysWhoAndWhy() {
        assertEquals(
                "It is done.\n", run("promote", "datscan-1", "--by", "Anna", "--reason", "good", "--override", "new"));

        String sent = asked.getLast();
        assertTrue(sent.startsWith("POST /api/v1/releases/datscan-1/promotion {"), sent);
        assertTrue(sent.contains("\"by\":\"Anna\"") && sent.contains("\"overrideReason\":\"new\""), sent);
        assertEquals(2, commandLine().execute("promote", "datscan-1"), "no reason");
    }

    @Test
    void aRollbackTakesTheChampionBackByItsId() {
        run("rollback", "datscan", "--reason", "worse on ward 3");
        assertTrue(asked.getLast().startsWith("POST /api/v1/releases/datscan-1/rollback {"), asked.getLast());

        stage = "CANDIDATE";
        IllegalStateException none = assertThrows(
                IllegalStateException.class, () -> new ModelsCommand(http()).rollBack("datscan", new Grounds(), null));
        assertEquals("There is no champion of exam 'datscan'.", none.getMessage());
    }

    @Test
    void aShadowIsBegunByItsReleaseAndEndedByItsExam() {
        assertEquals("It is done.\n", run("shadow", "datscan-1"));
        assertEquals("PUT /api/v1/shadows/datscan {\"releaseId\":\"datscan-1\"}", asked.getLast());

        assertEquals("It is done.\n", run("shadow", "datscan", "--none"));
        assertEquals("DELETE /api/v1/shadows/datscan ", asked.getLast());
        assertEquals(2, commandLine().execute("shadow"), "neither release nor exam");
    }

    @Test
    void whatTheServiceRefusesIsToldInItsWords() {
        IllegalStateException refused =
                assertThrows(IllegalStateException.class, () -> new ModelsCommand(http()).show("gone"));

        assertEquals("the training service refuses: There is no release gone.", refused.getMessage());
    }

    private String run(String... arguments) {
        StringWriter out = new StringWriter();
        assertEquals(0, commandLine().setOut(new PrintWriter(out, true)).execute(arguments));
        return out.toString();
    }

    private CommandLine commandLine() {
        return new CommandLine(new ModelsCommand(http())).setErr(new PrintWriter(new StringWriter()));
    }

    private TrainingHttp http() {
        return new TrainingHttp("http://localhost:" + server.getAddress().getPort());
    }
}
