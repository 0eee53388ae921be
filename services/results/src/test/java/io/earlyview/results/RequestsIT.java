package io.earlyview.results;

import static io.earlyview.results.Messages.newId;
import static io.earlyview.results.Waiting.acquisition;
import static io.earlyview.results.Waiting.eventually;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.earlyview.testing.KafkaResource;
import io.earlyview.testing.PostgresResource;
import io.earlyview.v1.Label;
import io.earlyview.v1.LabelSource;
import io.earlyview.v1.ScoreState;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests, good and bad. */
@QuarkusTest
@WithTestResource(KafkaResource.class)
@WithTestResource(PostgresResource.class)
class RequestsIT {
    @Inject
    Broker broker;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/v1/acquisitions/0123456789abcdef0123456789abcdef|404|there is no acquisition '0123456789abcdef0123456789abcdef'",
                "/api/v1/acquisitions/nobody/scores|404|there is no acquisition 'nobody'",
                "/api/v1/acquisitions?limit=501|400|limit is a whole number from 1 to 500, not '501'",
                "/api/v1/scores?limit=many|400|limit is a whole number from 1 to 500, not 'many'",
                "/api/v1/acquisitions?after=x|400|after is the `next` of an earlier answer, not 'x'",
                "/api/v1/acquisitions?state=asleep|400|state is IN_PROGRESS, COMPLETED or ABORTED, not 'asleep'",
                "/api/v1/operating-points/datscan/effect?threshold=2|400|threshold of datscan is a number in [0, 1], not 2.0",
                "/api/v1/nothing|404|nothing is served at this path"
            })
    void aBadRequestIsAProblemThatSaysLimitAndValue(String path, int status, String detail) {
        given().urlEncodingEnabled(false)
                .get(path)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status))
                .body("title", notNullValue())
                .body("detail", equalTo(detail));
    }

    @Test
    void aMethodThatAPathDoesNotTakeIsAProblem() {
        given().delete("/api/v1/models").then().statusCode(405).contentType("application/problem+json");
    }

    @Test
    void listsComeInPartsNewestFirst() {
        List<String> ids = List.of(newId(), newId(), newId());
        for (String id : ids) {
            broker.send(Messages.started(id));
            eventually(() -> acquisition(id).statusCode(200));
        }
        String next = given().get("/api/v1/acquisitions?limit=2&exam=datscan&state=in_progress")
                .then()
                .body("items.acquisitionId", equalTo(List.of(ids.get(2), ids.get(1))))
                .extract()
                .path("next");
        given().get("/api/v1/acquisitions?limit=1&after={next}", next)
                .then()
                .body("items.acquisitionId", equalTo(List.of(ids.get(0))));
        given().get("/api/v1/acquisitions?exam=other")
                .then()
                .body("items", hasSize(0))
                .body("next", nullValue());
    }

    @Test
    void scoresAreFoundByAcquisitionAndRelease() {
        String id = newId();
        broker.send(Messages.score(id, 1, 0.7));
        eventually(() -> given().get("/api/v1/scores?acquisition={id}&release={release}", id, Messages.RELEASE)
                .then()
                .body("items", hasSize(1))
                .body("items[0].decision", equalTo("abnormal")));
        given().get("/api/v1/scores?acquisition={id}&release=other", id).then().body("items", hasSize(0));
    }

    @Test
    void eachRevisionIsAPointOfTheCourseAndTheLastOneHolds() {
        String id = newId();
        broker.send(Messages.revision(id, 2, 3, 0.2, ScoreState.SCORE_STATE_PROVISIONAL));
        broker.send(Messages.revision(id, 1, 2, 0.4, ScoreState.SCORE_STATE_PROVISIONAL));
        broker.send(Messages.revision(id, 3, 4, 0.1, ScoreState.SCORE_STATE_STOP_NORMAL));
        eventually(() -> given().get("/api/v1/acquisitions/{id}/revisions", id)
                .then()
                .body("revision", equalTo(List.of(1, 2, 3)))
                .body("framesUsed", equalTo(List.of(2, 3, 4)))
                .body("probability", equalTo(List.of(0.4f, 0.2f, 0.1f)))
                .body("[2].state", equalTo("STOP_NORMAL"))
                .body("[2].stopping.limit", equalTo(0.12f))
                .body("[1].stopping", nullValue())
                .body("[2].decision", equalTo("normal")));

        acquisition(id)
                .body("scoreState", equalTo("STOP_NORMAL"))
                .body("stopping.limit", equalTo(0.12f))
                .body("stopping.riskAtMost", equalTo(0.077f))
                .body("completeness.framesExpected", equalTo(120))
                .body("completeness.framesMissing", equalTo(3))
                .body("completeness.degraded", equalTo(true))
                .body("headSha256", equalTo("cd".repeat(32)))
                .body("latency.transferMillis", equalTo(6f))
                .body("latency.brokerMillis", equalTo(9f))
                .body("latency.assemblyMillis", equalTo(1f))
                .body("latency.waitingMillis", equalTo(1f))
                .body("latency.computeMillis", equalTo(3f))
                .body("latency.publicationMillis", equalTo(2f))
                .body("latency.storingMillis", notNullValue())
                .body("latency.totalMillis", notNullValue())
                .body("researchUse", equalTo("Research use only. Not a medical device; not for diagnosis."));
        given().get("/api/v1/acquisitions/{id}/scores?limit=1", id)
                .then()
                .body("items[0].headSha256", equalTo("cd".repeat(32)))
                .body("items[0].latency.computeMillis", equalTo(3f))
                .body("items[0].stopping.riskAtMost", equalTo(0.077f));
        given().get("/api/v1/acquisitions/nobody/revisions").then().statusCode(404);
    }

    @Test
    void whatInferenceDoesNotSayIsLeftOut() {
        String id = newId();
        broker.send(Messages.score(id, 1, 0.7));
        eventually(() -> acquisition(id)
                .statusCode(200)
                .body("revision", equalTo(1))
                .body("completeness", nullValue())
                .body("stopping", nullValue())
                .body("headSha256", nullValue())
                .body("latency.transferMillis", equalTo(6f))
                .body("latency.computeMillis", nullValue()));
    }

    @Test
    void aLabelGoesToItsTopicAndComesBackFromThere() {
        String id = newId();
        broker.send(Messages.started(id));
        eventually(() -> acquisition(id).statusCode(200));
        label(id, "{\"className\": \"abnormal\", \"authorSawScore\": true}")
                .statusCode(202)
                .body("className", equalTo("abnormal"))
                .body("source", equalTo("READER"));

        eventually(() -> acquisition(id)
                .body("label.className", equalTo("abnormal"))
                .body("label.authorSawScore", equalTo(true)));
        List<Label> onTopic = broker.everythingOn("labels").stream()
                .filter(record -> new String(record.key(), StandardCharsets.UTF_8).equals(id))
                .map(record -> parse(record.value()))
                .toList();
        assertEquals(1, onTopic.size());
        assertEquals(LabelSource.LABEL_SOURCE_READER, onTopic.getFirst().getSource());
        assertEquals("datscan", onTopic.getFirst().getExam());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"className\": \"ill\", \"authorSawScore\": true}|className of datscan is one of normal, abnormal, and 3 characters that are none of them were given",
                "{\"className\": \"normal\"}|a label has className, one of normal, abnormal, and authorSawScore, true or false",
                "[]|the body is not the JSON object that this path takes"
            })
    void aLabelThatDoesNotFitIsRefused(String body, String detail) {
        String id = newId();
        broker.send(Messages.started(id));
        eventually(() -> acquisition(id).statusCode(200));
        label(id, body).statusCode(400).contentType("application/problem+json").body("detail", equalTo(detail));
        acquisition(id).body("label", nullValue());
    }

    @Test
    void aLabelForNobodyIsNotFound() {
        label("nobody", "{\"className\": \"normal\", \"authorSawScore\": false}")
                .statusCode(404);
    }

    @Test
    void theInterfaceDescribesItself() {
        given().accept("application/json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .body("paths.keySet()", hasItems("/api/v1/acquisitions/{id}", "/api/v1/events", "/api/v1/models"))
                .body("components.schemas.Acquisition.properties.decision.description", not(nullValue()));
        given().get("/q/swagger-ui/").then().statusCode(200);
        given().get("/q/health/live").then().statusCode(200);
        given().get("/q/health/ready").then().statusCode(200);
    }

    private static ValidatableResponse label(String id, String body) {
        return given().contentType("application/json")
                .body(body)
                .post("/api/v1/acquisitions/{id}/labels", id)
                .then();
    }

    private static Label parse(byte[] bytes) {
        try {
            return Label.parseFrom(bytes);
        } catch (com.google.protobuf.InvalidProtocolBufferException e) {
            throw new AssertionError("a label on the topic is no Label", e);
        }
    }
}
