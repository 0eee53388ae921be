package io.earlyview.training.runs;

import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.earlyview.exams.ExamCatalogue;
import io.earlyview.testing.KafkaResource;
import io.earlyview.training.domain.OnnxNetwork;
import io.earlyview.training.release.ArtifactsConfig;
import io.earlyview.training.release.Candidate;
import io.earlyview.training.release.ReleasePublication;
import io.earlyview.v1.Evaluation;
import io.earlyview.v1.GateOutcome;
import io.earlyview.v1.GateVerdict;
import io.earlyview.v1.Lineage;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A release in two files, as REST gives them out. */
@QuarkusTest
@WithTestResource(KafkaResource.class)
class LargeReleaseIT {
    private static final byte[] GRAPH = {1, 2, 3};

    @Inject
    ReleasePublication publication;

    @Inject
    ArtifactsConfig config;

    @Test
    void bothFilesAreGivenOutAndADamagedOneIsNot() throws Exception {
        byte[] weights = new byte[100_000];
        new Random(1).nextBytes(weights);
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(weights));
        String base = "/api/v1/releases/" + published(new OnnxNetwork(GRAPH, sha256, weights));

        when().get(base).then().body("weights.sha256", is(sha256)).body("weights.size", is(weights.length));
        assertArrayEquals(
                GRAPH,
                when().get(base + "/artifact").then().statusCode(200).extract().asByteArray());
        assertArrayEquals(
                weights,
                when().get(base + "/weights")
                        .then()
                        .statusCode(200)
                        .header("Content-Disposition", containsString(sha256 + ".weights"))
                        .extract()
                        .asByteArray());

        Path file = config.directory().resolve("sha256").resolve(sha256 + ".weights");
        Files.write(file, new byte[] {1});
        when().get(base + "/weights").then().statusCode(404).body("detail", containsString("or is damaged"));
        when().get("/api/v1/releases/none/weights").then().statusCode(404).body("detail", containsString("none"));
    }

    @Test
    void aReleaseInOneFileSaysWhereItsWeightsAre() {
        String base = "/api/v1/releases/" + published(OnnxNetwork.of(new byte[] {4, 5, 6}));

        when().get(base + "/weights").then().statusCode(404).body("detail", containsString("/artifact"));
        when().get(base).then().body("weights", is((Object) null));
    }

    @Test
    void bothFilesOfASetAreGivenOut() {
        byte[] head = {7, 7};
        String base = "/api/v1/releases/" + published(OnnxNetwork.set(GRAPH, head));

        when().get(base).then().body("kind", is("SET")).body("head.size", is(2)).body("weights", is((Object) null));
        assertArrayEquals(
                GRAPH,
                when().get(base + "/artifact").then().statusCode(200).extract().asByteArray());
        assertArrayEquals(
                head,
                when().get(base + "/head")
                        .then()
                        .statusCode(200)
                        .header("Content-Disposition", containsString("-head.onnx"))
                        .extract()
                        .asByteArray());
        String stack = "/api/v1/releases/" + published(OnnxNetwork.of(new byte[] {4, 5, 7}));
        when().get(stack + "/head").then().statusCode(404).body("detail", containsString("its one graph is /artifact"));
        when().get(stack).then().body("kind", is("STACK")).body("head", is((Object) null));
    }

    private String published(OnnxNetwork network) {
        return publication
                .publish(new Candidate(
                        ExamCatalogue.bundled().find("mgmt").orElseThrow(),
                        network,
                        Optional.empty(),
                        Lineage.newBuilder()
                                .setRunId("large")
                                .setSimulated(true)
                                .build(),
                        Evaluation.getDefaultInstance(),
                        GateVerdict.newBuilder()
                                .setOutcome(GateOutcome.GATE_OUTCOME_REFUSED)
                                .build()))
                .getReleaseId();
    }
}
