package io.earlyview.gateway.scores;

import io.earlyview.gateway.domain.Pseudonym;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Asks for one acquisition's score, again and again until it is there or time is up. */
@Singleton
public final class ScoreInquiry {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);
    /** A score that took longer may not be coming at all. */
    private static final Duration USUAL = Duration.ofSeconds(5);

    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(5);

    private final URI results;

    public ScoreInquiry(ResultsConfig config) {
        this.results = config.results();
    }

    /** The base address that is asked, for messages. */
    public URI address() {
        return results;
    }

    /** The answer once there is a score or the certainty that none is coming; else the last answer in time. */
    public ScoreAnswer await(Pseudonym acquisition, String exam, Duration patience) throws InterruptedException {
        ScoreAnswer soon = await(acquisition, USUAL);
        if (!(soon instanceof ScoreAnswer.NotYet)) {
            return soon;
        }
        return hasNoRelease(exam) ? new ScoreAnswer.NoRelease(exam) : await(acquisition, patience.minus(USUAL));
    }

    ScoreAnswer await(Pseudonym acquisition, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        Duration pause = FIRST_PAUSE;
        try (HttpClient client = client()) {
            while (true) {
                ScoreAnswer answer = ask(client, acquisition);
                long left = deadline - System.nanoTime();
                boolean settled = answer instanceof ScoreAnswer.Scored
                        || answer instanceof ScoreAnswer.Answered
                        || answer instanceof ScoreAnswer.CannotScore;
                if (settled || left <= 0) {
                    return answer;
                }
                Thread.sleep(Math.min(pause.toMillis(), Math.max(1, left / 1_000_000)));
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
            }
        }
    }

    /** Whether the results service says for certain that no release of a model answers this exam. */
    boolean hasNoRelease(String exam) throws InterruptedException {
        try (HttpClient client = client()) {
            var response = get(client, "/api/v1/models?exam=" + URLEncoder.encode(exam, StandardCharsets.UTF_8));
            return response.statusCode() == 200 && ScoreDocument.isEmptyList(response.body());
        } catch (IOException e) {
            return false;
        }
    }

    private ScoreAnswer ask(HttpClient client, Pseudonym acquisition) throws InterruptedException {
        try {
            var response = get(client, "/api/v1/acquisitions/" + acquisition.hex());
            return switch (response.statusCode()) {
                case 200 -> ScoreDocument.read(response.body());
                case 404 -> new ScoreAnswer.NotYet();
                default -> new ScoreAnswer.Unavailable("it answered with status " + response.statusCode());
            };
        } catch (IOException e) {
            return new ScoreAnswer.Unavailable("it cannot be reached");
        }
    }

    private HttpResponse<String> get(HttpClient client, String path) throws IOException, InterruptedException {
        String base = results.toString().replaceAll("/+$", "");
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Accept", "application/json")
                .timeout(REQUEST_TIMEOUT)
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private static HttpClient client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(REQUEST_TIMEOUT)
                .build();
    }
}
