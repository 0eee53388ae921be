package io.earlyview.training.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** When an exam is trained without anybody asking. */
class RetrainingPlanTest {
    private static final Instant SUNDAY_NOON = Instant.parse("2026-11-22T12:00:00Z");

    private record Set(OptionalInt newLabels, Optional<String> cron, Optional<Duration> every)
            implements RetrainingConfig.Settings {
        static final Set NOTHING = new Set(OptionalInt.empty(), Optional.empty(), Optional.empty());

        static Set cron(String line) {
            return new Set(OptionalInt.empty(), Optional.of(line), Optional.empty());
        }
    }

    @Test
    void nothingIsDueUnlessItIsSet() {
        assertFalse(RetrainingPlan.of(Set.NOTHING).on());
        assertEquals(Optional.empty(), RetrainingPlan.OFF.nextDue(SUNDAY_NOON, SUNDAY_NOON));
        RetrainingPlan byCount = RetrainingPlan.of(new Set(OptionalInt.of(5), Optional.empty(), Optional.empty()));
        assertTrue(byCount.on());
        assertEquals(Optional.empty(), byCount.nextDue(SUNDAY_NOON, SUNDAY_NOON));
    }

    @Test
    void aCrontabIsReadInUtc() {
        RetrainingPlan plan = RetrainingPlan.of(Set.cron("30 2 * * 1"));

        assertEquals(Optional.of(Instant.parse("2026-11-23T02:30:00Z")), plan.nextDue(SUNDAY_NOON, Instant.EPOCH));
        assertEquals(
                Optional.of(Instant.parse("2026-11-30T02:30:00Z")),
                plan.nextDue(Instant.parse("2026-11-23T02:30:00Z"), Instant.EPOCH));
    }

    @Test
    void aPeriodCountsFromTheLastRunAndTheEarlierOfBothHolds() {
        RetrainingPlan plan = RetrainingPlan.of(
                new Set(OptionalInt.empty(), Optional.of("30 2 * * 1"), Optional.of(Duration.ofHours(6))));

        assertEquals(
                Optional.of(Instant.parse("2026-11-22T16:00:00Z")),
                plan.nextDue(SUNDAY_NOON, Instant.parse("2026-11-22T10:00:00Z")));
        assertEquals(
                Optional.of(Instant.parse("2026-11-23T02:30:00Z")),
                plan.nextDue(SUNDAY_NOON, Instant.parse("2026-11-22T23:00:00Z")));
    }

    @Test
    void whatMeansNothingIsRefusedWithTheValue() {
        assertEquals(
                "new-labels is 0 and must be at least 1",
                refused(new Set(OptionalInt.of(0), Optional.empty(), Optional.empty())));
        assertEquals(
                "every is PT0S and must be above 0",
                refused(new Set(OptionalInt.empty(), Optional.empty(), Optional.of(Duration.ZERO))));
        assertTrue(refused(Set.cron("at night")).contains("at night"), refused(Set.cron("at night")));
    }

    private static String refused(Set settings) {
        return assertThrows(IllegalArgumentException.class, () -> RetrainingPlan.of(settings))
                .getMessage();
    }
}
