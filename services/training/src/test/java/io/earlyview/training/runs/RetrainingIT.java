package io.earlyview.training.runs;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.earlyview.testing.KafkaResource;
import io.earlyview.training.TopicProbe;
import io.earlyview.v1.Example;
import io.earlyview.v1.Label;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Runs that begin by themselves, on a real broker. In order: the topics fill. The clock's looks are done by hand. */
@QuarkusTest
@WithTestResource(KafkaResource.class)
@TestProfile(RetrainingIT.Set.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RetrainingIT {
    private static final int WANTED = 20;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Inject
    Retraining retraining;

    private TopicProbe probe;
    private static int written;

    public static final class Set implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "earlyview.training.retraining.datscan.new-labels", Integer.toString(WANTED),
                    "earlyview.training.retraining.mgmt.every", "PT0.001S",
                    "earlyview.training.retraining-check-interval", "P1D");
        }
    }

    @BeforeEach
    void open() {
        probe = new TopicProbe(bootstrapServers);
    }

    @AfterEach
    void close() {
        probe.close();
    }

    @Test
    @Order(1)
    void itIsOffUnlessSet() {
        JsonPath all = when().get("/api/v1/retraining").jsonPath();

        assertTrue(all.getBoolean("find {it.exam == 'datscan'}.on"));
        assertEquals(WANTED, all.getInt("find {it.exam == 'datscan'}.newLabels"));
        assertFalse(all.getBoolean("find {it.exam == 'ctc'}.on"));
        assertEquals("Off.", all.getString("find {it.exam == 'ctc'}.sentence"));
    }

    @Test
    @Order(2)
    void enoughLabelledExamplesBeginARunAndOnlyOne() {
        write(WANTED - 1);
        probe.write("labels", "no-example", PlantedDatscans.label("no-example", true, false));
        probe.write("labels", "saw", PlantedDatscans.label("saw", true, true));
        probe.write("examples", "saw", PlantedDatscans.example("saw", true, 1));
        retraining.look();
        assertEquals("19 labelled examples since the last run of 20 wanted.", sentence("datscan"));
        assertEquals(0, runs("datscan").size());

        write(1);
        retraining.look();
        JsonPath run = latestEnded("datscan");
        assertEquals("COUNT", run.getString("startedBy"));
        assertEquals("REFUSED", run.getString("state"), run.getString("sentence"));
        assertEquals(WANTED, run.getInt("dataSet.examples"));
        assertEquals(1, run.getInt("dataSet.leftOut.authorSawScore"));

        // Nothing but repetitions since: a run that found too little is not tried again on the same.
        probe.write("examples", id(0), PlantedDatscans.example(id(0), true, 0));
        probe.write("labels", id(0), PlantedDatscans.label(id(0), true, false));
        retraining.look();
        retraining.look();
        assertEquals("0 labelled examples since the last run of 20 wanted.", sentence("datscan"));
        assertEquals(1, runs("datscan").size());
        JsonPath all = when().get("/api/v1/retraining").jsonPath();
        assertEquals("COUNT", all.getString("find {it.exam == 'datscan'}.lastRun.startedBy"));
    }

    @Test
    @Order(3)
    void whatIsDueWhileARunGoesOnWaitsAndBeginsAfterIt() {
        write(2 * WANTED + 4);
        String going = given().contentType("application/json")
                .body("{\"exam\": \"datscan\", \"epochs\": 1000}")
                .post("/api/v1/runs")
                .path("runId");
        await().atMost(Duration.ofMinutes(2))
                .until(() -> when().get("/api/v1/runs/" + going).jsonPath().getInt("progress.batch") > 0);
        write(WANTED);
        retraining.look();
        assertEquals("Due, and waits: Run " + going + " is going on, and runs go one at a time.", sentence("datscan"));

        when().delete("/api/v1/runs/" + going).then().statusCode(202);
        await().atMost(Duration.ofMinutes(2))
                .until(() -> when().get("/api/v1/runs/" + going).jsonPath().getBoolean("finished"));
        retraining.look();

        JsonPath next = JsonPath.from(when().get("/api/v1/runs").asString());
        assertEquals("COUNT", next.getString("[0].startedBy"));
        String runId = next.getString("[0].runId");
        assertEquals("Began run " + runId + ": 20 labelled examples had come since the last run.", sentence("datscan"));
        when().delete("/api/v1/runs/" + runId);
        assertEquals("CANCELLED", latestEnded("datscan").getString("state"));
    }

    @Test
    @Order(4)
    void aPeriodBeginsARunWhereThereIsAnythingNew() {
        retraining.look();
        assertEquals(
                "0 labelled examples since the last run; it was time, and there is nothing new to train on.",
                sentence("mgmt"));
        assertEquals(0, runs("mgmt").size());
        probe.write(
                "examples",
                "one",
                Example.newBuilder().setExam("mgmt").setTensor(ByteString.EMPTY).build());
        probe.write(
                "labels",
                "one",
                Label.newBuilder().setExam("mgmt").setClassName("methylated").build());
        retraining.look();

        JsonPath run = latestEnded("mgmt");
        assertEquals("SCHEDULE", run.getString("startedBy"));
        assertEquals("REFUSED", run.getString("state"));
        retraining.look();
        assertEquals(1, runs("mgmt").size());
    }

    private void write(int count) {
        for (int i = 0; i < count; i++, written++) {
            probe.write("examples", id(written), PlantedDatscans.example(id(written), written % 2 == 0, written));
            probe.write("labels", id(written), PlantedDatscans.label(id(written), written % 2 == 0, false));
        }
    }

    private static String id(int number) {
        return "planted-%03d".formatted(number);
    }

    private static String sentence(String exam) {
        return when().get("/api/v1/retraining").jsonPath().getString("find {it.exam == '" + exam + "'}.sentence");
    }

    private static List<Map<String, Object>> runs(String exam) {
        return when().get("/api/v1/runs").jsonPath().getList("findAll {it.exam == '" + exam + "'}");
    }

    private static JsonPath latestEnded(String exam) {
        await().atMost(Duration.ofMinutes(2))
                .until(() -> (Boolean) runs(exam).getFirst().get("finished"));
        return when().get("/api/v1/runs/" + runs(exam).getFirst().get("runId")).jsonPath();
    }
}
