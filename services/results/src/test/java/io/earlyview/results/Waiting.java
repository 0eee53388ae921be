package io.earlyview.results;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.restassured.response.ValidatableResponse;
import java.time.Duration;

/** What the tests of the whole service do again and again. */
final class Waiting {
    private Waiting() {}

    static ValidatableResponse acquisition(String id) {
        return given().get("/api/v1/acquisitions/{id}", id).then();
    }

    static void eventually(Runnable assertion) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(assertion::run);
    }
}
