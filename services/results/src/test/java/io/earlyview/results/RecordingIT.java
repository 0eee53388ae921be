package io.earlyview.results;

import static io.earlyview.results.Messages.newId;
import static io.earlyview.results.Waiting.acquisition;
import static io.earlyview.results.Waiting.eventually;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.InvalidProtocolBufferException;
import io.earlyview.testing.KafkaResource;
import io.earlyview.testing.PostgresResource;
import io.earlyview.topics.Topics;
import io.earlyview.v1.DeadLetter;
import io.earlyview.v1.ReleaseUsed;
import io.earlyview.v1.Score;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From the topics into the tables, against a real broker and a real database. */
@QuarkusTest
@WithTestResource(KafkaResource.class)
@WithTestResource(PostgresResource.class)
class RecordingIT {
    @Inject
    Broker broker;

    @Test
    void anAcquisitionIsShownWithItsNewestScoreDecisionAndLabel() {
        String id = newId();
        broker.send(Messages.started(id));
        broker.send(Messages.frame(id, 0));
        broker.send(Messages.frame(id, 60));
        Score score = Messages.score(id, 1, 0.83);
        broker.send(score);
        broker.send(Messages.completed(id, 2));
        broker.send(Messages.label(id, "abnormal", false));

        eventually(() -> acquisition(id)
                .statusCode(200)
                .body("exam", equalTo("datscan"))
                .body("state", equalTo("COMPLETED"))
                .body("framesReceived", equalTo(2))
                .body("expectedFrames", equalTo(120))
                .body("simulated", equalTo(true))
                .body("probability", equalTo(0.83f))
                .body("positiveClass", equalTo("abnormal"))
                .body("releaseId", equalTo(Messages.RELEASE))
                .body("scoreId", equalTo(score.getScoreId()))
                .body("revision", equalTo(1))
                .body("framesUsed", equalTo(2))
                .body("label.className", equalTo("abnormal"))
                .body("label.authorSawScore", equalTo(false))
                .body("researchUse", equalTo("Research use only. Not a medical device; not for diagnosis.")));
        given().get("/api/v1/acquisitions/{id}/scores", id)
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].framesUsed[1].angleDegrees", equalTo(180f))
                .body("items[0].framesUsed[1].pixelsSha256", equalTo("00".repeat(32)))
                .body("items[0].output.kind", equalTo("probability"))
                .body("items[0].device", equalTo("cpu"));
    }

    @Test
    void recordsDeliveredAgainMakeNoSecondRow() {
        String id = newId();
        Score score = Messages.score(id, 1, 0.4);
        for (int i = 0; i < 3; i++) {
            broker.send(Messages.started(id));
            broker.send(Messages.frame(id, 7));
            broker.send(score);
        }
        broker.send(Messages.frame(id, 8));
        broker.send(Messages.score(id, 2, 0.5));

        eventually(() -> acquisition(id)
                .body("revision", equalTo(2))
                .body("framesReceived", equalTo(2))
                .body("state", equalTo("IN_PROGRESS")));
        given().get("/api/v1/acquisitions/{id}/scores", id).then().body("items", hasSize(2));
    }

    @Test
    void anOlderRevisionDoesNotReplaceANewerOne() {
        String id = newId();
        broker.send(Messages.score(id, 3, 0.9));
        eventually(() -> acquisition(id).body("revision", equalTo(3)));
        broker.send(Messages.score(id, 2, 0.1));

        eventually(
                () -> given().get("/api/v1/acquisitions/{id}/scores", id).then().body("items", hasSize(2)));
        acquisition(id).body("revision", equalTo(3)).body("probability", equalTo(0.9f));
    }

    @Test
    void framesScoresAndLabelsMayComeBeforeTheStart() {
        String id = newId();
        broker.send(Messages.label(id, "normal", false));
        broker.send(Messages.frame(id, 0));
        broker.send(Messages.score(id, 1, 0.2));
        eventually(() -> acquisition(id)
                .body("startedAt", nullValue())
                .body("expectedFrames", equalTo(120))
                .body("probability", equalTo(0.2f))
                .body("label.className", equalTo("normal")));

        broker.send(Messages.aborted(id, 1));
        eventually(() -> acquisition(id).body("state", equalTo("ABORTED")).body("abortReason", equalTo("PATIENT")));
        broker.send(Messages.started(id));
        eventually(() -> assertTrue(acquisition(id).extract().path("startedAt") != null));
        acquisition(id).body("state", equalTo("ABORTED"));
    }

    @Test
    void aTombstoneErasesALabel() {
        String id = newId();
        broker.send(Messages.started(id));
        broker.send(Messages.label(id, "normal", false));
        eventually(() -> acquisition(id).body("label.className", equalTo("normal")));
        broker.send(Topics.LABELS, id, null);
        eventually(() -> acquisition(id).body("label", nullValue()));
    }

    @Test
    void whatCannotBeDecodedIsBuriedAndTheStreamGoesOn() {
        String key = newId();
        byte[] noMessage = "this is no score".getBytes(StandardCharsets.UTF_8);
        broker.send(Topics.SCORES, key, noMessage);
        byte[] impossible = Messages.score(key, 1, 1.5).toByteArray();
        broker.send(Topics.SCORES, key, impossible);
        broker.send(Messages.score(key, 1, 0.5));

        eventually(() -> acquisition(key).statusCode(200).body("probability", equalTo(0.5f)));
        List<DeadLetter> letters = deadLetters(Topics.SCORES, key, 2);
        assertArrayEquals(noMessage, letters.get(0).getOriginal().toByteArray());
        assertArrayEquals(impossible, letters.get(1).getOriginal().toByteArray());
        assertEquals("UNDECODABLE", letters.get(1).getCause());
        assertEquals("probability 1.5 is not in [0, 1]", letters.get(1).getExplanation());
        assertEquals("results", letters.get(1).getService());
        assertTrue(letters.get(1).getOffset() > letters.get(0).getOffset(), "both lay in one partition");
        given().get("/q/metrics").then().statusCode(200);
        assertTrue(given().get("/q/metrics").asString().contains("earlyview_results_dead_letters_total{"));
    }

    @Test
    void oneRowThatTheDatabaseRefusesDoesNotHoldUpItsBatch() {
        String id = newId();
        // PostgreSQL's text cannot hold the character NUL; protobuf's can.
        Score unstorable = Messages.score(id, 1, 0.3).toBuilder()
                .setRelease(ReleaseUsed.newBuilder().setReleaseId("nul\0"))
                .build();
        broker.sendAll(List.of(
                Messages.score(id, 2, 0.4), Messages.score(id, 3, 0.5), unstorable, Messages.score(id, 4, 0.6)));

        eventually(() -> acquisition(id).statusCode(200).body("revision", equalTo(4)));
        given().get("/api/v1/acquisitions/{id}/scores", id).then().body("items", hasSize(3));
        DeadLetter letter = deadLetters(Topics.SCORES, id, 1).getFirst();
        assertEquals("UNSTORABLE", letter.getCause());
        assertArrayEquals(unstorable.toByteArray(), letter.getOriginal().toByteArray());
    }

    @Test
    void theLastReleaseOfAStageIsCurrentAndARollbackMakesAnEarlierOneCurrentAgain() {
        broker.send(Messages.release("datscan-20261101-aaaaaaaa"));
        broker.send(Messages.release("datscan-20261102-bbbbbbbb"));
        eventually(() -> given().get("/api/v1/models")
                .then()
                .body("find { it.current }.releaseId", equalTo("datscan-20261102-bbbbbbbb")));
        broker.send(Messages.release("datscan-20261101-aaaaaaaa"));
        eventually(() -> given().get("/api/v1/models")
                .then()
                .body("find { it.current }.releaseId", equalTo("datscan-20261101-aaaaaaaa"))
                .body("findAll { it.current }", hasSize(1))
                .body("find { it.current }.manifest.evaluation.auroc", equalTo(0.86f)));
    }

    @Test
    void rowsAndLatencyAreCounted() {
        String id = newId();
        broker.send(Messages.score(id, 1, 0.5));
        eventually(() -> acquisition(id).statusCode(200));
        String metrics = given().get("/q/metrics").asString();
        assertTrue(metrics.contains("earlyview_results_rows_written_total{table=\"score\"}"), metrics);
        assertTrue(metrics.contains("earlyview_results_acquired_to_persisted_seconds_bucket"), metrics);
    }

    private List<DeadLetter> deadLetters(Topics topic, String key, int count) {
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> broker.everythingOn(topic.deadLetterName()).stream()
                                .filter(record -> new String(record.key(), StandardCharsets.UTF_8).equals(key))
                                .map(record -> parse(record.value()))
                                .toList(),
                        letters -> letters.size() == count);
    }

    private static DeadLetter parse(byte[] bytes) {
        try {
            return DeadLetter.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError("a dead letter is no DeadLetter", e);
        }
    }
}
