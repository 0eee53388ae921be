package io.earlyview.training.runs;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.util.JsonFormat;
import io.earlyview.testing.KafkaResource;
import io.earlyview.training.TopicProbe;
import io.earlyview.training.domain.OnnxNetwork;
import io.earlyview.training.release.Artifact;
import io.earlyview.training.release.ArtifactStore;
import io.earlyview.training.release.ArtifactsConfig;
import io.earlyview.training.release.ModelsTopic;
import io.earlyview.v1.FindingNote;
import io.earlyview.v1.ReleaseKind;
import io.earlyview.v1.ReleaseManifest;
import io.earlyview.v1.ReleaseStage;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Whole runs over HTTP against a real broker. In order: first there is nothing to train on, then there is. */
@QuarkusTest
@WithTestResource(KafkaResource.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TrainingIT {
    private static final int EXAMPLES = 64;
    private static final String PLAN = """
            {"exam": "datscan", "epochs": 4, "batchSize": 8, "learningRate": 0.003, "seed": 5}
            """;
    private static final String PROMOTING = PLAN.replace("}", ", \"promote\": true}");
    private static final String WISH = "{\"by\": \"Anna\", \"reason\": \"it is good\"}";

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @TestHTTPResource
    URI address;

    @Inject
    ModelsTopic models;

    @Inject
    ArtifactStore artifacts;

    @Inject
    ArtifactsConfig artifactsConfig;

    @Inject
    TrainingConfig config;

    private TopicProbe probe;

    @BeforeEach
    void open() {
        probe = new TopicProbe(bootstrapServers);
    }

    @AfterEach
    void close() {
        probe.close();
    }

    /** Looks at the locked set that other classes left in the same directory. */
    private static int readsBefore;

    private static List<Integer> reads() {
        var answer = when().get("/api/v1/locked-sets/datscan/reads");
        return answer.statusCode() == 200 ? answer.jsonPath().getList("number") : List.of();
    }

    @Test
    @Order(1)
    void whatIsNotPossibleIsRefusedInWords() {
        post("{\"exam\": \"pet\"}", 400).body("detail", startsWith("There is no exam 'pet'; there are ["));
        post("{\"exam\": \"datscan\", \"recipe\": \"magic\"}", 400)
                .body("detail", startsWith("There is no recipe 'magic'; there are ["));
        post("{\"exam\": \"datscan\", \"epochs\": 0}", 400)
                .body("detail", is("The plan is not possible: epochs 0 are not above 0."));
        post("{\"exam\": \"datscan\", \"heldOutShare\": 0.5}", 400)
                .body("detail", startsWith("The held-out share of datscan is 0.29 for every run"));
        post("{\"exam\": \"datscan\", \"remedies\": [\"pray\"]}", 400)
                .body("detail", startsWith("There is no remedy 'pray'; there are ["));
        when().get("/api/v1/runs/none").then().statusCode(404).body("detail", is("There is no run none."));
        when().get("/api/v1/runs/none/events").then().statusCode(404);
        when().delete("/api/v1/runs/none").then().statusCode(404);
        when().get("/api/v1/releases/none/artifact").then().statusCode(404);
        when().get("/api/v1/runs/none/page").then().statusCode(404).body("detail", is("There is no run none."));
        when().get("/api/v1/releases/none/card").then().statusCode(404);
    }

    @Test
    @Order(2)
    void tooFewExamplesAreRefusedWithCounts() {
        for (int i = 0; i < 3; i++) {
            write("few-" + i, i == 0, false, i);
        }
        write("seen", true, true, 9);

        JsonPath run = ended(begin("{\"exam\": \"datscan\"}"));

        assertEquals("REFUSED", run.getString("state"));
        assertEquals(
                "There are 3 labelled examples of datscan (normal 2, abnormal 1); a run needs at least 60."
                        + " Labels left out because their author had seen the score: 1.",
                run.getString("sentence"));
    }

    @Test
    @Order(3)
    void labelledExamplesBecomeACandidateThatScoresNothing() throws Exception {
        for (int i = 0; i < EXAMPLES; i++) {
            write("planted-%03d".formatted(i), i % 2 == 0, false, 100 + i);
        }

        readsBefore = reads().size();
        String runId = begin(PLAN);
        List<String> events = eventsOf(runId);
        JsonPath run = ended(runId);

        assertEquals("CANDIDATE", run.getString("state"), run.getString("sentence"));
        assertEquals(4, run.getList("history").size());
        assertEquals(EXAMPLES + 3, run.getInt("dataSet.examples"));
        assertEquals(1, run.getInt("dataSet.leftOut.authorSawScore"));
        assertTrue(run.getFloat("evaluation.figures.auroc.low") > 0.5);
        assertTrue(events.size() > 4, events.size() + " events");
        assertTrue(events.getLast().contains("\"CANDIDATE\""));
        assertTrue(models.champion("datscan").isEmpty());
        assertEquals("PASSED", run.getString("gate.outcome"));
        assertEquals(List.of("auroc low above 0.5"), run.getList("criteria.lines"));
        assertEquals(run.getString("criteria.sha256"), run.getString("gate.criteriaSha256"));
        assertEquals(run.getInt("lockedSet.examples"), run.getInt("evaluation.examples"));
        assertEquals(readsBefore + 1, run.getInt("lockedSet.reads"));

        ReleaseManifest candidate =
                models.read().find(run.getString("release.releaseId")).orElseThrow();
        assertEquals(ReleaseStage.RELEASE_STAGE_CANDIDATE, candidate.getStage());
        assertEquals(run.getString("dataSet.sha256"), candidate.getLineage().getDatasetSha256());
        assertEquals(8, candidate.getLineage().getOffsetsCount());
        assertEquals(runId, candidate.getLineage().getRunId());
        assertEquals(5, candidate.getLineage().getSeed());
        assertTrue(candidate.getLineage().getThreads() >= 1);
        assertTrue(candidate.getLineage().getSimulated());
        assertEquals(run.getString("criteria.sha256"), candidate.getLineage().getCriteriaSha256());
        assertEquals(readsBefore + 1, candidate.getLineage().getLockedTestSet().getReads());
        assertTrue(
                candidate.getLineage().getCalibrator().startsWith("slope "),
                candidate.getLineage().getCalibrator());
        assertEquals(
                run.getList("findings.sentence", String.class),
                candidate.getLineage().getFindingsList().stream()
                        .map(FindingNote::getSentence)
                        .toList());
        assertTrue(candidate.getEvaluation().getAuroc() > 0.5);
        Path files = artifactsConfig.directory().resolve("sha256");
        assertEquals(candidate.getArtifactSize(), Files.size(files.resolve(candidate.getArtifactSha256() + ".onnx")));
        assertEquals(ReleaseKind.RELEASE_KIND_SET, candidate.getKind());
        assertEquals(candidate.getHeadSize(), Files.size(files.resolve(candidate.getHeadSha256() + ".onnx")));
        assertTrue(candidate.getLineage().getCalibrator().contains("that line holds for every number of frames: 0"));
        assertTrue(candidate.getLineage().getCalibrator().contains("no stopping policy: "));
        assertFalse(candidate.hasStopping());
    }

    /** Written when the run ended, with its plots and its cases, and answered as it was written. */
    @Test
    @Order(5)
    void aRunLeavesAPageAndItsReleaseACard() throws Exception {
        ReleaseManifest champion = models.champion("datscan").orElseThrow();
        String runId = champion.getLineage().getRunId();
        Path folder = config.runsDirectory().resolve(runId);

        String page = html("/api/v1/runs/" + runId + "/page");
        String card = html("/api/v1/releases/" + champion.getReleaseId() + "/card");

        assertEquals(Files.readString(folder.resolve("page.html")), page);
        assertTrue(Files.readString(folder.resolve("roc.svg")).startsWith("<svg"));
        assertEquals(
                champion.getLineage().getExamplesHeldOut(),
                JsonPath.from(folder.resolve("held-out.json").toFile())
                        .getList("label")
                        .size());
        for (String wanted : List.of(
                "Simulated data. Research use only. Not a medical device; not for diagnosis.",
                "AUROC",
                "p by permutation",
                champion.getLineage().getDatasetSha256(),
                champion.getLineage().getCodeVersion())) {
            assertTrue(page.contains(wanted), wanted);
            assertTrue(card.contains(wanted), wanted);
        }
        assertTrue(card.contains("Model card of release " + champion.getReleaseId()));
    }

    private static String html(String path) {
        return when().get(path)
                .then()
                .statusCode(200)
                .contentType("text/html;charset=UTF-8")
                .extract()
                .asString();
    }

    @Test
    @Order(4)
    void aPersonPromotesIt() {
        String id = when().get("/api/v1/releases?exam=datscan").jsonPath().getString("[0].releaseId");
        decide(id, "promotion", "{\"by\": \"Anna\"}", 400)
                .body("detail", is("'reason' is empty: a promotion says why."));
        decide("nobody", "promotion", WISH, 404);
        decide(id, "rollback", WISH, 409).body("detail", containsString("is not champion"));

        decide(id, "promotion", WISH, 200)
                .body("sentence", is(id + " is champion of datscan now."))
                .body("release.stage", is("CHAMPION"))
                .body("release.signature.state", is("UNKNOWN"));

        assertEquals(id, models.champion("datscan").orElseThrow().getReleaseId());
        decide(id, "promotion", WISH, 409).body("detail", is("Release " + id + " is champion already."));
        when().get("/api/v1/releases/" + id)
                .then()
                .body("decisions.kind", is(List.of("MADE", "PROMOTED")))
                .body("decisions[1].by", is("Anna"))
                .body("lockedSet.readsByNow", is(readsBefore + 1));
    }

    @Test
    @Order(5)
    void aReleaseCanBeSavedElsewhere() throws Exception {
        ReleaseManifest champion = models.champion("datscan").orElseThrow();
        String base = "/api/v1/releases/" + champion.getReleaseId();

        ReleaseManifest.Builder manifest = ReleaseManifest.newBuilder();
        JsonFormat.parser()
                .merge(
                        when().get(base + "/manifest")
                                .then()
                                .statusCode(200)
                                .extract()
                                .asString(),
                        manifest);
        byte[] onnx =
                when().get(base + "/artifact").then().statusCode(200).extract().asByteArray();

        byte[] head =
                when().get(base + "/head").then().statusCode(200).extract().asByteArray();

        assertEquals(champion, manifest.build());
        assertEquals(Artifact.of(champion), artifacts.store(OnnxNetwork.set(onnx, head)));
    }

    @Test
    @Order(6)
    void theSamePlanOnTheSameDataGivesTheSameNetworkIsComparedPromotedAndTakenBack() {
        ReleaseManifest champion = models.champion("datscan").orElseThrow();

        JsonPath run = ended(begin(PROMOTING));

        assertEquals("RELEASED", run.getString("state"), run.getString("sentence"));
        assertEquals(champion.getArtifactSha256(), run.getString("release.artifactSha256"));
        assertEquals(champion.getReleaseId(), run.getString("comparison.championReleaseId"));
        assertEquals(run.getInt("evaluation.examples"), run.getInt("comparison.examples"));
        assertEquals(
                run.getDouble("evaluation.figures.auroc.value"), run.getDouble("comparison.candidateFigure"), 1e-6);
        assertEquals(run.getDouble("evaluation.figures.auroc.value"), run.getDouble("comparison.championFigure"), 1e-6);
        assertEquals(0, run.getDouble("comparison.gain.value"), 1e-6);
        assertEquals(
                readsBefore + 3, run.getInt("lockedSet.reads"), "one before, then one to evaluate and one to compare");
        String promoted = run.getString("release.releaseId");
        assertEquals(promoted, models.champion("datscan").orElseThrow().getReleaseId());
        when().get("/api/v1/locked-sets/datscan/reads")
                .then()
                .body(
                        "number",
                        is(IntStream.rangeClosed(1, readsBefore + 3).boxed().toList()))
                .body("[-1].by", is("run " + run.getString("runId")))
                .body("[-1].why", is("comparison with the champion"));

        decide(promoted, "rollback", WISH, 200).body("release.releaseId", is(champion.getReleaseId()));

        assertEquals(
                champion.getReleaseId(),
                models.champion("datscan").orElseThrow().getReleaseId());
        decide(promoted, "rollback", WISH, 409);
        when().get("/api/v1/releases?exam=datscan")
                .then()
                .body("find { it.releaseId == '" + promoted + "' }.stage", is("RETIRED"))
                .body("find { it.releaseId == '" + champion.getReleaseId() + "' }.stage", is("CHAMPION"));
    }

    @Test
    @Order(7)
    void aStackIsComparedWithASetAndMayScoreBesideIt() {
        String champion = models.champion("datscan").orElseThrow().getReleaseId();

        JsonPath run = ended(begin(PLAN.replace("}", ", \"recipe\": \"compact-residual\"}")));

        assertEquals("CANDIDATE", run.getString("state"), run.getString("sentence"));
        assertEquals(champion, run.getString("comparison.championReleaseId"));
        assertEquals(run.getInt("evaluation.examples"), run.getInt("comparison.examples"));
        String stack = run.getString("release.releaseId");
        when().get("/api/v1/releases/" + stack).then().body("kind", is("STACK")).body("shadow", is(false));

        shadow("PUT", "{}").statusCode(400);
        shadow("PUT", "{\"releaseId\": \"" + champion + "\"}").statusCode(409);
        shadow("PUT", "{\"releaseId\": \"" + stack + "\"}").statusCode(200);
        when().get("/api/v1/releases/" + stack).then().body("shadow", is(true)).body("refusals", is(List.of()));
        shadow("DELETE", "").statusCode(200);
        shadow("DELETE", "").statusCode(409);
    }

    private static io.restassured.response.ValidatableResponse shadow(String method, String body) {
        return given().contentType(ContentType.JSON)
                .body(body)
                .request(method, "/api/v1/shadows/datscan")
                .then();
    }

    @Test
    @Order(8)
    void labelsWithoutMeaningGiveNothingThatCouldBePromoted() {
        String champion = models.champion("datscan").orElseThrow().getReleaseId();
        for (int i = 0; i < EXAMPLES; i++) {
            String id = "planted-%03d".formatted(i);
            probe.write("labels", id, PlantedDatscans.label(id, i / 2 % 2 == 0, false));
        }

        JsonPath run = ended(begin(PROMOTING));

        assertTrue(List.of("NOT_LEARNED", "REJECTED").contains(run.getString("state")), run.getString("sentence"));
        assertEquals(champion, models.champion("datscan").orElseThrow().getReleaseId());
        when().get("/api/v1/releases?exam=datscan").then().body("findAll { it.stage == 'CANDIDATE' }.size()", is(1));
        JsonPath before = when().get("/api/v1/runs").jsonPath();
        assertEquals(
                before.getInt("find { it.state == 'RELEASED' }.lockedSet.examples"),
                run.getInt("lockedSet.examples"),
                "new labels move nobody");
    }

    @Test
    @Order(9)
    void runsGoOneAtATimeAndCanBeCancelled() {
        String runId = begin("{\"exam\": \"datscan\", \"epochs\": 1000}");
        await().atMost(Duration.ofMinutes(1))
                .until(() -> when().get("/api/v1/runs/" + runId).jsonPath().getInt("progress.batch") > 0);
        post("{\"exam\": \"datscan\"}", 409)
                .body("detail", is("Run " + runId + " is going on, and runs go one at a time."));

        when().delete("/api/v1/runs/" + runId).then().statusCode(202);

        assertEquals("CANCELLED", ended(runId).getString("state"));
        when().delete("/api/v1/runs/" + runId).then().statusCode(409).body("detail", containsString("CANCELLED"));
        assertEquals(runId, when().get("/api/v1/runs").jsonPath().getString("[0].runId"));
    }

    @Test
    @Order(10)
    void oneScanUnderTwoNamesIsFoundBeforeTheFirstStep() throws Exception {
        for (int i = 0; i < EXAMPLES; i++) {
            write("twin-%03d".formatted(i), i % 2 == 0, false, 100 + i);
        }

        String runId = begin(PLAN);
        List<String> events = eventsOf(runId);
        JsonPath run = ended(runId);

        assertEquals("NOT_LEARNED", run.getString("state"), run.getString("sentence"));
        assertTrue(run.getString("sentence")
                .startsWith("A check stopped the run before its first step. patient-leakage: "));
        assertEquals(0, run.getList("history").size());
        assertEquals("patient-leakage", run.getString("findings[0].rule"));
        assertEquals("ERROR", run.getString("findings[0].grade"));
        assertEquals("pairs of equal content in different parts", run.getString("findings[0].evidence[0].name"));
        assertTrue(run.getFloat("findings[0].evidence[0].value") > 0);
        assertEquals("group-by-patient", run.getString("findings[0].remedy"));
        assertTrue(events.getLast().contains("\"patient-leakage\""));
        String page = html("/api/v1/runs/" + runId + "/page");
        assertTrue(page.contains("NOT LEARNED"));
        assertTrue(page.contains("pairs of equal content in different parts"));
    }

    @Test
    @Order(11)
    void itSaysHowItIs() {
        await().atMost(Duration.ofMinutes(1))
                .until(() -> when().get("/q/health/ready").statusCode() == 200);
        when().get("/q/metrics")
                .then()
                .body(containsString("earlyview_training_runs_total{outcome=\"released\"} 1.0"))
                .body(containsString("earlyview_training_runs_total{outcome=\"candidate\"} 2.0"))
                .body(containsString("earlyview_training_runs_total{outcome=\"refused\"} 1.0"))
                .body(containsString("earlyview_training_findings_total{grade=\"error\",rule=\"patient-leakage\"} 1.0"))
                .body(containsString("earlyview_training_open_acquisitions"));
        when().get("/q/openapi").then().body(containsString("/api/v1/runs/{runId}/events"));
    }

    private void write(String id, boolean abnormal, boolean authorSawScore, long seed) {
        probe.write("examples", id, PlantedDatscans.example(id, abnormal, seed));
        probe.write("labels", id, PlantedDatscans.label(id, abnormal, authorSawScore));
    }

    private static io.restassured.response.ValidatableResponse post(String body, int status) {
        return given().contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/runs")
                .then()
                .statusCode(status);
    }

    private static io.restassured.response.ValidatableResponse decide(
            String releaseId, String what, String body, int status) {
        return given().contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/releases/" + releaseId + "/" + what)
                .then()
                .statusCode(status);
    }

    private static String begin(String body) {
        return post(body, 202).extract().path("runId");
    }

    private static JsonPath ended(String runId) {
        await().atMost(Duration.ofMinutes(3))
                .until(() -> when().get("/api/v1/runs/" + runId).jsonPath().getBoolean("finished"));
        return when().get("/api/v1/runs/" + runId).jsonPath();
    }

    /** Every event's data until the stream ends. */
    private List<String> eventsOf(String runId) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(address.resolve("/api/v1/runs/" + runId + "/events"))
                .timeout(Duration.ofMinutes(3))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofLines())
                    .body()
                    .filter(line -> line.startsWith("data:"))
                    .toList();
        }
    }
}
