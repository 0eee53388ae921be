package io.earlyview.bench.inference.acquisitions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.bench.inference.acquisitions.ScannerFleet.Shot;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScannerFleetTest {
    private static final int SCANNERS = 40;
    private static final double MINUTES = 40;

    private final List<Shot> shots = ScannerFleet.shots(SCANNERS, 60 * MINUTES, 3);

    @Test
    void theLoadIsTwoViewsEveryHalfMinuteFromTheFirstMinuteToTheLast() {
        for (int minute = 0; minute < MINUTES; minute++) {
            long from = minute * 60_000_000_000L;
            long inThisMinute = shots.stream()
                    .filter(shot -> shot.atNanos() >= from && shot.atNanos() < from + 60_000_000_000L)
                    .count();
            assertEquals(SCANNERS * 4, inThisMinute, "minute " + minute);
        }
    }

    @Test
    void shotsComeInOrderAndOnce() {
        assertTrue(IntStream.range(1, shots.size())
                .allMatch(i -> shots.get(i - 1).atNanos() <= shots.get(i).atNanos()));
        Set<List<Integer>> seen = new HashSet<>();
        assertTrue(shots.stream().allMatch(shot -> seen.add(List.of(shot.acquisition(), shot.view()))));
    }

    @Test
    void anAcquisitionThatHasEndedIsWholeAndItsScannerHasTheNext() {
        var byAcquisition = shots.stream().collect(Collectors.groupingBy(Shot::acquisition));

        for (int scanner = 0; scanner < SCANNERS; scanner++) {
            List<Shot> first = byAcquisition.get(scanner);
            assertEquals(120, first.stream().map(Shot::view).distinct().count());
            assertEquals(60, first.get(1).view(), "both heads take the first pair at once");
            assertEquals(first.get(0).atNanos(), first.get(1).atNanos());
            assertTrue(first.getFirst().atNanos() <= 0);
            assertEquals(
                    1800.0,
                    (byAcquisition.get(scanner + SCANNERS).getFirst().atNanos()
                                    - first.getFirst().atNanos())
                            / 1e9,
                    1e-6);
        }
    }
}
