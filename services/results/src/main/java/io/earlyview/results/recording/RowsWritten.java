package io.earlyview.results.recording;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** What recording counts. */
@ApplicationScoped
class RowsWritten {
    private final MeterRegistry metrics;
    private final Timer acquiredToPersisted;

    RowsWritten(MeterRegistry metrics) {
        this.metrics = metrics;
        this.acquiredToPersisted = Timer.builder("earlyview_results_acquired_to_persisted")
                .description("From the last byte of the last needed frame at the gateway to the score's row")
                .serviceLevelObjectives(
                        Duration.ofMillis(10),
                        Duration.ofMillis(25),
                        Duration.ofMillis(50),
                        Duration.ofMillis(100),
                        Duration.ofMillis(250),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(30))
                .register(metrics);
    }

    /** Rows of a table that were new or changed. */
    void count(String table, long rows) {
        Counter.builder("earlyview_results_rows_written")
                .description("Rows that were new or changed; records delivered again change none")
                .tag("table", table)
                .register(metrics)
                .increment(rows);
    }

    /** The latency of one new score. Clocks of two machines may disagree; less than nothing counts as nothing. */
    void latency(Duration fromAcquired) {
        acquiredToPersisted.record(fromAcquired.isNegative() ? Duration.ZERO : fromAcquired);
    }
}
