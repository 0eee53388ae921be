package io.earlyview.training.runs;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When an exam is trained without anybody asking, and how that stands.
 *
 * @param on whether it ever is
 * @param newLabels begins as soon as so many labelled examples have come since the last run's data set
 * @param cron begins at these times, UTC
 * @param every begins after so much time since the last run
 * @param labelsSince labelled examples that have come since; absent until they have been counted
 * @param nextDue by the clock; from a time in the past on it waits for something new, or for the run that goes on
 * @param sentence what is waited for, or what was done last
 * @param lastRun the exam's last run, whoever began it
 */
public record RetrainingEntry(
        String exam,
        boolean on,
        @Nullable Integer newLabels,
        @Nullable String cron,
        @Nullable Duration every,
        @Nullable Integer labelsSince,
        @Nullable Instant nextDue,
        String sentence,
        @Nullable LastRun lastRun) {

    /** A run and who or what began it. */
    public record LastRun(String runId, StartedBy startedBy, Instant startedAt, RunState state) {
        static LastRun of(Run run) {
            return new LastRun(run.runId(), run.startedBy(), run.startedAt(), run.state());
        }
    }
}
