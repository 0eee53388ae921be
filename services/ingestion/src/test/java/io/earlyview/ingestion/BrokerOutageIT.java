package io.earlyview.ingestion;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.earlyview.ingestion.receiving.IntakeStreams;
import io.earlyview.v1.Frame;
import io.earlyview.v1.IntakeReceipt;
import io.grpc.Status;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** The broker goes away and comes back, and the service is told to stop. */
@QuarkusTest
@TestProfile(BrokerOutageIT.Impatient.class)
@WithTestResource(StoppableBroker.class)
class BrokerOutageIT {
    /** Waits short enough for a test. */
    public static final class Impatient implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "earlyview.ingestion.publication.acknowledgement-wait", "2s",
                    "earlyview.ingestion.publication.room-wait", "1s",
                    "earlyview.ingestion.publication.readiness-wait", "1s");
        }
    }

    @StoppableBroker.Tap
    Map<String, Runnable> broker;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Inject
    IntakeStreams streams;

    @Test
    void anOutageEndsStreamsAsUnavailableAndLosesNothingThatHasAReceipt() throws Exception {
        String id = Requests.id(600);
        Set<Integer> receipted = new HashSet<>();
        await().atMost(Duration.ofSeconds(20)).until(() -> readiness() == 200);
        try (GatewayConnection gateway = new GatewayConnection(RestAssured.port)) {
            sendFrames(gateway, id, 0, 5);
            await().until(() -> gateway.receipts().size() == 5);

            broker.get("stop").run();
            sendFrames(gateway, id, 5, 10);
            Status end = gateway.end();
            assertThat(end.getCode()).isEqualTo(Status.Code.UNAVAILABLE);
            assertThat(end.getDescription()).contains("send again what has no receipt");
            assertThat(gateway.receipts()).allMatch(IntakeReceipt::hasAccepted);
            gateway.receipts().forEach(receipt -> receipted.add((int) receipt.getSequence() - 1));
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> readiness() == 503);

        broker.get("start").run();
        await().atMost(Duration.ofSeconds(30)).until(() -> readiness() == 200);
        try (GatewayConnection gateway = new GatewayConnection(RestAssured.port)) {
            sendFrames(gateway, id, receipted.size(), 10);
            gateway.complete();
            assertThat(gateway.end().getCode()).isEqualTo(Status.Code.OK);
            gateway.receipts().forEach(receipt -> receipted.add((int) receipt.getSequence() - 1));
        }
        assertThat(receipted).hasSize(10);
        Set<Integer> stored = new HashSet<>();
        for (ConsumerRecord<String, byte[]> record : TopicReader.readKey(bootstrapServers, "frames", id)) {
            stored.add(Frame.parseFrom(record.value()).getIndex());
        }
        assertThat(stored).containsAll(receipted);

        drainingEndsStreamsAndRefusesNewOnes();
    }

    /** Last, since a service that drains does not come back. */
    private void drainingEndsStreamsAndRefusesNewOnes() {
        try (GatewayConnection gateway = new GatewayConnection(RestAssured.port);
                GatewayConnection late = new GatewayConnection(RestAssured.port)) {
            sendFrames(gateway, Requests.id(601), 0, 3);
            await().until(() -> gateway.receipts().size() == 3);
            streams.drain();
            assertThat(gateway.end().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
            assertThat(gateway.end().getDescription()).contains("stopping");
            sendFrames(late, Requests.id(602), 0, 1);
            assertThat(late.end().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
            assertThat(late.receipts()).isEmpty();
        }
    }

    private static void sendFrames(GatewayConnection gateway, String id, int from, int to) {
        for (int index = from; index < to; index++) {
            gateway.send(Requests.of(index + 1, Requests.frame(id, index)));
        }
    }

    private static int readiness() {
        return given().get("/q/health/ready").statusCode();
    }
}
