package io.earlyview.local.train;

import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The training service's REST, as far as the command needs it. */
final class TrainingClient {
    private final TrainingHttp http;

    private static final Duration AWAY_MOST = Duration.ofMinutes(5);

    private OptionalLong awaySinceNanos = OptionalLong.empty();

    TrainingClient(TrainingHttp http) {
        this.http = http;
    }

    /** A run as the service tells it; what is not known yet is null. */
    record Run(
            String runId,
            String state,
            boolean finished,
            String sentence,
            @Nullable Progress progress,
            @Nullable List<Epoch> history,
            @Nullable List<Finding> findings,
            @Nullable List<String> suggestedRemedies,
            @Nullable Resumption resumption,
            @Nullable DataSet dataSet,
            @Nullable CrossValidation crossValidation,
            @Nullable Evaluation evaluation,
            @Nullable Comparison comparison,
            @Nullable Release release,
            @Nullable LockedSet lockedSet,
            @Nullable Gate gate) {}

    /** What a check named: ERROR, WARNING or NOTE, and all of it in words. */
    record Finding(String rule, String grade, String sentence) {}

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
            int withoutLabel,
            int withoutExample,
            int authorSawScore,
            int unknownClass,
            int undecodable,
            int erased,
            int empty,
            int simulated) {}

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
            @Nullable Double high) {
        private static final double SMALLEST_OF_THREE_DIGITS = 0.0005;

        /** With three digits after the point; what would be 0.000 with its first one. */
        String said() {
            if (value == null) {
                return "-";
            }
            boolean small = value != 0 && Math.abs(value) < SMALLEST_OF_THREE_DIGITS;
            return String.format(Locale.ROOT, small ? "%.1g" : "%.3f", value);
        }
    }

    /** The champion before, on the same held-out examples. */
    record Comparison(
            @Nullable String championReleaseId,
            @Nullable Double championFigure,
            @Nullable String note) {}

    /** The examples that no run trains on. */
    record LockedSet(int reads, String sentence) {}

    /** What the gate found: PASSED, WORSE or REFUSED. */
    record Gate(String outcome, List<String> sentences) {}

    /** What was released. */
    record Release(String releaseId, String artifactSha256, long artifactSize) {}

    /** Asks for a run. */
    Run start(Map<String, Object> request) {
        return http.json("POST", "/api/v1/runs", request, Run.class, 202);
    }

    /** How a run is doing. */
    Run run(String runId) {
        return http.json("GET", "/api/v1/runs/" + runId, null, Run.class, 200);
    }

    /** How a run is doing; nothing while the service is away, as it is while it is started again. */
    Optional<Run> runUnlessAway(String runId) {
        try {
            Run run = run(runId);
            awaySinceNanos = OptionalLong.empty();
            return Optional.of(run);
        } catch (TrainingHttp.NoService e) {
            long now = System.nanoTime();
            if (now - awaySinceNanos.orElse(now) > AWAY_MOST.toNanos()) {
                throw e;
            }
            awaySinceNanos = OptionalLong.of(awaySinceNanos.orElse(now));
            return Optional.empty();
        }
    }

    /** Asks a run to end. */
    void cancel(String runId) {
        http.send("DELETE", "/api/v1/runs/" + runId, null, BodyHandlers.discarding());
    }

    /** Where a run's page is answered. */
    String pageAddress(String runId) {
        return http.address("/api/v1/runs/" + runId + "/page");
    }

    /** A run's page. */
    byte[] page(String runId) {
        HttpResponse<byte[]> answer =
                http.send("GET", "/api/v1/runs/" + runId + "/page", null, BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("the page of run " + runId + " is not there: " + answer.statusCode());
        }
        return answer.body();
    }

    /** A file of a release: {@code artifact}, {@code head} or {@code manifest}. */
    byte[] releaseFile(String releaseId, String file) {
        HttpResponse<byte[]> answer =
                http.send("GET", "/api/v1/releases/" + releaseId + "/" + file, null, BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(
                    file + " of release " + releaseId + " is not there: " + answer.statusCode());
        }
        return answer.body();
    }
}
