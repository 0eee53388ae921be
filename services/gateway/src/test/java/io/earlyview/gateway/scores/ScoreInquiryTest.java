package io.earlyview.gateway.scores;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.earlyview.gateway.domain.Pseudonym;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScoreInquiryTest {
    private static final Pseudonym ID = new Pseudonym("0123456789abcdef0123456789abcdef");
    private static final Duration LONG = Duration.ofSeconds(20);

    private record Answer(int status, String body) {}

    private final List<String> paths = Collections.synchronizedList(new ArrayList<>());
    private HttpServer server;

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void asksUntilThereIsAProbability() throws Exception {
        var inquiry = inquiry(number -> switch (number) {
            case 1 -> new Answer(404, "{}");
            case 2 -> new Answer(200, "{\"state\":\"IN_PROGRESS\",\"probability\":null}");
            default ->
                new Answer(
                        200,
                        "{\"state\":\"COMPLETED\",\"scoreState\":\"FINAL\",\"probability\":0.83,"
                                + "\"positiveClass\":\"abnormal\",\"decision\":\"abnormal\",\"releaseId\":\"r-1\",\"new\":[]}");
        });

        assertThat(inquiry.await(ID, LONG))
                .isEqualTo(new ScoreAnswer.Scored("FINAL", 0.83, "abnormal", "abnormal", "r-1"));
        assertThat(paths).hasSize(3).containsOnly("/api/v1/acquisitions/" + ID);
    }

    @Test
    void saysClassesAndQuantitiesInWords() throws Exception {
        var classes = inquiry(
                number -> new Answer(
                        200,
                        "{\"scoreState\":\"FINAL\",\"probability\":null,\"decision\":\"ctc\",\"releaseId\":\"r-1\","
                                + "\"output\":{\"kind\":\"classes\",\"classNames\":[\"leukocyte\",\"ctc\"],\"values\":[0.25,0.75]}}"));
        assertThat(classes.await(ID, LONG))
                .isEqualTo(new ScoreAnswer.Answered("FINAL", "leukocyte 0.250, ctc 0.750", "ctc", "r-1"));
        stop();

        var volume = inquiry(number -> new Answer(
                200,
                "{\"scoreState\":\"FINAL\",\"probability\":null,\"releaseId\":\"r-1\",\"output\":{\"kind\":\"quantity\","
                        + "\"value\":73.24,\"low\":61,\"high\":88.1,\"unit\":\"mL\"}}"));
        assertThat(volume.await(ID, LONG))
                .isEqualTo(new ScoreAnswer.Answered("FINAL", "73.2 mL (61.0 to 88.1)", "", "r-1"));
    }

    @Test
    void saysWhyThereIsNoScore() throws Exception {
        var inquiry = inquiry(number -> new Answer(
                200,
                "{\"scoreState\":\"CANNOT_SCORE\",\"probability\":null,"
                        + "\"cannotScore\":{\"cause\":\"NO_RELEASE\",\"explanation\":\"no release for datscan\"}}"));

        assertThat(inquiry.await(ID, LONG))
                .isEqualTo(new ScoreAnswer.CannotScore("NO_RELEASE", "no release for datscan"));
    }

    @Test
    void goesOnWhenTheServiceFailsForAMoment() throws Exception {
        var inquiry = inquiry(number ->
                number < 3 ? new Answer(503, "later") : new Answer(200, "{\"probability\":0,\"releaseId\":\"r\"}"));

        assertThat(inquiry.await(ID, LONG)).isEqualTo(new ScoreAnswer.Scored("", 0, "", "", "r"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"probability\":1.01}", "{\"probability\":-0.1}", "not json", "[]"})
    void doesNotPassOnNonsense(String body) throws Exception {
        assertThat(inquiry(number -> new Answer(200, body)).await(ID, Duration.ZERO))
                .isInstanceOf(ScoreAnswer.Unavailable.class);
    }

    @Test
    void endsWithTheLastAnswerWhenTimeIsUp() throws Exception {
        assertThat(inquiry(number -> new Answer(404, "")).await(ID, Duration.ofMillis(120)))
                .isEqualTo(new ScoreAnswer.NotYet());
    }

    @ParameterizedTest
    @CsvSource({"200,[],true", "200,'[{\"exam\":\"mgmt\"}]',false", "200,nonsense,false", "503,[],false"})
    void knowsWhetherAnythingScoresAnExam(int status, String body, boolean none) throws Exception {
        assertThat(inquiry(number -> new Answer(status, body)).hasNoRelease("mgmt"))
                .isEqualTo(none);
        assertThat(paths).containsOnly("/api/v1/models?exam=mgmt");
    }

    @Test
    void saysThatNothingListens() throws Exception {
        var inquiry = inquiry(number -> new Answer(404, ""));
        server.stop(0);

        assertThat(inquiry.await(ID, Duration.ZERO)).isInstanceOf(ScoreAnswer.Unavailable.class);
    }

    private ScoreInquiry inquiry(IntFunction<Answer> answers) throws IOException {
        var asked = new AtomicInteger();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            paths.add(exchange.getRequestURI().toString());
            Answer answer = answers.apply(asked.incrementAndGet());
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return new ScoreInquiry(
                () -> URI.create("http://localhost:" + server.getAddress().getPort() + "/"));
    }
}
