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
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Requests to the training service; what it refuses is told in its own words. */
final class TrainingHttp {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();

    private final String url;

    TrainingHttp(String url) {
        this.url = url;
    }

    /** The service of the running system. */
    static TrainingHttp ofEnvironment() {
        return new TrainingHttp(System.getenv().getOrDefault("EARLYVIEW_TRAINING_URL", "http://localhost:8083"));
    }

    /** Where a path is answered. */
    String address(String path) {
        return url + path;
    }

    /** The answer's body, whose status must be one of these. */
    <T> T json(String method, String path, @Nullable Map<String, Object> body, Class<T> type, int... expected) {
        HttpResponse<String> answer =
                send(method, path, body == null ? null : write(body), BodyHandlers.ofString(StandardCharsets.UTF_8));
        try {
            JsonNode said = JSON.readTree(answer.body());
            if (Arrays.stream(expected).noneMatch(status -> status == answer.statusCode())) {
                throw new IllegalStateException(
                        "the training service refuses: " + said.path("detail").asText(answer.body()));
            }
            return JSON.treeToValue(said, type);
        } catch (IOException e) {
            throw new UncheckedIOException("the training service's answer cannot be read", e);
        }
    }

    <T> HttpResponse<T> send(String method, String path, @Nullable String body, BodyHandler<T> handler) {
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

    /** Nobody answers. */
    static final class NoService extends IllegalStateException {
        private static final long serialVersionUID = 1;

        NoService(String message, IOException cause) {
            super(message, cause);
        }
    }
}
