package io.earlyview.local.demo;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the demo found, as it stands in the JSON file.
 *
 * @param acquisitions how many were sent
 * @param scored how many have a probability in the database
 * @param lost sent, but without a probability in the database or on the topic
 * @param duplicated records of one revision beyond its first
 * @param auroc area under the ROC curve of the probabilities against the simulated truth
 * @param firstScoreViews views that the first score rested on; the most of all acquisitions
 */
@JsonPropertyOrder({"acquisitions", "scored", "lost", "duplicated", "auroc", "firstScoreViews", "latencyMillis"})
record DemoSummary(
        int acquisitions,
        int scored,
        int lost,
        int duplicated,
        double auroc,
        int firstScoreViews,
        Latency latencyMillis,
        Confusion truthAgainstDecision,
        boolean simulated,
        String notice) {

    static final String NOTICE = "Research use only. Not a medical device; not for diagnosis. Simulated data.";

    /** Median and 99th percentile, milliseconds. */
    record Latency(double p50, double p99) {}

    /** Counts of simulated truth against decision at the exam's operating point. */
    record Confusion(int abnormalAsAbnormal, int abnormalAsNormal, int normalAsAbnormal, int normalAsNormal) {}

    /** Puts together what was sent, what the database holds and what the topic showed. */
    static DemoSummary of(Map<String, Boolean> truth, List<ResultsClient.Acquisition> stored, ScoreAudit.Seen seen) {
        List<ResultsClient.Acquisition> scored = stored.stream()
                .filter(acquisition -> truth.containsKey(acquisition.acquisitionId()) && acquisition.scored())
                .toList();
        Set<String> inDatabase = Set.copyOf(
                scored.stream().map(ResultsClient.Acquisition::acquisitionId).toList());
        int lost = (int) truth.keySet().stream()
                .filter(id -> !inDatabase.contains(id) || !seen.acquisitions().contains(id))
                .count();
        double[] latencies = scored.stream()
                .mapToDouble(ResultsClient.Acquisition::latencyMillis)
                .sorted()
                .toArray();
        return new DemoSummary(
                truth.size(),
                scored.size(),
                lost,
                seen.duplicated(),
                auroc(scored, truth),
                scored.stream()
                        .mapToInt(acquisition -> acquisition.framesUsed() == null ? 0 : acquisition.framesUsed())
                        .max()
                        .orElse(0),
                new Latency(quantile(latencies, 0.5), quantile(latencies, 0.99)),
                confusion(scored, truth),
                true,
                NOTICE);
    }

    /** Share of (abnormal, normal) pairs that the probabilities put in the right order; ties count half. */
    static double auroc(List<ResultsClient.Acquisition> scored, Map<String, Boolean> truth) {
        double[] abnormal = probabilities(scored, truth, true);
        double[] normal = probabilities(scored, truth, false);
        double inOrder = 0;
        for (double positive : abnormal) {
            for (double negative : normal) {
                inOrder += positive > negative ? 1 : positive == negative ? 0.5 : 0;
            }
        }
        return inOrder / Math.max(1, abnormal.length * (double) normal.length);
    }

    private static double[] probabilities(
            List<ResultsClient.Acquisition> scored, Map<String, Boolean> truth, boolean abnormal) {
        return scored.stream()
                .filter(acquisition -> Boolean.valueOf(abnormal).equals(truth.get(acquisition.acquisitionId())))
                .mapToDouble(acquisition -> acquisition.probability() == null ? 0 : acquisition.probability())
                .toArray();
    }

    private static Confusion confusion(List<ResultsClient.Acquisition> scored, Map<String, Boolean> truth) {
        int[] cells = new int[4];
        for (ResultsClient.Acquisition acquisition : scored) {
            int row = Boolean.TRUE.equals(truth.get(acquisition.acquisitionId())) ? 0 : 2;
            cells[row + ("abnormal".equals(acquisition.decision()) ? 0 : 1)]++;
        }
        return new Confusion(cells[0], cells[1], cells[2], cells[3]);
    }

    /** The smallest value that at least this share of the sorted values does not exceed. */
    static double quantile(double[] sorted, double share) {
        return sorted.length == 0
                ? Double.NaN
                : Arrays.stream(sorted)
                        .skip((long) Math.max(0, Math.ceil(share * sorted.length) - 1))
                        .findFirst()
                        .orElseThrow();
    }

    /** Whether the promise held: every acquisition scored, once. */
    boolean kept() {
        return scored == acquisitions && lost == 0 && duplicated == 0;
    }

    @Override
    public String toString() {
        return """
                truth against decision      decided abnormal   decided normal
                  simulated abnormal        %16d %16d
                  simulated normal          %16d %16d
                AUROC against the simulated truth      %.3f
                first score after                      %d views of 120
                last needed frame -> persisted score   p50 %.0f ms   p99 %.0f ms
                acquisitions %d   scored %d   lost %d   duplicated %d
                %s""".formatted(
                        truthAgainstDecision.abnormalAsAbnormal(),
                        truthAgainstDecision.abnormalAsNormal(),
                        truthAgainstDecision.normalAsAbnormal(),
                        truthAgainstDecision.normalAsNormal(),
                        auroc,
                        firstScoreViews,
                        latencyMillis.p50(),
                        latencyMillis.p99(),
                        acquisitions,
                        scored,
                        lost,
                        duplicated,
                        notice);
    }
}
