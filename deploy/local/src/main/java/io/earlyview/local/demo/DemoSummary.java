package io.earlyview.local.demo;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.earlyview.local.audit.AuditReport;
import io.earlyview.local.audit.Quantiles;
import java.util.List;
import java.util.Map;

/**
 * What the demo found, as it stands in the JSON file.
 *
 * @param acquisitions how many were sent
 * @param scored how many have a probability in the database
 * @param lost acquisitions of which something that was accepted, or follows from it, is missing
 * @param duplicated records and rows that are there again
 * @param regressed records and rows that came late or disagree
 * @param auroc area under the ROC curve of the probabilities against the simulated truth
 * @param firstScoreViews views that the first score rested on; the most of all acquisitions
 */
@JsonPropertyOrder({
    "acquisitions",
    "scored",
    "lost",
    "duplicated",
    "regressed",
    "auroc",
    "firstScoreViews",
    "revisions",
    "latencyMillis"
})
record DemoSummary(
        int acquisitions,
        int scored,
        int lost,
        int duplicated,
        int regressed,
        double auroc,
        int firstScoreViews,
        int revisions,
        Latency latencyMillis,
        Confusion truthAgainstDecision,
        boolean simulated,
        String notice) {

    static final String NOTICE = "Research use only. Not a medical device; not for diagnosis. Simulated data.";

    /** Median and 99th percentile, milliseconds. */
    record Latency(double p50, double p99) {}

    /** Counts of simulated truth against decision at the exam's operating point. */
    record Confusion(int abnormalAsAbnormal, int abnormalAsNormal, int normalAsAbnormal, int normalAsNormal) {}

    /**
     * Puts together what was sent, what REST shows and what the audit found.
     *
     * @param truth {@code abnormal} or {@code normal} by acquisition id
     */
    static DemoSummary of(Map<String, String> truth, List<ResultsClient.Acquisition> stored, AuditReport audit) {
        List<ResultsClient.Acquisition> scored = stored.stream()
                .filter(acquisition -> truth.containsKey(acquisition.acquisitionId()) && acquisition.scored())
                .toList();
        Quantiles latencies = Quantiles.of(
                scored.stream().map(ResultsClient.Acquisition::latencyMillis).toList());
        return new DemoSummary(
                truth.size(),
                scored.size(),
                audit.lost(),
                audit.duplicated(),
                audit.regressed(),
                auroc(scored, truth),
                audit.firstFrames(),
                audit.scores(),
                new Latency(latencies.at(0.5), latencies.at(0.99)),
                confusion(scored, truth),
                true,
                NOTICE);
    }

    /** Share of (abnormal, normal) pairs that the probabilities put in the right order; ties count half. */
    static double auroc(List<ResultsClient.Acquisition> scored, Map<String, String> truth) {
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
            List<ResultsClient.Acquisition> scored, Map<String, String> truth, boolean abnormal) {
        return scored.stream()
                .filter(acquisition -> abnormal == isAbnormal(truth, acquisition))
                .mapToDouble(acquisition -> acquisition.probability() == null ? 0 : acquisition.probability())
                .toArray();
    }

    private static Confusion confusion(List<ResultsClient.Acquisition> scored, Map<String, String> truth) {
        int[] cells = new int[4];
        for (ResultsClient.Acquisition acquisition : scored) {
            int row = isAbnormal(truth, acquisition) ? 0 : 2;
            cells[row + ("abnormal".equals(acquisition.decision()) ? 0 : 1)]++;
        }
        return new Confusion(cells[0], cells[1], cells[2], cells[3]);
    }

    private static boolean isAbnormal(Map<String, String> truth, ResultsClient.Acquisition acquisition) {
        return "abnormal".equals(truth.get(acquisition.acquisitionId()));
    }

    /** Whether the promise held: every acquisition scored, nothing lost, doubled or out of order. */
    boolean kept() {
        return scored == acquisitions && lost + duplicated + regressed == 0;
    }

    @Override
    public String toString() {
        return """
                truth against decision      decided abnormal   decided normal
                  simulated abnormal        %16d %16d
                  simulated normal          %16d %16d
                AUROC against the simulated truth      %.3f
                first score after                      %d views of 120, then one with each further view: %d in all
                last frame -> persisted score          p50 %.0f ms   p99 %.0f ms
                acquisitions %d   scored %d   lost %d   duplicated %d   regressed %d
                %s""".formatted(
                        truthAgainstDecision.abnormalAsAbnormal(),
                        truthAgainstDecision.abnormalAsNormal(),
                        truthAgainstDecision.normalAsAbnormal(),
                        truthAgainstDecision.normalAsNormal(),
                        auroc,
                        firstScoreViews,
                        revisions,
                        latencyMillis.p50(),
                        latencyMillis.p99(),
                        acquisitions,
                        scored,
                        lost,
                        duplicated,
                        regressed,
                        notice);
    }
}
