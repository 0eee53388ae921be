package io.earlyview.results.delivery;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.testing.KafkaResource;
import io.earlyview.testing.PostgresResource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A client that stops reading must cost a bounded amount of memory and then nothing. */
@QuarkusTest
@WithTestResource(KafkaResource.class)
@WithTestResource(PostgresResource.class)
class SlowClientIT {
    private static final Event LARGE = new Event("score", "x".repeat(256 << 10));

    @Inject
    EventHub hub;

    @Inject
    MeterRegistry metrics;

    @TestHTTPResource
    URI service;

    @Test
    void aClientThatDoesNotReadIsCut() throws IOException {
        try (Socket client = new Socket()) {
            client.setReceiveBufferSize(4_096);
            client.connect(new InetSocketAddress(service.getHost(), service.getPort()));
            client.getOutputStream()
                    .write(("GET /api/v1/events HTTP/1.1\r\nHost: test\r\nAccept: text/event-stream\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            await().atMost(Duration.ofSeconds(30)).until(hub::hasClients);

            double cutBefore = cut();
            // 32 may wait, some megabytes lie in the sockets' buffers; what goes beyond must cut.
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> {
                        hub.publish(LARGE);
                        return cut() > cutBefore;
                    });
            await().atMost(Duration.ofSeconds(30)).until(() -> !hub.hasClients());
            assertTrue(endsWhenRead(client), "the service closed the connection");
        }
        given().get("/q/health/live").then().statusCode(200);
    }

    private double cut() {
        return metrics.get("earlyview_results_event_clients_cut").counter().count();
    }

    private static boolean endsWhenRead(Socket client) throws IOException {
        client.setSoTimeout(20_000);
        byte[] buffer = new byte[1 << 16];
        try {
            while (client.getInputStream().read(buffer) >= 0) {
                // Reads what was under way when the service closed the connection.
            }
            return true;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }
}
