package io.earlyview.local.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.local.audit.AuditReport;
import io.earlyview.local.audit.Finding;
import io.earlyview.local.demo.ResultsClient.Acquisition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DemoSummaryTest {
    private static final Map<String, String> TRUTH =
            new LinkedHashMap<>(Map.of("a", "abnormal", "b", "abnormal", "c", "normal", "d", "normal"));
    private static final AuditReport KEPT = new AuditReport(4, 480, 476, 2, List.of());

    private static Acquisition scored(String id, double probability) {
        return new Acquisition(
                id,
                "COMPLETED",
                120,
                120,
                probability,
                probability >= 0.5 ? "abnormal" : "normal",
                "release",
                1,
                2,
                "2026-11-22T10:00:00Z",
                "2026-11-22T10:00:00.250Z");
    }

    private static final List<Acquisition> ALL =
            List.of(scored("a", 0.9), scored("b", 0.4), scored("c", 0.4), scored("d", 0.1));

    @Test
    void countsWhatWasKept() {
        DemoSummary summary = DemoSummary.of(TRUTH, ALL, KEPT);

        assertEquals(4, summary.scored());
        assertEquals(0, summary.lost());
        assertEquals((1 + 1 + 0.5 + 1) / 4, summary.auroc(), 1e-12); // b and c tie
        assertEquals(2, summary.firstScoreViews());
        assertEquals(476, summary.revisions());
        assertEquals(250, summary.latencyMillis().p99(), 1e-9);
        assertEquals(new DemoSummary.Confusion(1, 1, 0, 2), summary.truthAgainstDecision());
        assertTrue(summary.kept());
    }

    @Test
    void anAcquisitionWithoutAScoreBreaksThePromise() {
        assertFalse(DemoSummary.of(TRUTH, ALL.subList(0, 3), KEPT).kept());
    }

    @Test
    void whateverTheAuditFindsBreaksThePromise() {
        for (Finding.Kind kind : Finding.Kind.values()) {
            AuditReport broken = KEPT.with(List.of(new Finding(kind, "a", "planted")));
            DemoSummary summary = DemoSummary.of(TRUTH, ALL, broken);

            assertEquals(1, summary.lost() + summary.duplicated() + summary.regressed());
            assertFalse(summary.kept());
        }
    }
}
