package io.earlyview.local.train;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The training service's REST, as far as the command needs it. */
final class TrainingClient {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();

    private static final Duration AWAY_MOST = Duration.ofMinutes(5);

    private final String url;
    private OptionalLong awaySinceNanos = OptionalLong.empty();

    TrainingClient(String url) {
        this.url = url;
    }

    /** A run as the service tells it; what is not known yet is null. */
    record Run(
            String runId,
            String state,
            boolean finished,
            String sentence,
            @Nullable Progress progress,
            @Nullable List<Epoch> history,
            @Nullable List<String> suggestedRemedies,
            @Nullable Resumption resumption,
            @Nullable DataSet dataSet,
            @Nullable CrossValidation crossValidation,
            @Nullable Evaluation evaluation,
            @Nullable Comparison comparison,
            @Nullable Release release) {}

    /** How it was taken up after the service had stopped. */
    record Resumption(int times, String sentence) {}

    /** How far fitting is; seconds. */
    record Progress(int epoch, int epochs, double share, double loss, double elapsedSeconds, double etaSeconds) {}

    /** One finished epoch; losses in nats. */
    record Epoch(
            int epoch,
            double trainLoss,
            @Nullable Double validationLoss,
            @Nullable Double validationFigure) {}

    /** What it trains on. */
    record DataSet(
            int examples,
            Map<String, Integer> perClass,
            boolean simulated,
            @Nullable LeftOut leftOut) {}

    /** What it does not train on, and why. */
    record LeftOut(
            int withoutLabel, int withoutExample, int authorSawScore, int unknownClass, int undecodable, int erased) {}

    /** Figures on held-out examples, by name. */
    record Evaluation(
            int examples,
            int patients,
            Map<String, Figure> figures,
            @Nullable Double parityMaxDifference) {}

    /** Every example scored by a network that was fitted without its patient; no figures where a fold broke off. */
    record CrossValidation(
            int folds, String sentence, @Nullable Evaluation evaluation) {}

    /** A figure with its 95 % interval; null is what cannot be told. */
    record Figure(
            @Nullable Double value,
            @Nullable Double low,
            @Nullable Double high) {}

    /** The champion before, on the same held-out examples. */
    record Comparison(
            @Nullable String championReleaseId,
            @Nullable Double championFigure,
            @Nullable String note) {}

    /** What was released. */
    record Release(String releaseId, String artifactSha256, long artifactSize) {}

    /** Asks for a run. */
    Run start(Map<String, Object> request) {
        return read(send("POST", "/api/v1/runs", write(request), BodyHandlers.ofString(StandardCharsets.UTF_8)), 202);
    }

    /** How a run is doing. */
    Run run(String runId) {
        return read(send("GET", "/api/v1/runs/" + runId, null, BodyHandlers.ofString(StandardCharsets.UTF_8)), 200);
    }

    /** How a run is doing; nothing while the service is away, as it is while it is started again. */
    Optional<Run> runUnlessAway(String runId) {
        try {
            Run run = run(runId);
            awaySinceNanos = OptionalLong.empty();
            return Optional.of(run);
        } catch (NoService e) {
            long now = System.nanoTime();
            if (now - awaySinceNanos.orElse(now) > AWAY_MOST.toNanos()) {
                throw e;
            }
            awaySinceNanos = OptionalLong.of(awaySinceNanos.orElse(now));
            return Optional.empty();
        }
    }

    /** Nobody answers. */
    private static final class NoService extends IllegalStateException {
        private static final long serialVersionUID = 1;

        NoService(String message, IOException cause) {
            super(message, cause);
        }
    }

    /** Asks a run to end. */
    void cancel(String runId) {
        send("DELETE", "/api/v1/runs/" + runId, null, BodyHandlers.discarding());
    }

    /** Where a run's page is answered. */
    String pageAddress(String runId) {
        return url + "/api/v1/runs/" + runId + "/page";
    }

    /** A run's page. */
    byte[] page(String runId) {
        HttpResponse<byte[]> answer = send("GET", "/api/v1/runs/" + runId + "/page", null, BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("the page of run " + runId + " is not there: " + answer.statusCode());
        }
        return answer.body();
    }

    /** A file of a release: {@code artifact} or {@code manifest}. */
    byte[] releaseFile(String releaseId, String file) {
        HttpResponse<byte[]> answer =
                send("GET", "/api/v1/releases/" + releaseId + "/" + file, null, BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(
                    file + " of release " + releaseId + " is not there: " + answer.statusCode());
        }
        return answer.body();
    }

    private static Run read(HttpResponse<String> answer, int expected) {
        try {
            JsonNode body = JSON.readTree(answer.body());
            if (answer.statusCode() != expected) {
                String detail = body.path("detail").asText(answer.body());
                throw new IllegalStateException("the training service refuses: " + detail);
            }
            return JSON.treeToValue(body, Run.class);
        } catch (IOException e) {
            throw new UncheckedIOException("the training service's answer cannot be read", e);
        }
    }

    private <T> HttpResponse<T> send(String method, String path, @Nullable String body, BodyHandler<T> handler) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return HTTP.send(request, handler);
        } catch (ConnectException e) {
            throw new NoService("no training service at " + url + "; start a system with ./earlyview up", e);
        } catch (IOException e) {
            throw new NoService("the training service at " + url + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static String write(Map<String, Object> request) {
        try {
            return JSON.writeValueAsString(request);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
