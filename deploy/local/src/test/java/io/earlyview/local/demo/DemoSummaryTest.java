package io.earlyview.local.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.local.demo.ResultsClient.Acquisition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DemoSummaryTest {
    private static final Map<String, Boolean> TRUTH =
            new LinkedHashMap<>(Map.of("a", true, "b", true, "c", false, "d", false));

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
        DemoSummary summary = DemoSummary.of(TRUTH, ALL, new ScoreAudit.Seen(TRUTH.keySet(), 0));

        assertEquals(4, summary.scored());
        assertEquals(0, summary.lost());
        assertEquals((1 + 1 + 0.5 + 1) / 4, summary.auroc(), 1e-12); // b and c tie
        assertEquals(2, summary.firstScoreViews());
        assertEquals(250, summary.latencyMillis().p99(), 1e-9);
        assertEquals(new DemoSummary.Confusion(1, 1, 0, 2), summary.truthAgainstDecision());
        assertTrue(summary.kept());
    }

    @Test
    void aScoreMissingInTheDatabaseOrOnTheTopicIsLost() {
        DemoSummary inDatabase = DemoSummary.of(TRUTH, ALL.subList(0, 3), new ScoreAudit.Seen(TRUTH.keySet(), 0));
        DemoSummary onTopic = DemoSummary.of(TRUTH, ALL, new ScoreAudit.Seen(Set.of("a", "b", "c"), 0));

        assertEquals(1, inDatabase.lost());
        assertFalse(inDatabase.kept());
        assertEquals(1, onTopic.lost());
        assertFalse(onTopic.kept());
    }

    @Test
    void aDoubledRevisionBreaksThePromise() {
        assertFalse(DemoSummary.of(TRUTH, ALL, new ScoreAudit.Seen(TRUTH.keySet(), 1))
                .kept());
    }

    @Test
    void quantilesAreValuesThatWereSeen() {
        double[] sorted = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};

        assertEquals(5, DemoSummary.quantile(sorted, 0.5));
        assertEquals(10, DemoSummary.quantile(sorted, 0.99));
        assertTrue(Double.isNaN(DemoSummary.quantile(new double[0], 0.5)));
    }
}
