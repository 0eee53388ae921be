package io.earlyview.local.train;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Releases over the training service's REST. */
final class ReleaseClient {
    private static final String RELEASES = "/api/v1/releases";
    private static final String SHADOWS = "/api/v1/shadows/";

    private final TrainingHttp http;

    ReleaseClient(TrainingHttp http) {
        this.http = http;
    }

    /** A release; what it does not have is null. Times are ISO 8601. */
    record Release(
            String releaseId,
            String exam,
            String stage,
            String kind,
            String releasedAt,
            String artifactSha256,
            long artifactSize,
            @Nullable OtherFile weights,
            @Nullable OtherFile head,
            @Nullable Stopping stopping,
            boolean shadow,
            List<Refusal> refusals,
            Map<String, TrainingClient.Figure> figures,
            @Nullable Gate gate,
            Signature signature,
            Lineage lineage,
            @Nullable LockedSet lockedSet,
            List<Decision> decisions) {}

    record OtherFile(String sha256, long size) {}

    /** A process of inference that does not take the release, and why. */
    record Refusal(String instance, String reason, String at) {}

    /** When a score allows to stop the scan; a limit that there is not is null. */
    record Stopping(
            int leastFrames,
            @Nullable Double normalAtMost,
            @Nullable Double abnormalAtLeast,
            double riskLimit,
            Stopped normal,
            Stopped abnormal,
            int cases,
            double meanFrames) {}

    record Stopped(int stopped, int wrong, double riskAtMost) {}

    record Gate(String outcome, List<String> sentences, String criteriaSha256, String championReleaseId) {}

    record Signature(String state, @Nullable String keyId, String sentence) {}

    record Offset(String topic, int partition, long endOffset) {}

    record Lineage(
            String runId,
            String recipe,
            long seed,
            String codeVersion,
            String datasetSha256,
            List<Offset> offsets,
            int examplesTrained,
            int examplesHeldOut,
            boolean simulated,
            String calibrator,
            List<String> criteria,
            String criteriaSha256,
            List<String> findings) {}

    record LockedSet(
            double share, int examples, int patients, int reads, int readsByNow, List<String> missingClasses) {}

    record Decision(
            String kind,
            String by,
            String reason,
            String at,
            @Nullable String overrideReason,
            @Nullable String otherReleaseId) {}

    /** A look at a locked test set. */
    record Read(int number, String at, String by, String why, int examples) {}

    private record Decided(String sentence) {}

    /** All of an exam, or of every exam where it is empty; the latest first. */
    List<Release> all(String exam) {
        return List.of(http.json("GET", RELEASES + "?exam=" + encoded(exam), null, Release[].class, 200));
    }

    Release one(String releaseId) {
        return http.json("GET", RELEASES + "/" + encoded(releaseId), null, Release.class, 200);
    }

    List<Read> reads(String exam) {
        return List.of(http.json("GET", "/api/v1/locked-sets/" + encoded(exam) + "/reads", null, Read[].class, 200));
    }

    /** Promotes or proposes; what became of it, in a sentence. */
    String promote(String releaseId, String by, String reason, @Nullable String override) {
        return decide(releaseId, "promotion", by, reason, override);
    }

    /** Takes the champion with this id back. */
    String rollBack(String releaseId, String by, String reason, @Nullable String override) {
        return decide(releaseId, "rollback", by, reason, override);
    }

    /** Lets a release score beside the champion of its exam. */
    String beginShadow(String exam, String releaseId) {
        return http.json("PUT", SHADOWS + encoded(exam), Map.of("releaseId", releaseId), Decided.class, 200)
                .sentence();
    }

    /** Lets no release score beside the exam's champion. */
    String endShadow(String exam) {
        return http.json("DELETE", SHADOWS + encoded(exam), null, Decided.class, 200)
                .sentence();
    }

    private String decide(String releaseId, String what, String by, String reason, @Nullable String override) {
        Map<String, Object> body = new HashMap<>(Map.of("by", by, "reason", reason));
        if (override != null) {
            body.put("overrideReason", override);
        }
        return http.json("POST", RELEASES + "/" + encoded(releaseId) + "/" + what, body, Decided.class, 200, 202)
                .sentence();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
