package io.earlyview.ingestion;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.earlyview.testing.KafkaResource;
import io.earlyview.v1.AcquisitionEvent;
import io.earlyview.v1.DeadLetter;
import io.earlyview.v1.Frame;
import io.earlyview.v1.IntakeReceipt;
import io.earlyview.v1.IntakeRequest;
import io.earlyview.v1.Label;
import io.earlyview.v1.PixelType;
import io.earlyview.v1.RefusalCause;
import io.grpc.Status;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** The whole service against a real broker, spoken to over real HTTP/2. */
@QuarkusTest
@WithTestResource(KafkaResource.class)
class IntakeIT {
    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Test
    void goodAndBadRequestsGetTheirReceiptsInOrderAndGoWhereTheyBelong() throws Exception {
        String good = Requests.id(100);
        Map<Long, RefusalCause> refused = new LinkedHashMap<>();
        List<IntakeRequest> requests = new ArrayList<>();
        requests.add(Requests.of(1, Requests.started(good)));
        for (int index = 0; index < 60; index++) {
            long sequence = requests.size() + 1;
            requests.add(Requests.of(sequence, Requests.frame(good, index)));
            if (index % 6 == 0) {
                requests.add(bad(requests.size() + 1, good, index, refused));
            }
        }
        requests.add(Requests.of(requests.size() + 1, Requests.completed(good)));
        requests.add(Requests.of(requests.size() + 1, Requests.label(good)));

        try (GatewayConnection gateway = new GatewayConnection(port())) {
            requests.forEach(gateway::send);
            gateway.complete();
            assertThat(gateway.end().getCode()).isEqualTo(Status.Code.OK);
            assertThat(gateway.receipts())
                    .extracting(IntakeReceipt::getSequence)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, requests.size()).boxed().toList());
            assertThat(gateway.receipts()).allSatisfy(receipt -> {
                RefusalCause cause = refused.get(receipt.getSequence());
                if (cause == null) {
                    assertThat(receipt.hasAccepted()).isTrue();
                } else {
                    assertThat(receipt.getRefused().getCause()).isEqualTo(cause);
                    assertThat(receipt.getRefused().getExplanation()).isNotBlank();
                }
            });
        }

        theTopicHoldsTheGoodFramesUnchanged(good);
        assertThat(values("acquisitions", good))
                .containsExactly(
                        Requests.started(good).build().toByteString(),
                        Requests.completed(good).build().toByteString());
        assertThat(values("labels", good))
                .containsExactly(Requests.label(good).build().toByteString());
        theDeadLettersHoldTheRefusedOnes(requests, refused);
    }

    private void theTopicHoldsTheGoodFramesUnchanged(String acquisition) throws InvalidProtocolBufferException {
        List<ConsumerRecord<String, byte[]>> frames = TopicReader.readKey(bootstrapServers, "frames", acquisition);
        assertThat(frames).hasSize(60);
        for (int index = 0; index < 60; index++) {
            Frame stored = Frame.parseFrom(frames.get(index).value());
            assertThat(stored.getIngestedAt().getSeconds()).isGreaterThan(1_600_000_000L);
            assertThat(stored.toBuilder().clearIngestedAt().build())
                    .isEqualTo(Requests.frame(acquisition, index).build());
        }
        assertThat(frames)
                .extracting(record -> record.headers().lastHeader("traceparent"))
                .doesNotContainNull();
    }

    private void theDeadLettersHoldTheRefusedOnes(List<IntakeRequest> requests, Map<Long, RefusalCause> refused)
            throws InvalidProtocolBufferException {
        List<DeadLetter> letters = new ArrayList<>();
        for (String topic : List.of("acquisitions.dead", "frames.dead", "labels.dead")) {
            for (ConsumerRecord<String, byte[]> record : TopicReader.readAll(bootstrapServers, topic)) {
                DeadLetter letter = DeadLetter.parseFrom(record.value());
                assertThat(topic).isEqualTo(letter.getTopic() + ".dead");
                letters.add(letter);
            }
        }
        refused.forEach((sequence, cause) -> assertThat(letters)
                .filteredOn(letter -> letter.getOriginal().equals(content(requests.get((int) (sequence - 1)))))
                .as("dead letter of request %d", sequence)
                .singleElement()
                .satisfies(letter -> {
                    assertThat(letter.getCause()).isEqualTo(cause.name());
                    assertThat(letter.getService()).isEqualTo("ingestion");
                    assertThat(letter.hasRefusedAt()).isTrue();
                }));
    }

    private static IntakeRequest bad(long sequence, String id, int index, Map<Long, RefusalCause> refused) {
        Frame.Builder frame = Requests.frame(id, index);
        return switch (index / 6) {
            case 0 -> {
                refused.put(sequence, RefusalCause.REFUSAL_CAUSE_WRONG_SHAPE);
                yield Requests.of(sequence, frame.setRows(64));
            }
            case 1 -> {
                refused.put(sequence, RefusalCause.REFUSAL_CAUSE_DIGEST_MISMATCH);
                yield Requests.of(sequence, frame.setPixelsSha256(ByteString.copyFrom(new byte[32])));
            }
            case 2 -> {
                refused.put(sequence, RefusalCause.REFUSAL_CAUSE_UNKNOWN_EXAM);
                yield Requests.of(sequence, frame.setExam("toaster"));
            }
            case 3 -> {
                refused.put(sequence, RefusalCause.REFUSAL_CAUSE_MALFORMED_ID);
                yield Requests.of(sequence, frame.setAcquisitionId("Mustermann"));
            }
            case 4 -> {
                refused.put(sequence, RefusalCause.REFUSAL_CAUSE_TOO_LARGE);
                yield Requests.of(sequence, frame.setPixels(ByteString.copyFrom(new byte[1_500_000])));
            }
            case 5 -> {
                refused.put(sequence, RefusalCause.REFUSAL_CAUSE_WRONG_PIXEL_TYPE);
                yield Requests.of(sequence, frame.setPixelType(PixelType.PIXEL_TYPE_UNSPECIFIED));
            }
            case 6 -> {
                refused.put(sequence, RefusalCause.REFUSAL_CAUSE_WRONG_LABEL);
                yield Requests.of(sequence, Requests.label(id).setClassName("odd"));
            }
            case 7 -> {
                refused.put(sequence, RefusalCause.REFUSAL_CAUSE_INCOMPLETE);
                yield IntakeRequest.newBuilder().setSequence(sequence).build();
            }
            case 8 -> {
                refused.put(sequence, RefusalCause.REFUSAL_CAUSE_PIXELS_OUT_OF_RANGE);
                yield Requests.of(sequence, Requests.withPixels(frame, ByteString.copyFrom(new byte[32768])));
            }
            default -> {
                refused.put(sequence, RefusalCause.REFUSAL_CAUSE_INCOMPLETE);
                yield Requests.of(sequence, AcquisitionEvent.newBuilder().setAcquisitionId(id));
            }
        };
    }

    @Test
    void junkEndsOnlyItsOwnStreamAndIsKept() throws Exception {
        ByteString junk = ByteString.fromHex("1affffffff7f");
        try (GatewayConnection calm = new GatewayConnection(port());
                GatewayConnection confused = new GatewayConnection(port())) {
            calm.send(Requests.of(1, Requests.started(Requests.id(200))));
            confused.send(Requests.of(1, Requests.started(Requests.id(201))));
            confused.sendBytes(junk);
            assertThat(confused.end().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
            assertThat(confused.end().getDescription()).contains("request 2 of this stream");
            assertThat(confused.receipts()).hasSize(1);

            calm.send(Requests.of(2, Requests.completed(Requests.id(200))));
            await().until(() -> calm.receipts().size() == 2);
            assertThat(calm.ended()).isFalse();
        }
        List<DeadLetter> letters = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : TopicReader.readAll(bootstrapServers, "acquisitions.dead")) {
            letters.add(DeadLetter.parseFrom(record.value()));
        }
        assertThat(letters)
                .filteredOn(letter -> letter.getOriginal().equals(junk))
                .singleElement()
                .extracting(DeadLetter::getCause)
                .isEqualTo("UNDECODABLE");
    }

    @Test
    void aMessageAboveTheLimitOfTheWireEndsTheStreamWithAStatus() {
        try (GatewayConnection gateway = new GatewayConnection(port())) {
            gateway.send(Requests.of(
                    1, Requests.frame(Requests.id(300), 0).setPixels(ByteString.copyFrom(new byte[3_000_000]))));
            assertThat(gateway.end().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        }
    }

    @Test
    void manyFramesOfManyStreamsAllArriveOnceAndInOrder() throws Exception {
        int streams = 8;
        int framesEach = 120;
        List<GatewayConnection> gateways = IntStream.range(0, streams)
                .mapToObj(stream -> new GatewayConnection(port()))
                .toList();
        for (int index = 0; index < framesEach; index++) {
            for (int stream = 0; stream < streams; stream++) {
                gateways.get(stream).send(Requests.of(index + 1, Requests.frame(Requests.id(400 + stream), index)));
            }
        }
        gateways.forEach(GatewayConnection::complete);
        for (GatewayConnection gateway : gateways) {
            assertThat(gateway.end().getCode()).isEqualTo(Status.Code.OK);
            assertThat(gateway.receipts()).hasSize(framesEach).allMatch(IntakeReceipt::hasAccepted);
            gateway.close();
        }
        List<ConsumerRecord<String, byte[]>> all = TopicReader.readAll(bootstrapServers, "frames");
        for (int stream = 0; stream < streams; stream++) {
            String id = Requests.id(400 + stream);
            List<Integer> indexes = new ArrayList<>();
            for (ConsumerRecord<String, byte[]> record : all) {
                if (id.equals(record.key())) {
                    indexes.add(Frame.parseFrom(record.value()).getIndex());
                }
            }
            assertThat(indexes)
                    .containsExactlyElementsOf(
                            IntStream.range(0, framesEach).boxed().toList());
        }
    }

    @Test
    void healthAndMetricsAnswer() {
        try (GatewayConnection gateway = new GatewayConnection(port())) {
            gateway.send(Requests.of(1, Requests.label(Requests.id(500))));
            gateway.send(Requests.of(2, Label.newBuilder()));
            await().until(() -> gateway.receipts().size() == 2);
            given().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
            given().get("/q/health/live").then().statusCode(200);
            given().get("/q/metrics")
                    .then()
                    .statusCode(200)
                    .body(containsString("earlyview_ingestion_accepted_total{topic=\"labels\"}"))
                    .body(containsString("earlyview_ingestion_accepted_bytes_total{topic=\"labels\"}"))
                    .body(containsString("earlyview_ingestion_refused_total{cause=\"incomplete\"}"))
                    .body(containsString("earlyview_ingestion_refused_total{cause=\"wrong_geometry\"} 0.0"))
                    .body(containsString("earlyview_ingestion_send_seconds_count{topic=\"labels\"}"))
                    .body(containsString("earlyview_ingestion_streams_open"));
        }
    }

    private List<ByteString> values(String topic, String key) {
        return TopicReader.readKey(bootstrapServers, topic, key).stream()
                .map(record -> ByteString.copyFrom(record.value()))
                .toList();
    }

    private static ByteString content(IntakeRequest request) {
        return switch (request.getContentCase()) {
            case FRAME -> request.getFrame().toByteString();
            case LABEL -> request.getLabel().toByteString();
            case ACQUISITION -> request.getAcquisition().toByteString();
            case CONTENT_NOT_SET -> request.toByteString();
        };
    }

    private static int port() {
        return RestAssured.port; // set by Quarkus, since the port is any free one
    }
}
