package io.earlyview.results;

import static io.earlyview.results.Messages.newId;
import static io.earlyview.results.Waiting.eventually;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.testing.KafkaResource;
import io.earlyview.testing.PostgresResource;
import io.earlyview.v1.ReleaseUsed;
import io.earlyview.v1.Score;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** The database goes away for a while: every connection is cut and none is let in. */
@QuarkusTest
@WithTestResource(KafkaResource.class)
@WithTestResource(PostgresResource.class)
class DatabaseOutageIT {
    @Inject
    Broker broker;

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String url;

    @ConfigProperty(name = "quarkus.datasource.username")
    String user;

    @ConfigProperty(name = "quarkus.datasource.password")
    String password;

    @TestHTTPResource("/api/v1/events")
    URI events;

    @Test
    void nothingIsLostWhileTheDatabaseIsAway() throws SQLException {
        String release = "datscan-outage-" + newId();
        List<Score> scores = IntStream.range(0, 300)
                .mapToObj(index -> Messages.score(newId(), 1, index / 300.0).toBuilder()
                        .setRelease(ReleaseUsed.newBuilder().setReleaseId(release))
                        .build())
                .toList();
        try (Listener listener = new Listener(events)) {
            eventually(() -> assertTrue(listener.heard("ready", "")));
            long resyncs = listener.count("resync", "");
            broker.sendAll(scores.subList(0, 100));
            close();
            try {
                broker.sendAll(scores.subList(100, 300));
                eventually(() -> given().get("/q/health/ready").then().statusCode(503));
                given().get("/q/health/live").then().statusCode(200);
                given().get("/api/v1/models")
                        .then()
                        .statusCode(503)
                        .contentType("application/problem+json")
                        .body("detail", equalTo("the database does not answer; try again"));
                eventually(() -> assertTrue(
                        given().get("/q/metrics").asString().contains("earlyview_results_batches_retried_total{")));
            } finally {
                open();
            }
            Set<String> sent = scores.stream().map(Score::getScoreId).collect(Collectors.toSet());
            eventually(() -> assertEquals(
                    sent,
                    Set.copyOf(given().get("/api/v1/scores?limit=500&release={release}", release)
                            .<List<String>>path("items.scoreId"))));
            eventually(() -> given().get("/q/health/ready").then().statusCode(200));
            eventually(() -> assertTrue(listener.count("resync", "") > resyncs, "listeners are told to read anew"));
        }
    }

    private void close() throws SQLException {
        String database = database();
        inTheOtherDatabase(
                "alter database \"" + database + "\" allow_connections false",
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + database + "'");
    }

    private void open() throws SQLException {
        inTheOtherDatabase("alter database \"" + database() + "\" allow_connections true");
    }

    private String database() {
        return url.substring(url.lastIndexOf('/') + 1).replaceFirst("\\?.*", "");
    }

    private void inTheOtherDatabase(String... statements) throws SQLException {
        String other = url.substring(0, url.lastIndexOf('/') + 1) + "template1";
        try (Connection connection = DriverManager.getConnection(other, user, password);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
