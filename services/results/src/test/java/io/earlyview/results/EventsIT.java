package io.earlyview.results;

import static io.earlyview.results.Messages.newId;
import static io.earlyview.results.Waiting.eventually;
import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.testing.KafkaResource;
import io.earlyview.testing.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** Server-sent events. */
@QuarkusTest
@WithTestResource(KafkaResource.class)
@WithTestResource(PostgresResource.class)
class EventsIT {
    @Inject
    Broker broker;

    @TestHTTPResource("/api/v1/events")
    URI events;

    @Test
    void whatIsWrittenIsHeard() {
        String id = newId();
        try (Listener listener = new Listener(events)) {
            eventually(() -> assertTrue(listener.heard("ready", "Research use only")));
            broker.send(Messages.started(id));
            eventually(() -> assertTrue(listener.heard("acquisition", id)));
            broker.send(Messages.frame(id, 5));
            eventually(() -> assertTrue(listener.heard("acquisition", "\"framesReceived\":1")));
            broker.send(Messages.score(id, 1, 0.77));
            eventually(() -> assertTrue(listener.heard("score", "\"probability\":0.77")));
            broker.send(Messages.label(id, "normal", false));
            eventually(() -> assertTrue(listener.heard("acquisition", "\"className\":\"normal\"")));
            broker.send(Messages.release("datscan-20261103-cccccccc"));
            eventually(() -> assertTrue(listener.heard("release", "datscan-20261103-cccccccc")));
            given().contentType("application/json")
                    .body("{\"threshold\": 0.5}")
                    .put("/api/v1/operating-points/datscan")
                    .then()
                    .statusCode(200);
            eventually(() -> assertTrue(listener.heard("operating-point", "\"threshold\":0.5")));
        }
    }

    @Test
    void everyListenerHearsTheSame() {
        String id = newId();
        try (Listener one = new Listener(events);
                Listener other = new Listener(events)) {
            eventually(() -> assertTrue(one.heard("ready", "") && other.heard("ready", "")));
            broker.send(Messages.score(id, 1, 0.5));
            eventually(() -> assertTrue(one.heard("score", id) && other.heard("score", id)));
        }
    }
}
