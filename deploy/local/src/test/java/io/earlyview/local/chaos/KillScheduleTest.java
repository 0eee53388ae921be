package io.earlyview.local.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.local.chaos.KillSchedule.Kill;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KillScheduleTest {
    @Test
    void aSeedRepeatsTargetsAndGaps() {
        assertEquals(KillSchedule.of(7, 200), KillSchedule.of(7, 200));
        assertNotEquals(KillSchedule.of(7, 200), KillSchedule.of(8, 200));
    }

    /** The same in every version: a seed that was written down must repeat its run. */
    @Test
    void aSeedIsTheSameRunForEver() {
        assertEquals(
                List.of(
                        "database after 2480",
                        "inference after 331",
                        "inference after 347",
                        "inference after 1615",
                        "training after 4837",
                        "results after 1335",
                        "inference after 4905",
                        "lostHost after 347",
                        "ingestion after 920",
                        "broker after 3997"),
                KillSchedule.of(1, 10).kills().stream()
                        .map(kill ->
                                kill.target().text() + " after " + kill.gap().toMillis())
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 8, 10, 30, 200})
    void everyTargetIsKilledAndInferenceMost(int kills) {
        List<Kill> schedule = KillSchedule.of(3, kills).kills();

        assertEquals(kills, schedule.size());
        assertEquals(
                EnumSet.allOf(Target.class), schedule.stream().map(Kill::target).collect(Collectors.toSet()));
    }

    @Test
    void sharesFollowTheWeights() {
        Map<Target, Long> times = KillSchedule.of(3, 200).kills().stream()
                .collect(Collectors.groupingBy(Kill::target, Collectors.counting()));

        int all = Stream.of(Target.values()).mapToInt(Target::weight).sum();
        for (Target target : Target.values()) {
            assertEquals(200.0 * target.weight() / all, times.get(target), 1, target::text);
        }
    }

    @Test
    void gapsAreExponentialWithAMeanOfTwoSeconds() {
        List<Kill> schedule = KillSchedule.of(5, 2000).kills();
        double mean = schedule.stream()
                .mapToLong(kill -> kill.gap().toMillis())
                .average()
                .orElseThrow();
        double shorterThanMean =
                schedule.stream().filter(kill -> kill.gap().toMillis() < 2000).count() / 2000.0;

        assertEquals(2000, mean, 150);
        assertEquals(1 - Math.exp(-1), shorterThanMean, 0.04);
        assertTrue(schedule.stream().allMatch(kill -> kill.gap().toMillis() <= 10_000));
    }
}
