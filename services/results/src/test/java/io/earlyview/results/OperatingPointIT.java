package io.earlyview.results;

import static io.earlyview.results.Messages.newId;
import static io.earlyview.results.Waiting.acquisition;
import static io.earlyview.results.Waiting.eventually;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.earlyview.testing.KafkaResource;
import io.earlyview.testing.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgException;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Thresholds over REST. */
@QuarkusTest
@WithTestResource(KafkaResource.class)
@WithTestResource(PostgresResource.class)
class OperatingPointIT {
    @Inject
    Broker broker;

    @Inject
    Pool pool;

    @AfterEach
    void backToTheDefault() {
        put("{\"threshold\": 0.5}").statusCode(200);
    }

    @Test
    void movingTheThresholdChangesDecisionsAndNoScore() {
        String id = newId();
        broker.send(Messages.score(id, 1, 0.42));
        broker.send(Messages.label(id, "abnormal", false));
        eventually(() -> acquisition(id)
                .statusCode(200)
                .body("decision", equalTo("normal"))
                .body("threshold", equalTo(0.5f))
                .body("label.className", equalTo("abnormal")));

        put("{\"threshold\": 0.42}")
                .statusCode(200)
                .body("operatingPoint.threshold", equalTo(0.42f))
                .body("effect.comparedWith", equalTo(0.5f))
                .body("effect.becomePositive", greaterThanOrEqualTo(1))
                .body("effect.becomeNegative", equalTo(0))
                .body("effect.sensitivity.n", greaterThanOrEqualTo(1));
        acquisition(id)
                .body("decision", equalTo("abnormal"))
                .body("probability", equalTo(0.42f))
                .body("revision", equalTo(1));

        given().get("/api/v1/operating-points/datscan/history")
                .then()
                .body("[0].threshold", equalTo(0.42f))
                .body("[0].previousThreshold", equalTo(0.5f));
    }

    @Test
    void labelsOfThoseWhoSawTheScoreAreNotCounted() {
        int before = given().get("/api/v1/operating-points/datscan/effect").path("labelsNotCounted");
        String id = newId();
        broker.send(Messages.score(id, 1, 0.9));
        broker.send(Messages.label(id, "abnormal", true));
        eventually(() -> given().get("/api/v1/operating-points/datscan/effect")
                .then()
                .body("labelsNotCounted", equalTo(before + 1)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"threshold\": 1.2} | threshold of datscan is a number in [0, 1], not 1.2",
                "{\"threshold\": -0.1} | threshold of datscan is a number in [0, 1], not -0.1",
                "{} | threshold of datscan is a number in [0, 1], and none was given",
                "{\"threshold\": \"high\"} | the body is not the JSON object that this path takes",
                "not json | the body is not the JSON object that this path takes"
            })
    void anImpossibleThresholdIsRefusedWithLimitAndValue(String body, String detail) {
        put(body)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:earlyview:problem:invalid-request"))
                .body("detail", equalTo(detail));
        given().get("/api/v1/operating-points/datscan").then().body("threshold", equalTo(0.5f));
    }

    @Test
    void anUnknownExamIsNotFound() {
        given().get("/api/v1/operating-points/retina")
                .then()
                .statusCode(404)
                .body("detail", equalTo("there is no exam 'retina'; there are: datscan, mgmt, ctc, raster-volume"));
        given().get("/api/v1/operating-points").then().body("exam", contains("datscan", "mgmt"));
    }

    @Test
    void anExamWithoutTwoClassesHasNoOperatingPoint() {
        given().get("/api/v1/operating-points/raster-volume")
                .then()
                .statusCode(404)
                .body(
                        "detail",
                        equalTo("exam 'raster-volume' has no operating point: a threshold decides between two classes"
                                + " only"));
    }

    @Test
    void theHistoryCannotBeRewritten() {
        for (String rewriting :
                new String[] {"update operating_point set threshold = 0", "delete from operating_point"}) {
            PgException refusal = assertThrows(
                    PgException.class,
                    () -> pool.query(rewriting).execute().await().indefinitely());
            assertEquals("table operating_point is append-only", refusal.getErrorMessage());
        }
    }

    private static ValidatableResponse put(String body) {
        return given().contentType("application/json")
                .body(body)
                .put("/api/v1/operating-points/datscan")
                .then();
    }
}
