package io.earlyview.local.demo;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads acquisitions over REST, as a hospital system would. */
final class ResultsClient {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final String url;

    ResultsClient(String url) {
        this.url = url;
    }

    /** What the table and the summary need of one acquisition. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Acquisition(
            String acquisitionId,
            String state,
            int framesReceived,
            @Nullable Integer expectedFrames,
            @Nullable Double probability,
            @Nullable String decision,
            @Nullable String releaseId,
            @Nullable Integer revision,
            @Nullable Integer framesUsed,
            @Nullable String acquiredAt,
            @Nullable String persistedAt) {

        /** Frames of the whole scan; 0 until a message says so. */
        int frames() {
            return expectedFrames == null ? 0 : expectedFrames;
        }

        boolean inProgress() {
            return state.equals("IN_PROGRESS");
        }

        boolean scored() {
            return probability != null;
        }

        /** From the last byte of the last needed frame at the gateway to the row in the database. */
        double latencyMillis() {
            if (acquiredAt == null || persistedAt == null) {
                throw new IllegalStateException("acquisition " + acquisitionId + " has no stamps");
            }
            return Duration.between(Instant.parse(acquiredAt), Instant.parse(persistedAt))
                            .toNanos()
                    / 1e6;
        }
    }

    /** All acquisitions, newest first. */
    List<Acquisition> acquisitions() {
        JavaType list = JSON.getTypeFactory().constructCollectionType(List.class, Acquisition.class);
        return JSON.convertValue(get("/api/v1/acquisitions?limit=500").path("items"), list);
    }

    private JsonNode get(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(10))
                .build();
        try {
            HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(path + " answered " + answer.statusCode() + ": " + answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException("results service does not answer at " + url, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
